import { describe, expect, it } from "vitest";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { splitCalls } from "./group-calls.ts";

const call = (id: string, startedAt: string, more: Partial<CallSummary> = {}): CallSummary => ({
  id,
  callSid: `CA${id}`,
  direction: "inbound",
  from: "+972521234567",
  to: "+97235550101",
  status: "ended",
  startedAt: Date.parse(startedAt),
  answeredAt: null,
  endedAt: null,
  durationMs: null,
  endReason: null,
  failureCode: null,
  callBack: false,
  calledBack: null,
  callerSpoke: true,
  leadId: null,
  leadName: null,
  summary: null,
  untranscribedTurns: 0,
  costMicroUsd: 0,
  ...more,
});
const ids = (calls: readonly CallSummary[]) => calls.map(({ id }) => id);

describe("the list of calls", () => {
  it("stands in days of Israel, newest first", () => {
    const { days } = splitCalls(
      [call("a", "2026-11-21T21:00:00Z"), call("b", "2026-11-21T22:30:00Z"), call("c", "2026-11-22T09:00:00Z")],
      [],
    );
    expect(days.map(({ key, calls }) => [key, ids(calls)])).toEqual([
      ["2026-11-22", ["c", "b"]],
      ["2026-11-21", ["a"]],
    ]);
  });

  it("shows a running call once, on top", () => {
    const running = call("a", "2026-11-22T09:00:00Z", { status: "live" });
    const { running: top, days } = splitCalls([running, call("b", "2026-11-22T08:00:00Z")], [running]);
    expect(ids(top)).toEqual(["a"]);
    expect(ids(days[0]!.calls)).toEqual(["b"]);
  });

  it("shows a call as live that the list still holds for ended from before", () => {
    const { running, days } = splitCalls(
      [call("a", "2026-11-22T09:00:00Z")],
      [call("a", "2026-11-22T09:00:00Z", { status: "live" })],
    );
    expect(ids(running)).toEqual(["a"]);
    expect(days).toEqual([]);
  });

  it("shows a ringing call on top", () => {
    expect(ids(splitCalls([call("a", "2026-11-22T09:00:00Z", { status: "ringing" })], []).running)).toEqual(["a"]);
  });
});
