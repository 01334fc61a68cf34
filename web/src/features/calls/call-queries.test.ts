import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { askedOneByOne, awaitsSummary, callKeys, callListQuery, takeGrowth, type CallPages } from "./call-queries.ts";

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

describe("while a summary is on its way", () => {
  const call = (id: string, summary: string | null = null) => ({ ...ended, id, summary }) as CallSummary;
  const pagesOf = (...items: CallSummary[]): CallPages => ({
    pages: [{ items, nextCursor: null }],
    pageParams: [null],
  });
  const interval = (pages: CallPages) => {
    const { refetchInterval } = callListQuery("b1", "all");
    if (typeof refetchInterval !== "function") throw new Error("the list is asked for by its state");
    return refetchInterval({ state: { data: pages } } as Parameters<typeof refetchInterval>[0]);
  };

  it("the one call is asked for, and not the list", () => {
    const endedAt = Date.now();
    const pages = pagesOf({ ...call("c1"), endedAt }, { ...call("c2", "נמסרו פרטים"), endedAt });
    expect(askedOneByOne(pages, endedAt + 1_000)).toEqual(["c1"]);
    expect(interval(pages)).toBe(false);
    expect(askedOneByOne(pages, endedAt + 3 * 60_000)).toEqual([]);
  });

  it("the list is, where many calls have just ended", () => {
    const endedAt = Date.now();
    const pages = pagesOf(...["c1", "c2", "c3", "c4"].map((id) => ({ ...call(id), endedAt })));
    expect(askedOneByOne(pages, endedAt + 1_000)).toEqual([]);
    expect(interval(pages)).toBeGreaterThan(0);
  });

  it("what has come stands in every list in which the call does, beside what was there", () => {
    const queries = new QueryClient();
    const key = callKeys.list("b1", "all");
    queries.setQueryData(key, pagesOf({ ...call("c1"), callBack: true }, call("c2")));
    takeGrowth(queries, "b1", call("c1", "נמסרו פרטים"));
    const [first, second] = queries.getQueryData<CallPages>(key)?.pages[0]?.items ?? [];
    expect(first).toMatchObject({ summary: "נמסרו פרטים", callBack: true });
    expect(second?.summary).toBeNull();
  });
});
