import { describe, expect, it } from "vitest";
import { he } from "../../i18n/he.ts";
import { outcomesOf } from "./call-outcome.ts";

const ended = { status: "ended", endReason: "caller_hung_up", failureCode: null, callerSpoke: true } as const;
const textsOf = (call: Parameters<typeof outcomesOf>[0]) => outcomesOf(call).map(({ text }) => text);

describe("how a call ended, in the list", () => {
  it("says that a person took the call in which something had failed", () => {
    const failed = { ...ended, endReason: "failed", failureCode: "openai_quota" } as const;
    expect(textsOf(failed)).toEqual([he.failures.openai_quota.short]);
    expect(textsOf({ ...failed, endReason: "handed_off" })).toEqual([he.failures.openai_quota.short, he.calls.taken]);
  });

  it("tells a caller who hung up before a word from one who had spoken", () => {
    expect(textsOf(ended)).toEqual([he.calls.endReason.caller_hung_up]);
    expect(textsOf({ ...ended, callerSpoke: false })).toEqual([he.calls.abandoned]);
  });

  it("is not told while the call runs", () => expect(textsOf({ ...ended, status: "live" })).toEqual([]));
});
