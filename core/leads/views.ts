/** A list of leads as somebody has set it up, to come back to it. */
import { z } from "zod";
import { line } from "../contract/text.ts";
import { VIEW_NAME_MAX_CHARS } from "./bulk-limits.ts";
import { DEAL_TYPES } from "./deal-types.ts";
import { LEAD_COLUMNS } from "./list-columns.ts";
import { LEAD_SORTS } from "./list-sorts.ts";
import { LEAD_SOURCES } from "./source.ts";
import { SEARCH_MAX_CHARS } from "./wire.ts";

const id = z.string().regex(/^[0-9a-z-]{1,64}$/i);
const ids = z.array(id).max(30);

/** As in the address of the list. What a status or a tag was that is gone finds nothing. */
export const viewSettingsSchema = z.object({
  of: z.enum(["all", "mine", "none"]),
  /** One colleague's; `of` is then `all`. */
  agent: id.nullable(),
  status: ids,
  source: z.array(z.enum(LEAD_SOURCES)).max(LEAD_SOURCES.length),
  tag: ids,
  deal: z.array(z.enum(DEAL_TYPES)).max(DEAL_TYPES.length),
  q: z.string().max(SEARCH_MAX_CHARS),
  sort: z.enum(LEAD_SORTS),
  /** Null: whichever this person shows. */
  columns: z.array(z.enum(LEAD_COLUMNS)).max(LEAD_COLUMNS.length).nullable(),
});
export type ViewSettings = z.infer<typeof viewSettingsSchema>;

export const viewFieldsSchema = z.object({
  name: line(1, VIEW_NAME_MAX_CHARS),
  isShared: z.boolean(),
  settings: viewSettingsSchema,
});
export type ViewFields = z.infer<typeof viewFieldsSchema>;

export const leadViewSchema = viewFieldsSchema.extend({ id: z.string(), isOwn: z.boolean() });
export type LeadView = z.infer<typeof leadViewSchema>;
