import { describe, expect, it } from "vitest";
import { paths } from "../../paths.ts";
import { narrowingQuery, readNarrowing } from "./calls-narrowing.ts";

const hours = (from: string, to: string) => {
  const { from: start, before } = narrowingQuery({ from, to });
  return (Number(before) - Number(start)) / 3_600_000;
};

describe("the narrowed list of calls", () => {
  it("stands in its address, which survives a reload and can be sent to somebody", () => {
    const narrowing = { from: "2026-11-01", to: "2026-11-22", outcome: "failed", agent: "u-1" } as const;
    const address = paths.calls("carmel", "call-back", narrowing);
    expect(address).toBe("/b/carmel/calls?filter=call-back&from=2026-11-01&to=2026-11-22&outcome=failed&agent=u-1");
    expect(readNarrowing(new URL(address, "http://x").searchParams)).toEqual(narrowing);
    expect(paths.calls("carmel")).toBe("/b/carmel/calls");
  });

  it("passes over what makes no sense", () => {
    for (const from of ["2026-02-30", "0002-01-01", "yesterday", "2026-13-01", ""])
      expect(readNarrowing(new URLSearchParams({ from, outcome: "well", agent: "" }))).toEqual({});
  });

  it("asks for whole days of Israel, in winter, in summer and when the clocks change", () => {
    expect(narrowingQuery({ from: "2026-11-22", to: "2026-11-22" })).toEqual({
      from: String(Date.parse("2026-11-21T22:00:00Z")),
      before: String(Date.parse("2026-11-22T22:00:00Z")),
    });
    expect(narrowingQuery({ from: "2026-07-01" })).toEqual({ from: String(Date.parse("2026-06-30T21:00:00Z")) });
    expect([hours("2026-03-27", "2026-03-27"), hours("2026-10-25", "2026-10-25")]).toEqual([23, 25]);
  });
});
