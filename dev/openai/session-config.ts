/** The session as the service reports it, with its defaults, and how an update changes it. */
import type { RealtimeSessionCreateRequest } from "openai/resources/realtime/realtime";
import type { SessionUpdate, TurnDetection } from "./session-schema.ts";

export interface SessionConfig {
  type: "realtime";
  object: "realtime.session";
  id: string;
  model: string;
  output_modalities: ("text" | "audio")[];
  instructions: string;
  tools: NonNullable<SessionUpdate["tools"]>;
  tool_choice: NonNullable<SessionUpdate["tool_choice"]>;
  max_output_tokens: number | "inf";
  tracing: SessionUpdate["tracing"] | null;
  truncation: NonNullable<SessionUpdate["truncation"]>;
  prompt: null;
  expires_at: number;
  audio: {
    input: {
      format: NonNullable<NonNullable<SessionUpdate["audio"]>["input"]>["format"];
      transcription: NonNullable<NonNullable<SessionUpdate["audio"]>["input"]>["transcription"] | null;
      noise_reduction: NonNullable<NonNullable<SessionUpdate["audio"]>["input"]>["noise_reduction"] | null;
      turn_detection: TurnDetection | null;
    };
    output: {
      format: NonNullable<NonNullable<SessionUpdate["audio"]>["output"]>["format"];
      voice: string | { id: string };
      speed: number;
    };
  };
  include: SessionUpdate["include"] | null;
}

const SESSION_SECONDS = 60 * 60;

export function defaultConfig(id: string, model: string, nowMs: number): SessionConfig {
  return {
    type: "realtime",
    object: "realtime.session",
    id,
    model,
    output_modalities: ["audio"],
    instructions: "",
    tools: [],
    tool_choice: "auto",
    max_output_tokens: "inf",
    tracing: null,
    truncation: "auto",
    prompt: null,
    expires_at: Math.floor(nowMs / 1000) + SESSION_SECONDS,
    audio: {
      input: {
        format: { type: "audio/pcm", rate: 24_000 },
        transcription: null,
        noise_reduction: null,
        turn_detection: withDefaults({ type: "server_vad" }),
      },
      output: { format: { type: "audio/pcm", rate: 24_000 }, voice: "alloy", speed: 1 },
    },
    include: null,
  };
}

/** Fields present in the update replace the old ones; what is absent stays. */
export function applyUpdate(config: SessionConfig, update: SessionUpdate): SessionConfig {
  const { audio, prompt: _unused, reasoning: _effort, parallel_tool_calls: _parallel, ...rest } = update;
  const input = { ...config.audio.input, ...audio?.input };
  if (audio?.input?.turn_detection) input.turn_detection = withDefaults(audio.input.turn_detection);
  return { ...config, ...rest, audio: { input, output: { ...config.audio.output, ...audio?.output } } };
}

function withDefaults(detection: TurnDetection): TurnDetection {
  const both = { create_response: true, interrupt_response: true };
  return detection.type === "server_vad"
    ? { threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 500, idle_timeout_ms: null, ...both, ...detection }
    : { eagerness: "auto", ...both, ...detection };
}

/** Nulls are on the wire though the package's types leave them out. */
export function onTheWire(config: SessionConfig): RealtimeSessionCreateRequest {
  return config as unknown as RealtimeSessionCreateRequest;
}
