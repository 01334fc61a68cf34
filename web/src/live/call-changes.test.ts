import { describe, expect, it } from "vitest";
import type { CallPages } from "../features/calls/call-queries.ts";
import { endedCall, withEnded, withStarted, withoutCall } from "./call-changes.ts";

const started = (callId: string, startedAt: number) =>
  ({ type: "call.started", callId, callSid: `CA${callId}`, from: "+972521234567", startedAt, leadName: null }) as const;
const ended = (callId: string, endedAt: number) =>
  ({
    type: "call.ended",
    callId,
    callSid: `CA${callId}`,
    endedAt,
    reason: "caller_hung_up",
    failure: null,
    callBack: true,
  }) as const;

describe("the list of calls", () => {
  it("shows a call that starts, newest on top, and only once", () => {
    const live = withStarted(withStarted([], started("a", 1000)), started("b", 2000));
    expect(withStarted(live, started("b", 2000)).map((call) => call.id)).toEqual(["b", "a"]);
  });

  it("lets go of a live call that ends", () => {
    const live = withStarted(withStarted([], started("a", 1000)), started("b", 2000));
    expect(withoutCall(live, "a").map((call) => call.id)).toEqual(["b"]);
  });

  it("moves it among the ended ones with its length and the wish to be called back", () => {
    const [live] = withStarted([], started("a", 1000));
    const call = endedCall(live!, ended("a", 61_000));
    expect(call).toMatchObject({ status: "ended", durationMs: 60_000, callBack: true, endReason: "caller_hung_up" });
    expect(call.callerSpoke).toBe(true);
    const pages: CallPages = { pages: [{ items: [], nextCursor: null }], pageParams: [null] };
    expect(withEnded(pages, call).pages[0]?.items).toEqual([call]);
    expect(withEnded(withEnded(pages, call), call).pages[0]?.items).toHaveLength(1);
  });
});
