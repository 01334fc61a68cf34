/** How many leads there are in each status, of those that are asked for. */
import { z } from "zod";
import { leadFilterSchema } from "./wire.ts";

/**
 * Numbers of all leads, of some people's or of nobody's are kept as they change. Of other filters they are counted when
 * they are asked for, and no further than this.
 */
export const COUNTED_MOST = 100;

export const leadCountsFilterSchema = leadFilterSchema.omit({ query: true, status: true, bin: true });
export type LeadCountsFilter = z.infer<typeof leadCountsFilterSchema>;

export const leadCountsSchema = z.object({
  items: z.array(
    z.object({
      /** Id. */
      status: z.string(),
      count: z.number().int(),
      /** There are more than `count`. */
      isMore: z.boolean(),
    }),
  ),
});
export type LeadCounts = z.infer<typeof leadCountsSchema>["items"];
