/** The stages a business's leads go through, as they travel. Each business has its own. */
import { z } from "zod";
import { line } from "../contract/text.ts";
import { leadSchema } from "./wire.ts";
import { REASON_MAX_CHARS, STATUS_COLORS, STATUS_KINDS, STATUS_NAME_MAX_CHARS, STATUSES_MAX } from "./status-rules.ts";

export const statusFieldsSchema = z.object({
  name: line(1, STATUS_NAME_MAX_CHARS),
  color: z.enum(STATUS_COLORS),
  kind: z.enum(STATUS_KINDS),
  /** Whether the assistant may still write to or call a lead in it. */
  mayContact: z.boolean(),
  /** A lead that comes here is asked why; of kind `lost` alone. */
  asksReason: z.boolean(),
});
export type StatusFields = z.infer<typeof statusFieldsSchema>;
export const statusPatchSchema = statusFieldsSchema.partial();
export type StatusPatch = z.infer<typeof statusPatchSchema>;

export const leadStatusSchema = statusFieldsSchema.extend({
  id: z.string(),
  /** Order on the screen, from 0. */
  position: z.number().int(),
  /** It is being deleted: its leads go to that one, a portion at a time, and none comes to it any more. */
  movesTo: z.string().nullable(),
});
export type LeadStatus = z.infer<typeof leadStatusSchema>;

const statusId = z.string().min(1).max(64);

/** All of them, in their new order. */
export const statusOrderSchema = z.object({ ids: z.array(statusId).min(1).max(STATUSES_MAX) });
/** Where its leads go. */
export const statusDeletionSchema = z.object({ moveTo: statusId });
/** `isDone`: it is gone. Else its leads are many, and go on moving by themselves. */
export const statusDeletedSchema = z.object({ isDone: z.boolean() });

/** `from`: where it was when it was looked at. */
export const statusChangeSchema = z.object({
  status: statusId,
  from: statusId,
  reason: line(1, REASON_MAX_CHARS).optional(),
});
export type StatusChange = z.infer<typeof statusChangeSchema>;
/** The lead as it is now. `lostReason`: as it was before, for whoever takes the change back. */
export const statusChangedSchema = z.object({ lead: leadSchema, lostReason: z.string().nullable() });
export type StatusChanged = z.infer<typeof statusChangedSchema>;
