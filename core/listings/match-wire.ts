/** Shapes of what fits what. */
import { z } from "zod";
import { demandInListSchema } from "../leads/demand.ts";
import { listingSummarySchema } from "./wire.ts";

/** `seen`: somebody has had it before their eyes; `sent`: the customer was told of it. */
export const MATCH_STATES = ["new", "seen", "dismissed", "sent"] as const;
export const MATCH_REASONS = ["new_listing", "price_drop", "new_demand"] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

const verdictSchema = z.object({
  criterion: z.string(),
  is: z.enum(["met", "near", "missed", "unknown"]),
  by: z.number().nullable(),
  isMust: z.boolean(),
});

const matchSchema = z.object({
  score: z.number(),
  verdicts: z.array(verdictSchema),
  state: z.enum(MATCH_STATES),
  /** Why it was proposed; null: it was there before anybody was told of it. */
  reason: z.enum(MATCH_REASONS).nullable(),
});

export const leadOfMatchSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
});

export const demandMatchSchema = matchSchema.extend({ demand: demandInListSchema, lead: leadOfMatchSchema });
export type DemandMatch = z.infer<typeof demandMatchSchema>;
export const listingMatchSchema = matchSchema.extend({ demandId: z.string(), listing: listingSummarySchema });
export type ListingMatch = z.infer<typeof listingMatchSchema>;

/** `hasMore`: there was more than is looked at, or than is shown. */
export const demandMatchesSchema = z.object({ items: z.array(demandMatchSchema), hasMore: z.boolean() });
export const listingMatchesSchema = z.object({ items: z.array(listingMatchSchema), hasMore: z.boolean() });

export const matchStateBodySchema = z.object({ state: z.enum(MATCH_STATES) });
export type MatchState = (typeof MATCH_STATES)[number];
