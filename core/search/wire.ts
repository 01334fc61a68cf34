/** Shapes of `/api/businesses/:businessId/search`. */
import { z } from "zod";
import { callSummarySchema } from "../calls/wire.ts";
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
