/** Everything a call needs to know of its business, compiled by the BusinessHub and handed over in one piece. */
import type { BusinessSettings, TurnDetection } from "../business/settings.ts";
import type { SessionUpdate, FunctionTool, TurnDetectionWire } from "../contract/openai-realtime.ts";

export type AgentSnapshot = {
  businessId: string;
  /** The settings' version it was made from. */
  version: number;
  /** Unix ms; a snapshot is made anew after this, in case a change did not reach the hub. */
  expiresAt: number;
  settings: BusinessSettings;
  /** Business and platform rules; the caller's part is added in the call. */
  instructions: string;
  models: { realtime: string; text: string; transcribe: string };
  /** Base64 mu-law pieces of the spoken greeting, when an earlier call has recorded it. */
  greetingAudio: string[] | null;
  /** Recorded "one moment"s in the same voice; empty until they have been recorded. */
  fillers: { text: string; audio: string[] }[];
};

/** Speech models are told to stop after this: a minute of monologue, far beyond any answer on the telephone. */
const MAX_OUTPUT_TOKENS = 1_500;

/**
 * The server answers a caller who has finished, and stops its own response when they begin: both save the round trip
 * of asking. What was heard is ours to say (truncation).
 */
export function turnDetectionWire(setting: TurnDetection): TurnDetectionWire {
  const serverActs = { create_response: true, interrupt_response: true };
  if (setting.type === "semantic_vad") return { type: "semantic_vad", eagerness: setting.eagerness, ...serverActs };
  return {
    type: "server_vad",
    threshold: setting.threshold,
    prefix_padding_ms: setting.prefixPaddingMs,
    silence_duration_ms: setting.silenceDurationMs,
    ...serverActs,
  };
}

/**
 * What the service adds to a speech it has detected: its beginning is moved forward by the padding, its end comes after
 * the silence (openai's types: audio_start_ms, audio_end_ms). Null: semantic detection does not say how long it waits.
 */
export const speechPaddingMs = (setting: TurnDetection): number | null =>
  setting.type === "server_vad" ? setting.prefixPaddingMs + setting.silenceDurationMs : null;

/**
 * Newer models think before they speak. On the telephone that is dead air: the least thinking that still fills a
 * tool's arguments well. Older models refuse the field.
 */
const thinking = (model: string) =>
  /^gpt-realtime-[2-9]/.test(model)
    ? { reasoning: { effort: "low" as const }, /** Writes go one after another. */ parallel_tool_calls: false }
    : {};

/**
 * The session of a call. `language` is pinned: left open, Hebrew speech is now and then written in Arabic or Latin
 * letters. Noise reduction is the near-field one: a handset is at the mouth.
 */
export function sessionUpdate(snapshot: AgentSnapshot, instructions: string, tools: FunctionTool[]): SessionUpdate {
  return {
    type: "session.update",
    session: {
      type: "realtime",
      model: snapshot.models.realtime,
      output_modalities: ["audio"],
      instructions,
      audio: {
        input: {
          format: { type: "audio/pcmu" },
          noise_reduction: { type: "near_field" },
          transcription: { model: snapshot.models.transcribe, language: "he" },
          turn_detection: turnDetectionWire(snapshot.settings.turnDetection),
        },
        output: { format: { type: "audio/pcmu" }, voice: snapshot.settings.voice },
      },
      tools,
      tool_choice: "auto",
      max_output_tokens: MAX_OUTPUT_TOKENS,
      ...thinking(snapshot.models.realtime),
      truncation: "auto",
    },
  };
}
