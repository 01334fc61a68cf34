/** Shapes of `/api/businesses/:businessId/calls`. */
import { z } from "zod";
import { leadSchema, searchQuerySchema } from "../leads/wire.ts";
import { CALL_EVENT_KINDS } from "./call-record.ts";
import { END_REASONS } from "./end-reason.ts";
import { FAILURE_CODES } from "./failure.ts";

export const CALL_STATUSES = ["ringing", "live", "ended"] as const;

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
  callBack: z.boolean(),
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

export const callDetailSchema = callSummarySchema.extend({
  realtimeModel: z.string().nullable(),
  /** Token counts by kind, as in core/calls/cost.ts. Null for who may not read costs. */
  usage: z.record(z.string(), z.number()).nullable(),
  outcome: z.string().nullable(),
  turns: z.array(callTurnSchema),
  events: z.array(callEventSchema),
  lead: leadSchema.nullable(),
});
export type CallDetail = z.infer<typeof callDetailSchema>;

export const callFilterSchema = z.object({
  /** Of the caller: part of the name, or digits of the number. */
  query: searchQuerySchema,
  status: z.enum(CALL_STATUSES).optional(),
  /** Only calls of this lead. */
  leadId: z.string().max(64).optional(),
  /** Only calls after which somebody has to ring back. */
  callBack: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
