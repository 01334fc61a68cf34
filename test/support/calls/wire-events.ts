/** Events of OpenAI's Realtime server, as short as a test can say them. */
import type { ServerEvent } from "../../../core/contract/openai-realtime.ts";

type Done = Extract<ServerEvent, { type: "response.done" }>["response"];

export const said = {
  updated: (): ServerEvent => ({ type: "session.updated" }),
  speechStarted: (item_id = "caller1", audio_start_ms = 0): ServerEvent => ({
    type: "input_audio_buffer.speech_started",
    item_id,
    audio_start_ms,
  }),
  speechStopped: (item_id = "caller1", audio_end_ms = 5_000): ServerEvent => ({
    type: "input_audio_buffer.speech_stopped",
    item_id,
    audio_end_ms,
  }),
  transcript: (transcript: string, item_id = "caller1"): ServerEvent => ({
    type: "conversation.item.input_audio_transcription.completed",
    item_id,
    transcript,
  }),
  noTranscript: (item_id = "caller1"): ServerEvent => ({
    type: "conversation.item.input_audio_transcription.failed",
    item_id,
  }),
  created: (id: string): ServerEvent => ({ type: "response.created", response: { id } }),
  item: (response_id: string, id: string): ServerEvent => ({
    type: "response.output_item.added",
    response_id,
    item: { type: "message", id },
  }),
  words: (response_id: string, item_id: string, delta: string): ServerEvent => ({
    type: "response.output_audio_transcript.delta",
    response_id,
    item_id,
    delta,
  }),
  audioDone: (response_id: string, item_id: string): ServerEvent => ({
    type: "response.output_audio.done",
    response_id,
    item_id,
  }),
  done: (id: string, more: Partial<Done> = {}): ServerEvent => ({
    type: "response.done",
    response: { id, status: "completed", output: [], ...more },
  }),
  /** Also sent for a response that was interrupted, incomplete or cancelled. */
  call: (response_id: string, call_id: string, name: string, args = "{}"): ServerEvent => ({
    type: "response.function_call_arguments.done",
    response_id,
    item_id: `item_${call_id}`,
    call_id,
    name,
    arguments: args,
  }),
  added: (id: string): ServerEvent => ({ type: "conversation.item.added", item: { type: "function_call_output", id } }),
  error: (code: string, event_id?: string, message = code): ServerEvent => ({
    type: "error",
    error: { type: "invalid_request_error", code, message, event_id },
  }),
} as const;

export const message = (id: string, status = "completed") => ({ type: "message", id, status });
export const toolItem = (call_id: string, name: string, args = "{}", status = "completed") => ({
  type: "function_call",
  id: `item_${call_id}`,
  call_id,
  name,
  arguments: args,
  status,
});
