import { describe, expect, it } from "vitest";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { awaitsSummary } from "./call-queries.ts";

const ENDED_AT = 1_000_000;
const ended = { status: "ended", endedAt: ENDED_AT, summary: null, callerSpoke: true } as CallSummary;

describe("a summary is said to be on its way", () => {
  it("after a call in which somebody spoke, for as long as one can take", () => {
    expect(awaitsSummary(ended, ENDED_AT + 1_000)).toBe(true);
    expect(awaitsSummary(ended, ENDED_AT + 3 * 60_000)).toBe(false);
    expect(awaitsSummary({ ...ended, summary: "נמסרו פרטים" }, ENDED_AT + 1_000)).toBe(false);
  });

  it("never after a call in which nobody did: none is written", () => {
    expect(awaitsSummary({ ...ended, callerSpoke: false }, ENDED_AT + 1_000)).toBe(false);
  });
});
