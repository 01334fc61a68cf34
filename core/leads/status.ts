/** The stages a business's leads go through. Each business has its own; these are what it begins with. */
import { z } from "zod";
import { line } from "../contract/text.ts";

/** Whether something may still come of it. */
export const STATUS_KINDS = ["open", "won", "lost"] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** As the badges of the dashboard have them. */
export const STATUS_COLORS = ["grey", "blue", "teal", "green", "yellow", "orange", "red", "purple"] as const;
export type StatusColor = (typeof STATUS_COLORS)[number];

/** Where every lead begins. It can be renamed; it cannot be deleted and stays `open`. */
export const FIRST_STATUS = "new";
export const STATUS_NAME_MAX_CHARS = 30;
/** Columns of a board; nobody overlooks more. */
export const STATUSES_MAX = 20;

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

export const leadStatusSchema = statusFieldsSchema.extend({
  id: z.string(),
  /** Order on the screen, from 0. */
  position: z.number().int(),
});
export type LeadStatus = z.infer<typeof leadStatusSchema>;
