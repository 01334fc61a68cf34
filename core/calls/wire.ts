/** Shapes of `/api/businesses/:businessId/calls`. */
import { z } from "zod";
import { personNameSchema } from "../auth/wire.ts";
import { exchangeRateSchema } from "../billing/exchange-rate.ts";
import { momentQuerySchema } from "../contract/moment.ts";
import { typedText } from "../contract/text.ts";
import { leadSchema, searchQuerySchema } from "../leads/wire.ts";
import { CALL_EVENT_KINDS } from "./call-record.ts";
import { END_REASONS } from "./end-reason.ts";
import { FAILURE_CODES } from "./failure.ts";

export const CALL_STATUSES = ["ringing", "live", "ended"] as const;

/** Who has rung the caller back, and when. */
export const calledBackSchema = z.object({
  at: z.number(),
  userId: z.string(),
  /** As it was then. */
  name: z.string(),
  /** Where somebody else of the business has a name like theirs; in lists, where no names stand, always null. */
  email: z.string().nullable(),
});
export type CalledBack = z.infer<typeof calledBackSchema>;

/** What can be said of ringing back; `undone` is the time of the tick that is taken back, so that no other one is. */
export const callBackBodySchema = z.discriminatedUnion("done", [
  z.object({ done: z.literal(true) }),
  z.object({ done: z.literal(false), undone: z.number().int() }),
]);
export type CallBackBody = z.infer<typeof callBackBodySchema>;

export const callBackStateSchema = z.object({ callBack: z.boolean(), calledBack: calledBackSchema.nullable() });
export type CallBackState = z.infer<typeof callBackStateSchema>;

/** Whether somebody still has to ring back. */
export const isToCallBack = ({ callBack, calledBack }: CallBackState): boolean => callBack && calledBack === null;

/** More are not counted: the number is there to be worked off. */
export const MOST_COUNTED = 100;
/** `callBacks`: callers who wait to be rung back, `MOST_COUNTED` at most. */
export const callsWaitingSchema = z.object({ callBacks: z.number().int() });

export const leadOfCallBodySchema = z.object({
  name: personNameSchema.optional(),
  /** Needed where the caller withheld theirs, ignored where not. */
  phone: typedText.max(40).optional(),
});
export type LeadOfCallBody = z.infer<typeof leadOfCallBodySchema>;

export const callSummarySchema = z.object({
  id: z.string(),
  callSid: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  from: z.string(),
  to: z.string(),
  status: z.enum(CALL_STATUSES),
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** From answer to end; of a live call null. */
  durationMs: z.number().nullable(),
  endReason: z.enum(END_REASONS).nullable(),
  failureCode: z.enum(FAILURE_CODES).nullable(),
  /** Somebody has to ring back, or had to: see `calledBack`. */
  callBack: z.boolean(),
  calledBack: calledBackSchema.nullable(),
  /** Whether the caller said anything at all. */
  callerSpoke: z.boolean(),
  leadId: z.string().nullable(),
  leadName: z.string().nullable(),
  summary: z.string().nullable(),
  /** How many of the caller's turns could not be written down. */
  untranscribedTurns: z.number().int(),
  /** Null for who may not read costs. */
  costMicroUsd: z.number().int().nullable(),
});
export type CallSummary = z.infer<typeof callSummarySchema>;

export const callTurnSchema = z.object({
  seq: z.number().int(),
  role: z.enum(["caller", "assistant"]),
  text: z.string(),
  startedAt: z.number(),
  interrupted: z.boolean(),
  heardMs: z.number().nullable(),
  /** The caller spoke, and the words could not be written down; `text` is empty. */
  untranscribed: z.boolean(),
});

export const callEventSchema = z.object({
  seq: z.number().int(),
  kind: z.enum(CALL_EVENT_KINDS),
  at: z.number(),
  data: z.record(z.string(), z.unknown()),
});

/** What is on record of a call. */
export const callRecordSchema = callSummarySchema.extend({
  realtimeModel: z.string().nullable(),
  /** Token counts by kind, as in core/calls/cost.ts. Null for who may not read costs. */
  usage: z.record(z.string(), z.number()).nullable(),
  outcome: z.string().nullable(),
  turns: z.array(callTurnSchema),
  events: z.array(callEventSchema),
  lead: leadSchema.nullable(),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

export const callDetailSchema = callRecordSchema.extend({
  /** By which the cost is shown in shekels. Null for who may not read costs. */
  exchangeRate: exchangeRateSchema.nullable(),
});
export type CallDetail = z.infer<typeof callDetailSchema>;

/** A number of a turn or an event in its call. */
const seqQuerySchema = z.coerce.number().int().min(0).max(1_000_000_000).optional();

/** Who has read a call that goes on asks again only for what comes behind these. */
export const callReadSchema = z.object({ turnsAfter: seqQuerySchema, eventsAfter: seqQuerySchema });
export type CallRead = z.output<typeof callReadSchema>;

export const callFilterSchema = z.object({
  /** Of the caller: part of the name, or digits of the number. */
  query: searchQuerySchema,
  status: z.enum(CALL_STATUSES).optional(),
  /** Only calls of this lead. */
  leadId: z.string().max(64).optional(),
  /** How it ended. `failed`: something failed in it, also when a person has taken the call then. */
  outcome: z.enum(END_REASONS).optional(),
  /** Only calls of leads of this colleague (user id). */
  assignedTo: z.string().max(64).optional(),
  /** Began at this time or later, and before that one; Unix ms. */
  from: momentQuerySchema,
  before: momentQuerySchema,
  /** Only calls after which somebody still has to ring back. */
  callBack: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
