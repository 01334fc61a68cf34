/**
 * What this browser keeps for us. One that keeps nothing (a private window, a full disk, a policy) is as good as one that
 * has nothing yet: reading gives null, and keeping says that it did not.
 */
const storageOf = (storage: () => Storage) => ({
  read(key: string): string | null {
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  },
  /** `value`: null to forget it. */
  keep(key: string, value: string | null): boolean {
    try {
      if (value === null) storage().removeItem(key);
      else storage().setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
});

/** For all tabs, until it is removed. */
export const onDevice = storageOf(() => localStorage);
/** For this tab, until it is closed. */
export const onTab = storageOf(() => sessionStorage);
