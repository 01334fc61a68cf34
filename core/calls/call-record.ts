/** What is written of a call while it runs. Rows of `call_turns` and `call_events`, and the same on the live socket. */
import type { EndReason } from "./end-reason.ts";
import type { FailureCode } from "./failure.ts";

export type TurnRole = "caller" | "assistant";

export type TurnRecord = {
  /** Order within the call, from 1. Given when the turn begins, so a late transcript does not change the order. */
  seq: number;
  role: TurnRole;
  text: string;
  /** Unix ms. */
  startedAt: number;
  interrupted: boolean;
  /** Ms of audio heard; null while it plays, and for the caller. */
  heardMs: number | null;
  /** The caller spoke, and the words could not be written down; `text` is empty. */
  untranscribed: boolean;
};

export const CALL_EVENT_KINDS = [
  "webhook_received",
  "stream_started",
  "stream_lost",
  "stream_reattached",
  "greeting_played",
  "greeting_unheard",
  "model_connected",
  "model_dropped",
  "model_reconnected",
  "model_renewed",
  "model_failed",
  "session_trimmed",
  "answer_retried",
  "answer_incomplete",
  "filler_played",
  "interrupted",
  "speech_resumed",
  "turn_not_transcribed",
  "tool_called",
  "tool_finished",
  "dtmf",
  "reprompted",
  "wrapping_up",
  "handoff_started",
  "handed_off",
  "handoff_failed",
  "frames_missing",
  "garbage_frame",
  "call_ended",
] as const;
export type CallEventKind = (typeof CALL_EVENT_KINDS)[number];

export type EventRecord = { seq: number; kind: CallEventKind; at: number; data: Record<string, unknown> };

export type CallEnding = { reason: EndReason; failure: FailureCode | null; callBack: boolean; endedAt: number };
