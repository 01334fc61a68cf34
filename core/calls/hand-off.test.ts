import { describe, expect, test } from "vitest";
import { stepHandOff, type HandOff, type HandOffEvent } from "./hand-off.ts";

const RINGING: HandOff = { is: "ringing" };
const over = (status: string): HandOffEvent => ({ type: "dialled", status });
const left = (status: string | null): HandOffEvent => ({ type: "callerLeft", status });

describe("a call that is handed to a person", () => {
  test.each([
    ["completed", "not_accepted"],
    ["answered", "not_accepted"],
    ["busy", "busy"],
    ["no-answer", "no_answer"],
    ["failed", "failed"],
    ["canceled", "caller_left"],
    ["a word that Twilio invents tomorrow", "failed"],
  ])("whose phone says %s and who pressed nothing has not taken it (%s)", (status, why) => {
    expect(stepHandOff(RINGING, over(status))).toEqual({ is: "failed", why, status });
  });

  test("is taken by the key press alone, whatever is said of the leg afterwards", () => {
    const taken = stepHandOff(RINGING, { type: "accepted" });
    expect(taken).toEqual({ is: "taken" });
    for (const later of [over("completed"), left("no-answer"), left(null), { type: "accepted" } as const])
      expect(stepHandOff(taken, later)).toBe(taken);
  });

  test.each(["no-answer", "completed", "failed", null])(
    "the caller hangs up while it rings: they left (%s)",
    (status) => {
      expect(stepHandOff(RINGING, left(status))).toEqual({ is: "failed", why: "caller_left", status });
    },
  );

  test("what has failed is not taken by a key press that comes after: the caller is gone or was promised a call back", () => {
    const failed = stepHandOff(RINGING, over("no-answer"));
    expect(stepHandOff(failed, { type: "accepted" })).toBe(failed);
  });
});
