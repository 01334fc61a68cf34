/**
 * Keeps unsaved settings through a sign-in that became necessary in mid-writing, with what they began from: somebody else
 * may have saved until they are looked at again. For one tab and one person only.
 */
import { z } from "zod";
import { onTab } from "../../../api/device-storage.ts";
import { readJson } from "../../../api/shape.ts";
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

const isKept = (kept: unknown): kept is Editing => keptSchema.safeParse(kept).success;

export function draftStorage(userId: string, businessId: string) {
  const key = keyOf(userId, businessId);
  return {
    read(): Editing | null {
      return readJson(onTab.read(key), isKept);
    },
    write(editing: Editing | null): void {
      onTab.keep(key, editing && JSON.stringify(editing));
    },
  };
}
