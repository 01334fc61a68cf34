import type { AgentSnapshot } from "../../../core/assistant/agent-snapshot.ts";
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION, type BusinessSettings } from "../../../core/business/settings.ts";

export function aSnapshot(
  changes: {
    settings?: Partial<BusinessSettings>;
    models?: Partial<AgentSnapshot["models"]>;
    greetingAudio?: string[] | null;
    fillers?: AgentSnapshot["fillers"];
    version?: number;
    expiresAt?: number;
  } = {},
): AgentSnapshot {
  return {
    businessId: "business",
    version: changes.version ?? 1,
    expiresAt: changes.expiresAt ?? Infinity,
    settings: {
      assistantName: "עוזר",
      aiPrompt: "משרד תיווך",
      greeting: "שלום, הגעתם למשרד.",
      voice: "cedar",
      realtimeModel: null,
      textModel: null,
      transcribeModel: null,
      turnDetection: DEFAULT_TURN_DETECTION,
      limits: DEFAULT_CALL_LIMITS,
      handoffPhone: null,
      ...changes.settings,
    },
    instructions: "INSTRUCTIONS",
    models: { realtime: "gpt-realtime-2.1", text: "gpt-5.4-mini", transcribe: "gpt-transcribe", ...changes.models },
    greetingAudio: changes.greetingAudio ?? null,
    fillers: changes.fillers ?? [],
  };
}
