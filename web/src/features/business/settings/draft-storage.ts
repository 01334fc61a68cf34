/**
 * Keeps unsaved settings through a sign-in that became necessary in mid-writing. For one tab and one person only.
 */
import type { SettingsDraft } from "./settings-draft.ts";

const keyOf = (userId: string, businessId: string) => `settings-draft:${userId}:${businessId}`;

export function draftStorage(userId: string, businessId: string) {
  const key = keyOf(userId, businessId);
  return {
    read(): Partial<SettingsDraft> | null {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
        return typeof kept === "object" ? kept : null;
      } catch {
        return null;
      }
    },
    write(changed: Partial<SettingsDraft> | null): void {
      try {
        if (changed) sessionStorage.setItem(key, JSON.stringify(changed));
        else sessionStorage.removeItem(key);
      } catch {
        // A browser without storage only loses this safety net.
      }
    },
  };
}
