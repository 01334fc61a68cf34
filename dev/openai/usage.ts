import type { RealtimeResponseUsage } from "openai/resources/realtime/realtime";
import type { Entry } from "./conversation.ts";

/** Hebrew takes about a token for two and a half letters. */
const LETTERS_PER_TOKEN = 2.5;
const INPUT_MS_PER_TOKEN = 100;
const OUTPUT_MS_PER_TOKEN = 50;
/** The service caches the beginning of the prompt in steps of this many tokens. */
const CACHE_STEP = 64;

export interface InputTokens {
  readonly text: number;
  readonly audio: number;
}

export function textTokens(text: string): number {
  return Math.ceil(text.length / LETTERS_PER_TOKEN);
}

export function outputAudioTokens(ms: number): number {
  return Math.ceil(ms / OUTPUT_MS_PER_TOKEN);
}

export function inputAudioTokens(ms: number): number {
  return Math.ceil(ms / INPUT_MS_PER_TOKEN);
}

/** Instructions, tools and everything said so far are paid for again with each response. */
export function inputTokens(prompt: string, entries: readonly Entry[]): InputTokens {
  let text = textTokens(prompt);
  let audio = 0;
  for (const { item, text: words, audioMs, truncatedAtMs } of entries) {
    if (audioMs === 0) text += textTokens(words) + 4;
    else if (item.type === "message" && item.role === "assistant") audio += outputAudioTokens(truncatedAtMs ?? audioMs);
    else audio += inputAudioTokens(audioMs);
  }
  return { text, audio };
}

export function usageOf(input: InputTokens, before: InputTokens, output: InputTokens): RealtimeResponseUsage {
  const cachedText = cached(input.text, before.text);
  const cachedAudio = cached(input.audio, before.audio);
  const inputSum = input.text + input.audio;
  const outputSum = output.text + output.audio;
  return {
    total_tokens: inputSum + outputSum,
    input_tokens: inputSum,
    output_tokens: outputSum,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: 0,
      cached_tokens: cachedText + cachedAudio,
      cached_tokens_details: { text_tokens: cachedText, audio_tokens: cachedAudio, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  };
}

function cached(now: number, before: number): number {
  return Math.floor(Math.min(now, before) / CACHE_STEP) * CACHE_STEP;
}
