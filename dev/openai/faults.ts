/** Faults on demand: what can go wrong, when, and for which connections. */
import { z } from "zod";
import { lines } from "../speech/lines.ts";
import { invalidRequest, type ApiError } from "./parse-client-event.ts";
import { REJECTIONS } from "./rejection.ts";

const callerClips = lines.filter((line) => line.voice === "caller").map((line) => line.id);

/** The moment of a fault inside a session. */
const when = z.union([
  /** Right after `session.created`; a fault of a response hits the first one. */
  z.literal("connect"),
  /** At once, in the sessions that are open, and in none that come. */
  z.literal("now"),
  /** When this sentence of the caller was heard, before the answer. */
  z.strictObject({ heard: z.enum(callerClips) }),
  /** When the session has sent so much of the assistant's audio. */
  z.strictObject({ outputMs: z.int().min(1) }),
  /** After the nth `response.done`. */
  z.strictObject({ afterResponse: z.int().min(1) }),
]);

const target = {
  /** Only connections that ask for this model. */
  model: z.string().optional(),
  /** How many of the connections to come are hit. */
  connections: z.union([z.int().min(1), z.literal("all")]).default(1),
};
const moment = { ...target, when: when.default("connect") };

export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("refuse"),
    status: z.literal([400, 401, 403, 404, 429, 500, 503]),
    code: z.string().optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal("reject"),
    code: z.enum(Object.keys(REJECTIONS) as (keyof typeof REJECTIONS)[]),
    /** False: it closes without the `error` event; the reason alone says why. */
    event: z.boolean().default(true),
    ...target,
  }),
  z.strictObject({ kind: z.literal("hang"), ...target }),
  z.strictObject({ kind: z.literal("no-session-created"), ...target }),
  z.strictObject({
    kind: z.literal("no-audio"),
    /** False: not even `response.created` comes. */
    created: z.boolean().default(true),
    ...moment,
  }),
  z.strictObject({
    kind: z.literal("drop"),
    /** 1006 cuts the connection without a closing frame. */
    code: z.union([z.literal(1000), z.literal(1001), z.literal(1006)]).default(1006),
    ...moment,
  }),
  z.strictObject({
    kind: z.literal("response-failed"),
    code: z
      .enum(["insufficient_quota", "model_not_found", "rate_limit_exceeded", "server_error"])
      .default("server_error"),
    /** Named in the message, as the service does: "Please try again in 1.2s." */
    tryAgainMs: z.int().min(1).optional(),
    ...moment,
  }),
  /** The next answer is this one, whatever was said. */
  z.strictObject({
    kind: z.literal("answer"),
    say: z.array(z.string().min(1)).default([]),
    calls: z.array(z.strictObject({ name: z.string(), args: z.record(z.string(), z.unknown()) })).default([]),
    /** Written, and not a sound of it. */
    as: z.enum(["audio", "text"]).default("audio"),
    /** Broken off by the service, after what it says. */
    incomplete: z.enum(["max_output_tokens", "content_filter"]).optional(),
    /** From `response.created` to the first sound. */
    firstAudioMs: z.int().min(0).optional(),
    /** So long the arguments of each call stream. */
    argumentsMs: z.int().min(0).optional(),
    ...moment,
  }),
  /** What becomes of the transcription of the next turns. */
  z.strictObject({
    kind: z.literal("transcription"),
    becomes: z.enum(["failed", "empty", "late", "words"]),
    /** Those that are written down, whatever was said. */
    words: z.string().default(""),
    /** How much later. */
    ms: z.int().min(0).default(0),
    turns: z.union([z.int().min(1), z.literal("all")]).default(1),
    ...moment,
  }),
  /** A session whose instructions are longer is refused. */
  z.strictObject({ kind: z.literal("too-large"), chars: z.int().min(1), ...target }),
  z.strictObject({
    kind: z.literal("error-event"),
    code: z.string().nullable().default(null),
    type: z.string().default("server_error"),
    message: z.string().default("The server had an error while processing your request. Sorry about that!"),
    ...moment,
  }),
  z.strictObject({
    kind: z.literal("garbage"),
    frame: z.enum(["text", "binary", "half-json"]).default("text"),
    ...moment,
  }),
  z.strictObject({ kind: z.literal("malformed-arguments"), ...moment }),
  z.strictObject({ kind: z.literal("expire"), ...moment }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type UpgradeFault = Extract<Fault, { kind: "refuse" | "reject" | "hang" }>;
export type SessionFault = Exclude<Fault, UpgradeFault>;
export type Moment = z.output<typeof when>;

export function isUpgradeFault(fault: Fault): fault is UpgradeFault {
  return fault.kind === "refuse" || fault.kind === "reject" || fault.kind === "hang";
}

export function momentOf(fault: SessionFault): Moment {
  return "when" in fault ? fault.when : "connect";
}

/** Faults waiting for the connections to come. */
export class FaultStore {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.connections === "all" ? Infinity : fault.connections });
  }

  clear(): void {
    this.#waiting = [];
  }

  get waiting(): Fault[] {
    return this.#waiting.map(({ fault }) => fault);
  }

  /** What hits a connection that is being made. One that is refused meets nothing else. */
  claim(model: string): Fault[] {
    const matching = this.#waiting.filter(({ fault }) => fault.model === undefined || fault.model === model);
    const refusal = matching.find(({ fault }) => isUpgradeFault(fault));
    const claimed = refusal ? [refusal] : matching;
    for (const entry of claimed) entry.left--;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    return claimed.map(({ fault }) => fault);
  }
}

const refusals: Record<number, Omit<ApiError, "param">> = {
  400: invalidRequest(null, "Your request could not be understood."),
  401: REJECTIONS.invalid_api_key.error,
  403: invalidRequest("model_not_found", "Project does not have access to this model."),
  404: invalidRequest(null, "Invalid URL (GET /v1/realtime)"),
  429: { type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached. Please try again in 20s." },
  500: {
    type: "server_error",
    code: null,
    message: "The server had an error while processing your request. Sorry about that!",
  },
  503: { type: "server_error", code: null, message: "The server is overloaded or not ready yet." },
};

export function refusalBody(status: number, code: string | undefined): string {
  const known =
    code === "insufficient_quota" ? REJECTIONS.insufficient_quota.error : (refusals[status] ?? refusals[500]);
  return JSON.stringify({ error: { ...known, ...(code ? { code } : {}), param: null } });
}
