/**
 * Keeps unsaved settings through a sign-in that became necessary in mid-writing, with what they began from: somebody else
 * may have saved until they are looked at again. For one tab and one person only.
 */
import { z } from "zod";
import { settingsResponseSchema } from "../../../../../core/business/wire.ts";
import type { Editing } from "./settings-editing.ts";

const keyOf = (userId: string, businessId: string) => `settings-draft:${userId}:${businessId}`;

/** Of the draft only that it is one: it was made by this program, and what is wrong in it is told when it is saved. */
const draft = z.looseObject({
  greeting: z.string(),
  aiPrompt: z.string(),
  limits: z.looseObject({}),
  turnDetection: z.looseObject({}),
});
const keptSchema = z.object({
  base: settingsResponseSchema.shape.settings,
  draft,
  clashes: z.array(z.object({ path: z.string(), mine: draft, choice: z.enum(["mine", "theirs"]).nullable() })),
  news: z.array(z.string()),
});

export function draftStorage(userId: string, businessId: string) {
  const key = keyOf(userId, businessId);
  return {
    read(): Editing | null {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
        return keptSchema.safeParse(kept).success ? (kept as Editing) : null;
      } catch {
        return null;
      }
    },
    write(editing: Editing | null): void {
      try {
        if (editing) sessionStorage.setItem(key, JSON.stringify(editing));
        else sessionStorage.removeItem(key);
      } catch {
        // A browser without storage only loses this safety net.
      }
    },
  };
}
