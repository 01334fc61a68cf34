import { describe, expect, test } from "vitest";
import { FAILURE_CODES } from "../calls/failure.ts";
import {
  failureOfClose,
  failureOfCode,
  failureOfStatus,
  isHopeless,
  pauseNamedIn,
  refusalOfSession,
  retryAfterMs,
} from "./refusals.ts";

describe("a refused upgrade", () => {
  test.each([
    [401, null, "openai_auth"],
    [403, "whatever", "openai_auth"],
    [429, null, "openai_rate_limited"],
    [429, "insufficient_quota", "openai_quota"],
    [429, "rate_limit_exceeded", "openai_rate_limited"],
    [500, null, "openai_server_error"],
    [503, "server_error", "openai_server_error"],
    [404, "model_not_found", "openai_refused"],
    [400, null, "openai_refused"],
    [200, null, "openai_refused"],
  ])("%i with %s is %s", (status, code, failure) => {
    expect(failureOfStatus(status, code)).toBe(failure);
  });
});

describe("an error that comes over the socket", () => {
  test.each([
    ["insufficient_quota", "openai_quota"],
    ["billing_hard_limit_reached", "openai_quota"],
    ["rate_limit_exceeded", "openai_rate_limited"],
    ["server_error", "openai_server_error"],
    ["invalid_api_key", "openai_auth"],
    ["invalid_model", "openai_refused"],
    ["model_not_found", "openai_refused"],
  ])("%s is %s", (code, failure) => {
    expect(failureOfCode(code)).toBe(failure);
  });

  test.each(["item_truncate_invalid", "conversation_already_has_active_response", "", null, undefined])(
    "%s is about one request, not the service",
    (code) => {
      expect(failureOfCode(code)).toBeNull();
    },
  );
});

describe("a socket that OpenAI closes", () => {
  test.each([
    [3000, "invalid_request_error.invalid_api_key", "openai_auth"],
    [3000, "invalid_request_error", "openai_auth"],
    [4000, "invalid_request_error.invalid_model", "openai_refused"],
    [4000, "invalid_request_error.beta_api_shape_disabled", "openai_refused"],
    [4004, "invalid_request_error.model_not_found", "openai_refused"],
    [1013, "insufficient_quota.insufficient_quota", "openai_quota"],
    [1013, "insufficient_quota", "openai_quota"],
    [1011, "server_error", "openai_server_error"],
  ])("with %i and %s says why: %s", (code, reason, failure) => {
    expect(failureOfClose(code, reason)).toBe(failure);
  });

  test.each([
    [1000, ""],
    [1001, "going away"],
    [1006, ""],
    [1013, "try again later"],
    [1011, "keepalive ping timeout"],
  ])("with %i and «%s» has dropped", (code, reason) => {
    expect(failureOfClose(code, reason)).toBeNull();
  });
});

describe("trying again", () => {
  const pauses = (failure: (typeof FAILURE_CODES)[number]) => {
    const all: number[] = [];
    for (let pause = retryAfterMs(failure, 1); pause !== null; pause = retryAfterMs(failure, all.length + 1))
      all.push(pause);
    return all;
  };

  test.each(FAILURE_CODES)("%s: in all under three seconds, with pauses that grow", (failure) => {
    expect(pauses(failure).reduce((sum, pause) => sum + pause, 0)).toBeLessThan(3_000);
    expect(pauses(failure)).toEqual(pauses(failure).toSorted((a, b) => a - b));
  });

  test.each(["openai_auth", "openai_quota", "openai_refused"] as const)(
    "%s does not mend itself while a caller waits",
    (failure) => {
      expect(pauses(failure)).toEqual([]);
      expect(isHopeless(failure)).toBe(true);
    },
  );

  test("a dropped socket is opened again after 100 ms", () => {
    expect(retryAfterMs("openai_dropped", 1)).toBe(100);
  });
});

describe("the pause that a refusal names", () => {
  test.each([
    ["Rate limit reached for gpt-realtime. Please try again in 1.2s. Visit …", 1_200],
    ["Please try again in 350ms.", 350],
    ["Please try again in 20s.", 20_000],
    ["Please try again in 1m3s.", 63_000],
    ["Please try again in 2m.", 120_000],
    ["Please try again in 8h38m24s.", 31_104_000],
    ["Please try again in 1.5 s.", 1_500],
    ["Please try again in 2h.", 7_200_000],
    ["Please try again later.", null],
    [null, null],
  ])("%s → %s", (message, ms) => {
    expect(pauseNamedIn(message)).toBe(ms);
  });
});

describe("a session that is refused", () => {
  test.each([
    [{ code: "string_above_max_length", param: "session.instructions" }, "too_large"],
    [{ code: "invalid_value", param: "session.instructions", message: "Invalid: string too long." }, "too_large"],
    [{ code: "invalid_value", param: "session.audio.output.voice", message: "Invalid value." }, "refused"],
    [{ code: "invalid_value", param: "item.id", message: "too long" }, null],
    [{ message: "exceeded" }, null],
  ] as const)("%j is %s", (error, refusal) => {
    expect(refusalOfSession(error)).toBe(refusal);
  });
});
