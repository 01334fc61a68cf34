/**
 * What a call costs at OpenAI, from the usage that its events report. Prices are OpenAI's list prices in US dollars for
 * a million tokens, as far as they were public when this was written; a model that is not in the table is counted at
 * the price of the newest one, so an unknown model is never shown as free. The figure is an estimate for the
 * dashboard, not an invoice.
 */
import type { ResponseUsage } from "../contract/openai-realtime.ts";

export type Usage = {
  textIn: number;
  textInCached: number;
  textOut: number;
  audioIn: number;
  audioInCached: number;
  audioOut: number;
  /** Of the transcription of the caller's words. */
  transcriptionTokens: number;
};

export const NO_USAGE: Usage = {
  textIn: 0,
  textInCached: 0,
  textOut: 0,
  audioIn: 0,
  audioInCached: 0,
  audioOut: 0,
  transcriptionTokens: 0,
};

type Price = {
  textIn: number;
  textInCached: number;
  textOut: number;
  audioIn: number;
  audioInCached: number;
  audioOut: number;
};

const FULL: Price = { textIn: 4, textInCached: 0.4, textOut: 16, audioIn: 32, audioInCached: 0.4, audioOut: 64 };
const MINI: Price = { textIn: 0.6, textInCached: 0.06, textOut: 2.4, audioIn: 10, audioInCached: 0.3, audioOut: 20 };
/** Per million tokens of transcription, audio in. */
const TRANSCRIPTION_PRICE = 6;

const priceOf = (model: string): Price => (model.includes("mini") ? MINI : FULL);

/** Cached tokens are part of the input counts in OpenAI's report; here they are counted apart. */
export function usageOfResponse(report: ResponseUsage): Usage {
  const input = report.input_token_details;
  const cached = input?.cached_tokens_details;
  const textInCached = cached?.text_tokens ?? 0;
  const audioInCached = cached?.audio_tokens ?? 0;
  return {
    ...NO_USAGE,
    textIn: Math.max(0, (input?.text_tokens ?? 0) - textInCached),
    textInCached,
    textOut: report.output_token_details?.text_tokens ?? 0,
    audioIn: Math.max(0, (input?.audio_tokens ?? 0) - audioInCached),
    audioInCached,
    audioOut: report.output_token_details?.audio_tokens ?? 0,
  };
}

export function addUsage(a: Usage, b: Usage): Usage {
  const sum = { ...a };
  for (const key of Object.keys(sum) as (keyof Usage)[]) sum[key] += b[key];
  return sum;
}

/** One kind of tokens: how many, and what a million of them costs, US dollars. */
export type CostLine = { kind: keyof Usage; tokens: number; usdPerMillion: number; microUsd: number };

/** What the cost is made of. Dollars a million tokens are millionths of a dollar a token. */
export function costLines(model: string, usage: Usage): CostLine[] {
  const prices: Record<keyof Usage, number> = { ...priceOf(model), transcriptionTokens: TRANSCRIPTION_PRICE };
  return (Object.keys(NO_USAGE) as (keyof Usage)[]).map((kind) => ({
    kind,
    tokens: usage[kind],
    usdPerMillion: prices[kind],
    microUsd: usage[kind] * prices[kind],
  }));
}

/** Millionths of a dollar. */
export const costMicroUsd = (model: string, usage: Usage): number =>
  Math.round(costLines(model, usage).reduce((sum, { microUsd }) => sum + microUsd, 0));
