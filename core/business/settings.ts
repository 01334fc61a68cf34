/**
 * What a business decides about its assistant. The shapes are used by the settings screen, the API and the call alike.
 */
import { z } from "zod";
import { line, paragraphs } from "../contract/text.ts";

/**
 * Voices of the Realtime API. The assistant speaks of itself in the masculine, so the male ones stand first
 * (cedar and marin are the ones OpenAI recommends for quality).
 */
export const VOICES = [
  "cedar",
  "ash",
  "echo",
  "verse",
  "ballad",
  "marin",
  "alloy",
  "coral",
  "sage",
  "shimmer",
] as const;

/**
 * When the caller has finished speaking.
 *
 * Defaults for Hebrew on the telephone:
 * - `threshold` 0.6, above OpenAI's 0.5: a phone line carries street, car and television; a false start cuts the
 *   assistant off in mid-sentence, which hurts more than a word that begins 20 ms late.
 * - `silenceDurationMs` 600, above OpenAI's 500: Hebrew callers give numbers and addresses in groups ("אפס חמש שתיים…
 *   שלוש ארבע") with pauses of about half a second; at 500 they are answered in the middle of a phone number.
 * - `prefixPaddingMs` 300: enough to keep the weak first consonant (ה, א, ח) that voice detection misses.
 * - `semantic_vad` is offered but not the default: it was made on English, and its waiting time is not bounded by us.
 */
export const turnDetectionSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("server_vad"),
    threshold: z.number().min(0).max(1),
    prefixPaddingMs: z.number().int().min(0).max(1000),
    silenceDurationMs: z.number().int().min(200).max(2000),
  }),
  z.object({ type: z.literal("semantic_vad"), eagerness: z.enum(["low", "medium", "high", "auto"]) }),
]);
export type TurnDetection = z.infer<typeof turnDetectionSchema>;

export const DEFAULT_TURN_DETECTION: TurnDetection = {
  type: "server_vad",
  threshold: 0.6,
  prefixPaddingMs: 300,
  silenceDurationMs: 600,
};

export const callLimitsSchema = z.object({
  /** Longest call. The assistant takes its leave when it is reached. */
  maxCallMs: z.number().int().min(60_000).max(3_600_000),
  /** Silence of the caller, counted from the end of playback, after which the assistant asks whether anyone is there. */
  silenceMs: z.number().int().min(3_000).max(60_000),
  /** How often it asks before it says goodbye and hangs up. */
  maxReprompts: z.number().int().min(0).max(5),
  /** From the end of the caller's words (or a request for speech) to the first audio; longer counts as a failure. */
  firstAudioMs: z.number().int().min(2_000).max(20_000),
});
export type CallLimits = z.infer<typeof callLimitsSchema>;

export const DEFAULT_CALL_LIMITS: CallLimits = {
  maxCallMs: 15 * 60_000,
  silenceMs: 8_000,
  maxReprompts: 2,
  firstAudioMs: 6_000,
};

/**
 * Longest prompt of the business that leaves latency alone, in characters. The instructions are read again by the model
 * at each turn; Hebrew takes about one token for two characters, so 6,000 characters are about 3,000 tokens, after
 * which the time to the first audio begins to grow.
 */
export const PROMPT_WARNING_CHARS = 6_000;

/** Hard limit: the Realtime API accepts 16,384 tokens of instructions and tools in all. */
export const PROMPT_MAX_CHARS = 20_000;

export type SettingsWarning = { code: "prompt_too_long"; chars: number; recommendedChars: number };

/** What a manager should know about settings that are accepted but not good. */
export function settingsWarnings(settings: { aiPrompt: string }): SettingsWarning[] {
  const chars = settings.aiPrompt.length;
  return chars > PROMPT_WARNING_CHARS
    ? [{ code: "prompt_too_long", chars, recommendedChars: PROMPT_WARNING_CHARS }]
    : [];
}

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
const modelName = line(1, 80);

export const businessSettingsSchema = z.object({
  assistantName: line(1, 60),
  aiPrompt: paragraphs(0, PROMPT_MAX_CHARS),
  greeting: paragraphs(1, 400),
  voice: z.enum(VOICES),
  realtimeModel: modelName.nullable(),
  textModel: modelName.nullable(),
  transcribeModel: modelName.nullable(),
  turnDetection: turnDetectionSchema,
  limits: callLimitsSchema,
  handoffPhone: e164.nullable(),
});
export type BusinessSettings = z.infer<typeof businessSettingsSchema>;
