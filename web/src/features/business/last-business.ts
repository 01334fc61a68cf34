/** Which business was looked at last on this device. A browser that keeps nothing just opens the first one. */
const KEY = "last-business";

export const lastBusiness = {
  get(): string | null {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  set(slug: string): void {
    try {
      localStorage.setItem(KEY, slug);
    } catch {
      // Nothing depends on it.
    }
  },
};
