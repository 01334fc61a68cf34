/** Shapes of what fits what. */
import { z } from "zod";
import { pageOf } from "../contract/paging.ts";
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

export const demandMatchSchema = matchSchema.extend({
  /** Of `lead`: without the lead there is no match, which whoever hides one goes by. */
  leadId: z.string(),
  demand: demandInListSchema,
  lead: leadOfMatchSchema,
});
export type DemandMatch = z.infer<typeof demandMatchSchema>;
export const listingMatchSchema = matchSchema.extend({ demandId: z.string(), listing: listingSummarySchema });
export type ListingMatch = z.infer<typeof listingMatchSchema>;

/** `hasMore`: there was more than is looked at, or than is shown. */
export const demandMatchesSchema = z.object({ items: z.array(demandMatchSchema), hasMore: z.boolean() });
export const listingMatchesSchema = z.object({ items: z.array(listingMatchSchema), hasMore: z.boolean() });

export const matchStateBodySchema = z.object({ state: z.enum(MATCH_STATES) });
export type MatchState = (typeof MATCH_STATES)[number];

/** Of all proposals those about which nothing is decided yet, or those that were sent, or dismissed. */
export const PROPOSAL_LISTS = ["open", "sent", "dismissed"] as const;
export type ProposalList = (typeof PROPOSAL_LISTS)[number];
export const proposalsQuerySchema = z.object({ list: z.enum(PROPOSAL_LISTS).default("open") });

/** A home and somebody who looks for one like it, as an agent is told of them. */
export const proposalSchema = demandMatchSchema.extend({
  /** Of the pair. */
  id: z.string(),
  listing: listingSummarySchema,
  /** Unix ms: since when it is proposed. */
  at: z.number(),
});
export type Proposal = z.infer<typeof proposalSchema>;
/** A page may be short of what was asked for, and have a next one. */
export const proposalPageSchema = pageOf(proposalSchema);

/** `matches`: proposals that nobody has looked at, `NEW_MATCHES_COUNTED` at most. */
export const newMatchesSchema = z.object({ matches: z.number().int() });

export const SEEN_AT_ONCE = 100;
export const seenMatchesSchema = z.object({
  pairs: z
    .array(z.object({ listingId: z.string().max(64), demandId: z.string().max(64) }))
    .min(1)
    .max(SEEN_AT_ONCE),
});
export type MatchPair = z.infer<typeof seenMatchesSchema>["pairs"][number];
