/**
 * Up to when somebody has read what happened to their account, on this device: who got into the account elsewhere cannot
 * make it unseen here. A browser that keeps nothing shows it each time.
 */
const keyOf = (userId: string) => `account-events-seen:${userId}`;

export const seenEvents = {
  until(userId: string): number {
    try {
      return Number(localStorage.getItem(keyOf(userId)) ?? 0);
    } catch {
      return 0;
    }
  },
  set(userId: string, at: number): void {
    try {
      localStorage.setItem(keyOf(userId), String(at));
    } catch {
      // It is shown again.
    }
  },
};
