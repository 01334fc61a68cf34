import { invalidRequest, type ApiError } from "./parse-client-event.ts";
import type { Conversation, Entry } from "./conversation.ts";
import type { InputAudio } from "./input-audio.ts";
import type { Pace } from "./response.ts";
import type { Emit, Unsent } from "./server-event.ts";
import type { SessionConfig } from "./session-config.ts";
import type { Occasion } from "./session-faults.ts";
import type { SessionLog } from "./session-log.ts";

export interface SessionOptions {
  readonly pace: Pace;
  /** From the request to the first audio. */
  readonly firstAudioMs: number;
  /** From the end of the caller's words to their transcript. */
  readonly transcriptionMs: number;
}

/** What the parts of a session share. */
export interface SessionContext {
  readonly options: SessionOptions;
  readonly conversation: Conversation;
  readonly input: InputAudio;
  readonly log: SessionLog;
  readonly emit: Emit;
  readonly meet: (occasion: Occasion) => void;
  config: SessionConfig;
  audioOutMs: number;
  open: boolean;
}

export function errorEvent(error: ApiError, eventId: string | null): Unsent {
  return { type: "error", error: { ...error, event_id: eventId } };
}

export function noSuchItem(action: "create" | "retrieve" | "delete" | "truncate", id: string): ApiError {
  const doing = { create: "adding", retrieve: "retrieving", delete: "deleting", truncate: "truncating" }[action];
  const param = action === "create" ? "previous_item_id" : "item_id";
  return invalidRequest(
    `item_${action}_invalid_${param}`,
    `Error ${doing} item: the item with id '${id}' does not exist.`,
    param,
  );
}

/** The voice is free until the caller has heard it. */
export function voiceError(context: SessionContext, voice: string | { id: string } | undefined): ApiError | undefined {
  const changes = voice !== undefined && JSON.stringify(voice) !== JSON.stringify(context.config.audio.output.voice);
  if (!changes || context.audioOutMs === 0) return undefined;
  return invalidRequest("cannot_update_voice", "Cannot update a conversation's voice if assistant audio is present.");
}

/** Only what the model spoke can be cut, after its beginning and not past its end. */
export function truncationError(entry: Entry, endMs: number, contentIndex: number): ApiError | undefined {
  const { item, audioMs, truncatedAtMs } = entry;
  const spoken = item.type === "message" && item.role === "assistant" && audioMs > 0;
  if (!spoken || endMs === 0)
    return invalidRequest("invalid_value", "Only model output audio messages can be truncated");
  if (endMs < 0) {
    return invalidRequest(
      "integer_below_min_value",
      `Invalid 'audio_end_ms': integer below minimum value. Expected a value >= 0, but got ${endMs} instead.`,
      "audio_end_ms",
    );
  }
  if (contentIndex !== 0)
    return invalidRequest("invalid_value", `Content index ${contentIndex} does not exist.`, "content_index");
  const lengthMs = truncatedAtMs ?? audioMs;
  if (endMs > lengthMs)
    return invalidRequest("invalid_value", `Audio content of ${lengthMs}ms is already shorter than ${endMs}ms`);
  return undefined;
}
