/** Tags of a business, which its people put on leads. */
import { z } from "zod";
import { line } from "../contract/text.ts";
import { foldName } from "../hebrew/name.ts";
import { TAG_NAME_MAX_CHARS, TAGS_AT_ONCE } from "./bulk-limits.ts";
import { STATUS_COLORS } from "./status-rules.ts";

/** One tag for one word, however it is written. */
export const tagKey = (name: string): string => {
  const key = foldName(name).toLowerCase();
  // Of marks alone nothing is left.
  return key === "" ? name.trim() : key;
};

export const tagFieldsSchema = z.object({ name: line(1, TAG_NAME_MAX_CHARS), color: z.enum(STATUS_COLORS) });
export type TagFields = z.infer<typeof tagFieldsSchema>;

export const tagSchema = tagFieldsSchema.extend({ id: z.string() });
export type Tag = z.infer<typeof tagSchema>;

export const tagCountsSchema = z.object({ items: z.array(z.object({ tag: z.string(), count: z.number().int() })) });
/** How many leads have a tag (its id). */
export type TagCounts = z.infer<typeof tagCountsSchema>["items"];

/** `moveTo`: its leads get that one instead; null: they lose it. */
export const tagDeletionSchema = z.object({
  moveTo: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable(),
});
/** `isDone`: it is off every lead. Else they are many, and the rest is done by itself. */
export const tagDeletedSchema = z.object({ isDone: z.boolean() });

const ids = z.array(z.string().max(64)).max(TAGS_AT_ONCE);
export const tagChangeSchema = z
  .object({ add: ids, remove: ids })
  .refine(({ add, remove }) => add.length + remove.length > 0, "nothing to change");
export type TagChange = z.infer<typeof tagChangeSchema>;

export const leadTagsSchema = z.object({ tags: z.array(z.string()) });
