/** Shapes of the list of leads: what is asked for, and what is shown. */
import { z } from "zod";
import { pageOf, pageQuerySchema } from "../contract/paging.ts";
import { LEAD_SORTS } from "./list-sorts.ts";
import { leadFilterSchema, leadSchema } from "./wire.ts";

export const leadListQuerySchema = pageQuerySchema
  .extend(leadFilterSchema.shape)
  .extend({ sort: z.enum(LEAD_SORTS).optional() });

export const leadPageSchema = pageOf(leadSchema).extend({
  /** `changed` where more match than can be put in another order; what was searched comes `best` first. */
  sort: z.enum([...LEAD_SORTS, "best"]),
});
export type LeadPage = z.infer<typeof leadPageSchema>;

export const leadCountSchema = z.object({
  count: z.number().int(),
  /** There are more than `count`. */
  isMore: z.boolean(),
});
export type LeadCount = z.infer<typeof leadCountSchema>;
