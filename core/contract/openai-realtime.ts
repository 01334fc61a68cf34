/**
 * OpenAI Realtime, GA protocol over WebSocket: the events this product reads and writes. Names and shapes are those of
 * the `openai` package (resources/realtime); test/contract checks them against its types. Reading never throws: what is
 * not known is the variant `other`.
 */
import { z } from "zod";

// ---- what the server says -------------------------------------------------------------------------------------------

export type AudioDelta = { responseId: string; itemId: string; /** Base64 mu-law. */ delta: string };

const AUDIO_DELTA = '"type":"response.output_audio.delta"';
const AUDIO_DELTA_FIRST = `{${AUDIO_DELTA}`;
/** The type stands within the first characters of every event seen; looking further would scan the audio itself. */
const HEAD_CHARS = 160;

const RESPONSE_ID = '"response_id":"';
const ITEM_ID = '"item_id":"';
const DELTA = '"delta":"';

const valueAt = (text: string, from: number): string => text.slice(from, text.indexOf('"', from));

/**
 * The hot path: takes the audio out of a delta by position, without parsing it. Between the event's id and its audio the
 * deltas of one item are the same letter by letter: where that stands again in its place, nothing is looked for.
 */
export class AudioDeltaScanner {
  #responseId = "";
  #itemId = "";
  /** What stood between the event's id and the audio last time, and where. */
  #between = "";
  #betweenAt = 0;

  /** Null: not plainly an audio delta. */
  scan(text: string): AudioDelta | null {
    if (!text.startsWith(AUDIO_DELTA_FIRST) && !text.slice(0, HEAD_CHARS).includes(AUDIO_DELTA)) return null;
    if (!text.endsWith("}")) return null;
    if (this.#between === "" || !text.startsWith(this.#between, this.#betweenAt)) {
      if (!this.#lookAnew(text)) return null;
    }
    const from = this.#betweenAt + this.#between.length;
    const end = text.indexOf('"', from);
    if (end <= from) return null;
    const delta = text.slice(from, end);
    return delta.includes("\\") ? null : { responseId: this.#responseId, itemId: this.#itemId, delta };
  }

  #lookAnew(text: string): boolean {
    const responseAt = text.indexOf(RESPONSE_ID);
    const itemAt = text.indexOf(ITEM_ID);
    const deltaAt = text.indexOf(DELTA);
    const idsAt = Math.min(responseAt, itemAt);
    // With an id behind the audio there is nothing to know it by: the parser's work.
    if (idsAt < 0 || deltaAt < Math.max(responseAt, itemAt)) return false;
    const responseId = valueAt(text, responseAt + RESPONSE_ID.length);
    const itemId = valueAt(text, itemAt + ITEM_ID.length);
    if (responseId === "" || itemId === "") return false;
    this.#between = text.slice(idsAt, deltaAt + DELTA.length);
    this.#betweenAt = idsAt;
    this.#responseId = responseId;
    this.#itemId = itemId;
    return true;
  }
}

const count = z.number().nonnegative().optional().default(0);
const tokenDetails = z.object({ text_tokens: count, audio_tokens: count }).partial().optional();
export const usageSchema = z.object({
  input_token_details: z
    .object({ text_tokens: count, audio_tokens: count, cached_tokens: count, cached_tokens_details: tokenDetails })
    .partial()
    .optional(),
  output_token_details: tokenDetails,
});
export type ResponseUsage = z.infer<typeof usageSchema>;

const itemSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  role: z.string().optional(),
  status: z.string().optional(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
});

const responseSchema = z.looseObject({
  id: z.string(),
  status: z.string().optional(),
  status_details: z
    .looseObject({
      reason: z.string().optional(),
      error: z.looseObject({ code: z.string().nullish(), type: z.string().nullish() }).nullish(),
    })
    .nullish(),
  output: z.array(itemSchema).optional(),
  // A report that cannot be read must not hide that the response is over.
  usage: usageSchema.nullish().catch(null),
});

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.looseObject({ type: z.literal(type), ...shape });
const id = z.string();

export const serverEventSchema = z.discriminatedUnion("type", [
  event("session.created", {}),
  event("session.updated", {}),
  event("input_audio_buffer.speech_started", { item_id: id, audio_start_ms: z.number() }),
  event("input_audio_buffer.speech_stopped", { item_id: id, audio_end_ms: z.number() }),
  event("input_audio_buffer.committed", { item_id: id }),
  event("conversation.item.added", { item: itemSchema }),
  event("conversation.item.done", { item: itemSchema }),
  event("conversation.item.input_audio_transcription.completed", {
    item_id: id,
    transcript: z.string(),
    usage: z.looseObject({ type: z.string() }).nullish(),
  }),
  event("conversation.item.input_audio_transcription.failed", { item_id: id }),
  event("response.created", { response: responseSchema }),
  event("response.done", { response: responseSchema }),
  event("response.output_item.added", { response_id: id, item: itemSchema }),
  event("response.output_audio.delta", { response_id: id, item_id: id, delta: z.string() }),
  event("response.output_audio.done", { response_id: id, item_id: id }),
  event("response.output_audio_transcript.delta", { response_id: id, item_id: id, delta: z.string() }),
  event("response.output_audio_transcript.done", { response_id: id, item_id: id, transcript: z.string() }),
  event("response.function_call_arguments.done", {
    response_id: id,
    item_id: id,
    call_id: id,
    name: z.string().optional(),
    arguments: z.string(),
  }),
  event("error", {
    error: z.looseObject({
      type: z.string(),
      code: z.string().nullish(),
      message: z.string(),
      event_id: z.string().nullish(),
    }),
  }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
export type OtherEvent = { type: "other"; name: string };
export type GarbageEvent = { type: "garbage"; reason: string };

const SCHEMAS: ReadonlyMap<string, z.ZodType<ServerEvent>> = new Map(
  serverEventSchema.options.map((option) => [option.shape.type.value, option]),
);

type Fields = Partial<Record<string, unknown>>;

const isText = (fields: Fields, ...names: string[]) => names.every((name) => typeof fields[name] === "string");
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isNothing = (value: unknown) => value === undefined || value === null;
const isTextOrMissing = (fields: Fields, ...names: string[]) =>
  names.every((name) => fields[name] === undefined || typeof fields[name] === "string");

const isItem = (item: unknown) =>
  isObject(item) &&
  isText(item, "type") &&
  isTextOrMissing(item, "id", "role", "status", "call_id", "name", "arguments");

/** As it is created: nothing has come of it yet. */
const isNewResponse = (response: unknown) =>
  isObject(response) &&
  isText(response, "id") &&
  isTextOrMissing(response, "status") &&
  isNothing(response["status_details"]) &&
  isNothing(response["usage"]) &&
  (response["output"] === undefined || (Array.isArray(response["output"]) && response["output"].length === 0));

/**
 * What comes often, checked by hand: the runtime forbids the code generation with which zod is fast. What does not fit
 * goes to the schema, which says why.
 */
const PLAIN: Partial<Record<ServerEvent["type"], (event: Fields) => boolean>> = {
  "input_audio_buffer.speech_started": (event) =>
    isText(event, "item_id") && typeof event["audio_start_ms"] === "number",
  "input_audio_buffer.speech_stopped": (event) => isText(event, "item_id") && typeof event["audio_end_ms"] === "number",
  "input_audio_buffer.committed": (event) => isText(event, "item_id"),
  "conversation.item.input_audio_transcription.completed": (event) =>
    isText(event, "item_id", "transcript") &&
    (isNothing(event["usage"]) || (isObject(event["usage"]) && isText(event["usage"], "type"))),
  "conversation.item.input_audio_transcription.failed": (event) => isText(event, "item_id"),
  "response.created": (event) => isNewResponse(event["response"]),
  "response.output_item.added": (event) => isText(event, "response_id") && isItem(event["item"]),
  "response.output_audio.delta": (event) => isText(event, "response_id", "item_id", "delta"),
  "response.output_audio.done": (event) => isText(event, "response_id", "item_id"),
  "response.output_audio_transcript.delta": (event) => isText(event, "response_id", "item_id", "delta"),
  "response.output_audio_transcript.done": (event) => isText(event, "response_id", "item_id", "transcript"),
};

/** The type, where it stands first, as in every event seen. */
const TYPE_FIRST = /^\{"type":"([^"]+)"/;

/** Of items only tool calls and their results matter; everything else about them comes in other events too. */
function isOfInterest(type: string, text: string): boolean {
  if (type === "conversation.item.added") return text.includes('"function_call_output"');
  if (type === "conversation.item.done") return text.includes('"function_call"');
  return SCHEMAS.has(type);
}

export function readServerEvent(data: unknown): ServerEvent | OtherEvent | GarbageEvent {
  if (typeof data !== "string") return { type: "garbage", reason: "not text" };
  // About half of all events are of no interest here: they are not even parsed.
  const first = TYPE_FIRST.exec(data.slice(0, HEAD_CHARS))?.[1];
  if (first !== undefined && data.endsWith("}") && !isOfInterest(first, data)) return { type: "other", name: first };
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { type: "garbage", reason: "not JSON" };
  }
  const name = typeof json === "object" && json !== null && "type" in json ? json.type : undefined;
  if (typeof name !== "string") return { type: "garbage", reason: "no type" };
  const schema = SCHEMAS.get(name);
  if (!schema) return { type: "other", name };
  if (PLAIN[name as ServerEvent["type"]]?.(json as Fields)) return json as ServerEvent;
  const parsed = schema.safeParse(json);
  return parsed.success
    ? parsed.data
    : { type: "garbage", reason: `${name}: ${parsed.error.issues[0]?.path.join(".") ?? ""}` };
}

// ---- what we say ----------------------------------------------------------------------------------------------------

export type FunctionTool = { type: "function"; name: string; description: string; parameters: Record<string, unknown> };

export type TurnDetectionWire =
  | {
      type: "server_vad";
      threshold: number;
      prefix_padding_ms: number;
      silence_duration_ms: number;
      create_response: boolean;
      interrupt_response: boolean;
    }
  | {
      type: "semantic_vad";
      eagerness: "low" | "medium" | "high" | "auto";
      create_response: boolean;
      interrupt_response: boolean;
    };

export type SessionUpdate = {
  type: "session.update";
  session: {
    type: "realtime";
    model: string;
    output_modalities: ["audio"];
    instructions: string;
    audio: {
      input: {
        format: { type: "audio/pcmu" };
        noise_reduction: { type: "near_field" | "far_field" };
        transcription: { model: string; language: string };
        turn_detection: TurnDetectionWire;
      };
      output: { format: { type: "audio/pcmu" }; voice: string };
    };
    tools: FunctionTool[];
    tool_choice: "auto";
    max_output_tokens: number;
    reasoning?: { effort: "minimal" | "low" };
    /** Only the models that reason know it. */
    parallel_tool_calls?: boolean;
    truncation: "auto";
  };
};

export type NewItem =
  | { id?: string; type: "message"; role: "user" | "system"; content: [{ type: "input_text"; text: string }] }
  | { id?: string; type: "message"; role: "assistant"; content: [{ type: "output_text"; text: string }] }
  | { id?: string; type: "function_call_output"; call_id: string; output: string };

export type ClientEvent =
  | SessionUpdate
  | { type: "conversation.item.create"; item: NewItem }
  | { type: "conversation.item.truncate"; item_id: string; content_index: 0; audio_end_ms: number }
  | { type: "conversation.item.delete"; item_id: string }
  | { type: "response.create"; event_id: string; response?: { instructions?: string; tool_choice?: "auto" | "none" } }
  | { type: "response.cancel"; response_id?: string }
  | { type: "input_audio_buffer.commit" };

const APPEND_HEAD = '{"type":"input_audio_buffer.append","audio":"';

/** `payload` is base64 as Twilio sent it: the same format on both sides, so it is not decoded. */
export const appendAudio = (payload: string): string => `${APPEND_HEAD}${payload}"}`;
