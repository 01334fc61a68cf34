/** Two leads that may be one person: why, what is chosen when they become one, and how long that can be taken back. */
import { z } from "zod";
import { leadDetailSchema } from "./wire.ts";

/**
 * `phone`: one of them gave the other's number to ring back on. `together`: both numbers were given by one person at once.
 * `email`: the same address. `name_area`: the same name, and a place that both want or offer.
 */
export const DUPLICATE_REASONS = ["phone", "together", "email", "name_area"] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];
export const DUPLICATE_STATES = ["open", "dismissed", "merged"] as const;

/** After that what has been written since cannot be told apart any more. */
export const UNDO_DAYS = 30;

/** Of these one of the two leads has the say; everything else is of both. */
export const MERGE_FIELDS = ["name", "phone", "status", "assignedTo", "nextAction", "doNotCall"] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

export const duplicatePairSchema = z.object({
  /** The older one first: it stays, whatever is chosen. */
  leads: z.tuple([leadDetailSchema, leadDetailSchema]),
  reasons: z.array(z.object({ reason: z.enum(DUPLICATE_REASONS), detail: z.string() })),
  foundAt: z.number(),
  state: z.enum(DUPLICATE_STATES),
});
export type DuplicatePair = z.infer<typeof duplicatePairSchema>;

/** Whose value a field has afterwards; what is not said stays with the lead that stays, or is the other's where it has none. */
export const mergeChoicesSchema = z.partialRecord(z.enum(MERGE_FIELDS), z.enum(["stays", "goes"]));
export type MergeChoices = Partial<Record<MergeField, "stays" | "goes">>;

export const mergeBodySchema = z.object({
  /** The lead that becomes part of the one in the address. */
  mergedId: z.string().max(64),
  choices: mergeChoicesSchema,
  /** When both were last changed, as they were read: nobody merges what they have not seen. */
  seen: z.object({ stays: z.number(), goes: z.number() }),
});
export type MergeBody = z.infer<typeof mergeBodySchema>;

/** Columns of `leads` as they are stored, before and after, and the rows that moved. Kept for taking it back. */
export type MergeRecord = {
  stays: { before: Record<string, unknown>; after: Record<string, unknown> };
  goes: Record<string, unknown>;
  /** Name of the table → keys of rows that moved (ids; of proposals and tags those of calls and tags). */
  moved: Record<string, string[]>;
};

/** Of the two the one that was there first stays; of the same moment the smaller id. */
export const olderFirst = <Lead extends { id: string; createdAt: number }>(one: Lead, other: Lead): [Lead, Lead] => {
  const isFirst = one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;
  return isFirst ? [one, other] : [other, one];
};

/** A merge that can still be taken back. */
export const mergeInListSchema = z.object({
  id: z.string(),
  mergedId: z.string(),
  /** Of the lead that became part of the other. */
  name: z.string().nullable(),
  mergedAt: z.number(),
  mergedByName: z.string(),
});
export type MergeInList = z.infer<typeof mergeInListSchema>;

export const duplicatesQuerySchema = z.object({ state: z.enum(["open", "dismissed"]).default("open") });
export const duplicateDecisionSchema = z.object({ state: z.enum(["open", "dismissed"]) });
