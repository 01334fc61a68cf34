/**
 * Keeps a half-filled form through a sign-in that became necessary in mid-writing. For one tab and one person only.
 */
import type { NewBusinessDraft } from "./new-business-draft.ts";

export function draftStorage(userId: string) {
  const key = `new-business-draft:${userId}`;
  return {
    read(): Partial<NewBusinessDraft> | null {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
        return typeof kept === "object" ? kept : null;
      } catch {
        return null;
      }
    },
    write(draft: NewBusinessDraft | null): void {
      try {
        if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
        else sessionStorage.removeItem(key);
      } catch {
        // A browser without storage only loses this safety net.
      }
    },
  };
}
