import { describe, expect, test } from "vitest";
import { addUsage, costLines, costMicroUsd, NO_USAGE, usageOfResponse } from "./cost.ts";

const MILLION = 1_000_000;

describe("tokens of a response", () => {
  test("cached ones are counted apart from the others", () => {
    const report = {
      input_token_details: {
        text_tokens: 500,
        audio_tokens: 300,
        cached_tokens_details: { text_tokens: 400, audio_tokens: 100 },
      },
      output_token_details: { text_tokens: 20, audio_tokens: 80 },
    };
    expect(usageOfResponse(report)).toEqual({
      textIn: 100,
      textInCached: 400,
      textOut: 20,
      audioIn: 200,
      audioInCached: 100,
      audioOut: 80,
      transcriptionTokens: 0,
    });
  });

  test("a report without details is no tokens, and never fewer than none", () => {
    expect(usageOfResponse({})).toEqual(NO_USAGE);
    expect(
      usageOfResponse({ input_token_details: { text_tokens: 1, cached_tokens_details: { text_tokens: 5 } } }).textIn,
    ).toBe(0);
  });

  test("add up", () => {
    const sum = addUsage({ ...NO_USAGE, audioOut: 3, transcriptionTokens: 1 }, { ...NO_USAGE, audioOut: 4, textIn: 2 });
    expect(sum).toEqual({ ...NO_USAGE, audioOut: 7, textIn: 2, transcriptionTokens: 1 });
  });
});

describe("their price", () => {
  test("is dollars for a million, in millionths of a dollar", () => {
    expect(costMicroUsd("gpt-realtime-2.1", { ...NO_USAGE, audioOut: MILLION })).toBe(64 * MILLION);
    expect(costMicroUsd("gpt-realtime-2.1", { ...NO_USAGE, transcriptionTokens: 1_000 })).toBe(6_000);
  });

  test("of a small model is lower, and of an unknown one never nothing", () => {
    const usage = { ...NO_USAGE, audioIn: 10_000, audioOut: 10_000 };
    expect(costMicroUsd("gpt-realtime-mini", usage)).toBeLessThan(costMicroUsd("gpt-realtime-2.1", usage));
    expect(costMicroUsd("something-new", usage)).toBe(costMicroUsd("gpt-realtime-2.1", usage));
  });

  test("of cached input is lower than of fresh", () => {
    const fresh = costMicroUsd("gpt-realtime-2.1", { ...NO_USAGE, textIn: 1_000, audioIn: 1_000 });
    const cached = costMicroUsd("gpt-realtime-2.1", { ...NO_USAGE, textInCached: 1_000, audioInCached: 1_000 });
    expect(cached).toBeLessThan(fresh / 2);
  });

  test("of nothing is nothing, and is always whole", () => {
    expect(costMicroUsd("gpt-realtime-2.1", NO_USAGE)).toBe(0);
    expect(Number.isInteger(costMicroUsd("gpt-realtime-mini", { ...NO_USAGE, textIn: 1, textInCached: 1 }))).toBe(true);
  });

  test("is told kind by kind, with the price of each; together they are the cost", () => {
    const usage = { ...NO_USAGE, audioIn: 1_500, textOut: 200, transcriptionTokens: 900 };
    const lines = costLines("gpt-realtime-2.1", usage).filter(({ tokens }) => tokens > 0);
    expect(lines).toEqual([
      { kind: "textOut", tokens: 200, usdPerMillion: 16, microUsd: 3_200 },
      { kind: "audioIn", tokens: 1_500, usdPerMillion: 32, microUsd: 48_000 },
      { kind: "transcriptionTokens", tokens: 900, usdPerMillion: 6, microUsd: 5_400 },
    ]);
    expect(costMicroUsd("gpt-realtime-2.1", usage)).toBe(56_600);
  });
});
