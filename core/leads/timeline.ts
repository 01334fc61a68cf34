/** What has happened with a lead, joined from the tables that know of it, latest first. */
import { z } from "zod";
import { END_REASONS } from "../calls/end-reason.ts";
import { consentSchema } from "./consent.ts";
import { leadEventSchema } from "./events.ts";
import { PROPOSAL_DECISIONS } from "./wire.ts";

/** What is shown of the timeline; without a filter everything. */
export const TIMELINE_FILTERS = ["calls", "notes"] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

const entry = { id: z.string(), at: z.number() };
const who = { byId: z.string().nullable(), byName: z.string().nullable() };

export const timelineEntrySchema = z.discriminatedUnion("source", [
  z.object({
    source: z.literal("call"),
    ...entry,
    direction: z.enum(["inbound", "outbound"]),
    status: z.string(),
    endReason: z.enum(END_REASONS).nullable(),
    durationMs: z.number().nullable(),
    summary: z.string().nullable(),
  }),
  z.object({ source: z.literal("note"), ...entry, ...who, text: z.string(), editedAt: z.number().nullable() }),
  z.object({ source: z.literal("consent"), ...entry, ...consentSchema.omit({ id: true, at: true }).shape }),
  /** Words of a call that were applied to the lead, or dismissed. */
  z.object({
    source: z.literal("proposal"),
    ...entry,
    callId: z.string(),
    decision: z.enum(PROPOSAL_DECISIONS),
    byId: z.string().nullable(),
  }),
  z.object({ source: z.literal("event"), ...entry, ...who, ...leadEventSchema.pick({ kind: true, data: true }).shape }),
]);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type TimelineSource = TimelineEntry["source"];
