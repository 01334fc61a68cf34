/** A scenario: one telephone call as data, and what has to come of it. */
import { z } from "zod";
import { CALL_EVENT_KINDS } from "../../core/calls/call-record.ts";
import { END_REASONS } from "../../core/calls/end-reason.ts";
import { FAILURE_CODES } from "../../core/calls/failure.ts";
import { callStatuses, networkFaultsSchema } from "../twilio/faults.ts";
import { lines } from "../speech/lines.ts";

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "a number in E.164");
const ms = z.number().int().min(0);
const DEFAULT_WAIT_MS = 20_000;
const timeoutMs = ms.default(DEFAULT_WAIT_MS);
const callerClip = z
  .string()
  .refine((id) => lines.some((line) => line.id === id && line.voice === "caller"), "not a clip of the caller");

export const stepSchema = z.union([
  /** Its audio ran out, after the caller's last words, and stayed so for `forMs`. */
  z.strictObject({ waitFor: z.literal("assistant-done"), forMs: ms.default(900), timeoutMs }),
  /** It has been speaking for `forMs`. */
  z.strictObject({ waitFor: z.literal("assistant-speaking"), forMs: ms.default(0), timeoutMs }),
  /** Twilio's own voice has begun to speak: a menu or an apology. */
  z.strictObject({ waitFor: z.literal("menu"), timeoutMs }),
  z.strictObject({ waitFor: z.literal("call-ended"), timeoutMs }),
  z.strictObject({
    say: callerClip,
    /** Hangs up this long after the first word. */
    hangUpAfterMs: ms.optional(),
  }),
  /** Speaks while the assistant speaks, once that has lasted for `afterMs`. */
  z.strictObject({ sayOver: callerClip, afterMs: ms, timeoutMs }),
  z.strictObject({ press: z.string().regex(/^[0-9*#]+$/) }),
  z.strictObject({ silenceMs: ms }),
  z.strictObject({ dropNetwork: z.literal(true) }),
  z.strictObject({ hangUp: z.literal(true) }),
]);

const turnSchema = z.strictObject({
  role: z.enum(["caller", "assistant"]),
  includes: z.string(),
  interrupted: z.boolean().optional(),
});

export const expectationSchema = z.strictObject({
  /** How the call ended for Twilio. */
  twilioStatus: z.array(z.enum(callStatuses)).optional(),
  /** False: the product keeps no record of this call. */
  recorded: z.boolean().default(true),
  status: z.enum(["ringing", "live", "ended"]).default("ended"),
  endReason: z.array(z.enum(END_REASONS)).optional(),
  /** `null`: no failure may be on record. */
  failureCode: z.enum(FAILURE_CODES).nullable().optional(),
  /** In this order; others may stand between them. */
  turns: z.array(turnSchema).default([]),
  /** Words the assistant says in exactly one turn. */
  saidOnce: z.array(z.string()).default([]),
  /** Fields of the lead; a text need only be contained. `null`: no lead. */
  lead: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .nullable()
    .optional(),
  /** How often at least each kind of event is on record. */
  events: z.partialRecord(z.enum(CALL_EVENT_KINDS), z.number().int().min(1)).default({}),
  /** Texts that Twilio's own voice speaks. */
  twimlSays: z.array(z.string()).default([]),
  streams: z.number().int().optional(),
  /** The assistant was cut off at least so often. */
  cuts: z.number().int().default(0),
  maxDeadAirMs: ms.default(3_000),
  maxHeardAfterClearMs: ms.default(60),
});

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  title: z.string(),
  description: z.string(),
  from: phone,
  to: phone,
  /** Whose records are looked at; none for a number that belongs to nobody. */
  business: z.enum(["carmel", "bayit"]).optional(),
  steps: z.array(stepSchema),
  network: networkFaultsSchema.optional(),
  /** Sent to the OpenAI stand-in before the call, one request each (dev/openai/faults.ts). */
  openai: z.array(z.record(z.string(), z.unknown())).default([]),
  limits: z.strictObject({ callMs: ms.default(120_000) }).prefault({}),
  expect: expectationSchema.prefault({}),
});

export type Step = z.output<typeof stepSchema>;
export type Expectation = z.output<typeof expectationSchema>;
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

export function parseScenario(input: ScenarioInput): Scenario {
  return scenarioSchema.parse(input);
}
