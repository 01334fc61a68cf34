/** By what the list of leads can be ordered. Apart from wire.ts: the dashboard reads it without zod. */
export const LEAD_SORTS = ["changed", "created", "name"] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];

/** So many leads can be put in another order than the one that is kept, and so far they are counted. */
export const SORTED_MOST = 1_000;
