/** Shapes of `/api/businesses/:businessId/search`. */
import { z } from "zod";
import { callSummarySchema } from "../calls/wire.ts";
import { pageOf } from "../contract/paging.ts";
import { leadSchema, searchQuerySchema } from "../leads/wire.ts";
import { listingSummarySchema } from "../listings/wire.ts";

export const MOST_FOUND = 50;

export const searchAskedSchema = z.object({
  query: searchQuerySchema,
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(MOST_FOUND).default(20),
});

/** Of each kind the best first: named so, then said there, then nearly named so; the latest changed first within these. */
export const searchAnswerSchema = z.object({
  leads: z.array(leadSchema),
  calls: z.array(callSummarySchema),
  listings: z.array(listingSummarySchema),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** Of one kind, page by page. */
export const FOUND_PAGE_DEFAULT = 10;
/** Who has not found it among so many knows more words of it. */
export const MOST_PAGED = 200;
export const foundPageAskedSchema = z.object({
  query: searchQuerySchema,
  limit: z.coerce.number().int().min(1).max(MOST_FOUND).default(FOUND_PAGE_DEFAULT),
  cursor: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
});
export type FoundPageAsked = z.output<typeof foundPageAskedSchema>;

const snippetPartsSchema = z.array(z.object({ text: z.string(), isFound: z.boolean() }));

/** `words`: where in what is noted of them the words stand; null where it is their name or number that was found. */
export const foundLeadSchema = z.object({ lead: leadSchema, words: snippetPartsSchema.nullable() });
export type FoundLead = z.infer<typeof foundLeadSchema>;
export const foundLeadsSchema = pageOf(foundLeadSchema);

/** `turn`: its number in the call, and who said it; null: it is the summary that has the words. */
export const foundCallSchema = z.object({
  call: callSummarySchema,
  words: snippetPartsSchema.nullable(),
  turn: z.object({ seq: z.number().int(), role: z.enum(["caller", "assistant"]) }).nullable(),
});
export type FoundCall = z.infer<typeof foundCallSchema>;
export const foundCallsSchema = pageOf(foundCallSchema);
