import { describe, expect, test } from "vitest";
import { answerAgainMs, FAILURE_CODES } from "./failure.ts";

describe("an answer that failed is asked for again", () => {
  test("after as long as the service wants, within what a caller waits, and spread over the calls", () => {
    expect(answerAgainMs("openai_rate_limited", 0, 1_200, 0)).toBe(1_200);
    expect(answerAgainMs("openai_rate_limited", 1, 1_200, 0.5)).toBe(1_400);
    expect(answerAgainMs("openai_rate_limited", 0, 60_000, 1)).toBe(8_400);
  });

  test("a few times, not for ever", () => {
    for (const failure of FAILURE_CODES) {
      const pauses = [0, 1, 2, 3, 4].map((tried) => answerAgainMs(failure, tried, null, 0));
      expect(pauses.at(-1)).toBeNull();
    }
  });

  test.each(["openai_auth", "openai_quota", "openai_refused"] as const)("%s: not at all", (failure) => {
    expect(answerAgainMs(failure, 0, 500, 0)).toBeNull();
  });
});
