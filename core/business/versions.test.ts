import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSnapshot } from "../../test/support/calls/snapshot.ts";
import { DEFAULT_TURN_DETECTION, type BusinessSettings } from "./settings.ts";
import { divergence, overlap, sameValue, valueAt, withValueAt } from "./versions.ts";

const base: BusinessSettings = { ...aSnapshot().settings, turnDetection: DEFAULT_TURN_DETECTION };

describe("what has become of settings on two sides", () => {
  test("is told by field: changed here, changed there, changed by both", () => {
    const mine = { ...base, greeting: "שלי", aiPrompt: "שלי" };
    const theirs = { ...base, aiPrompt: "שלהם", voice: "echo" as const };
    expect(divergence(base, mine, theirs)).toEqual({ mine: ["greeting"], theirs: ["voice"], both: ["aiPrompt"] });
  });

  test("is no conflict where both have changed it to the same", () => {
    const changed = { ...base, greeting: "אותו נוסח" };
    expect(divergence(base, changed, { ...changed })).toEqual({ mine: [], theirs: [], both: [] });
  });

  test("looks into a group: two limits of two people do not meet", () => {
    const mine = withValueAt(base, "limits.maxReprompts", 5);
    const theirs = withValueAt(base, "limits.maxCallMs", 60_000);
    expect(divergence(base, mine, theirs)).toEqual({
      mine: ["limits.maxReprompts"],
      theirs: ["limits.maxCallMs"],
      both: [],
    });
  });

  test("takes turn-taking as one value when its kind has changed", () => {
    const mine = withValueAt(base, "turnDetection.threshold", 0.9);
    const theirs: BusinessSettings = { ...base, turnDetection: { type: "semantic_vad", eagerness: "low" } };
    expect(divergence(base, mine, theirs).both).toEqual(["turnDetection"]);
    expect(divergence(base, base, theirs)).toEqual({ mine: [], theirs: ["turnDetection"], both: [] });
  });
});

const words = fc.constantFrom("א", "ב", "ג");
const some = fc.record({
  greeting: words,
  aiPrompt: words,
  handoffPhone: fc.option(words),
  limits: fc.record({ silenceMs: fc.nat(2), maxReprompts: fc.nat(2) }),
  turnDetection: fc.oneof(
    fc.record({ type: fc.constant("server_vad"), threshold: fc.nat(2) }),
    fc.record({ type: fc.constant("semantic_vad"), eagerness: words }),
  ),
});
type Some = { [key: string]: unknown };

const taken = (from: Some, onto: Some, paths: readonly string[]) =>
  paths.reduce((values, path) => withValueAt(values, path, valueAt(from, path)), onto);

describe("merging, whatever was changed", () => {
  test("loses no change of either side, and asks about each that both have made", () => {
    fc.assert(
      fc.property(some, some, some, (was, mine, theirs) => {
        const found = divergence(was, mine, theirs);
        const merged = taken(mine, theirs, found.mine);
        for (const path of found.mine) expect(valueAt(merged, path)).toEqual(valueAt(mine, path));
        for (const path of found.theirs) expect(valueAt(merged, path)).toEqual(valueAt(theirs, path));
        // With nothing undecided, what each has changed stands in the merged settings; the rest is as it was.
        if (found.both.length > 0) return;
        const [ofMine, ofTheirs] = [divergence(was, was, mine).theirs, divergence(was, was, theirs).theirs];
        for (const path of ofMine) expect(valueAt(merged, path)).toEqual(valueAt(mine, path));
        for (const path of ofTheirs) expect(valueAt(merged, path)).toEqual(valueAt(theirs, path));
        if (ofMine.length === 0) expect(merged).toEqual(theirs);
        if (ofTheirs.length === 0) expect(merged).toEqual(mine);
      }),
    );
  });

  test("is the same question from either side", () => {
    fc.assert(
      fc.property(some, some, some, (was, mine, theirs) => {
        const [here, there] = [divergence(was, mine, theirs), divergence(was, theirs, mine)];
        expect(there).toEqual({ mine: here.theirs, theirs: here.mine, both: here.both });
      }),
    );
  });

  test("has an end: after taking one side or the other everywhere, nothing is left to ask", () => {
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (was, mine, theirs, keepsMine) => {
        const { mine: own, both } = divergence(was, mine, theirs);
        const merged = taken(mine, theirs, keepsMine ? [...own, ...both] : own);
        expect(divergence(theirs, merged, theirs).both).toEqual([]);
        if (keepsMine)
          for (const path of both) expect(sameValue(valueAt(merged, path), valueAt(mine, path))).toBe(true);
      }),
    );
  });
});

test("paths overlap when a change of the one is a change of the other", () => {
  expect(overlap("limits", "limits.maxCallMs")).toBe(true);
  expect(overlap("limits.maxCallMs", "limits.maxReprompts")).toBe(false);
  expect(overlap("limit", "limits")).toBe(false);
});
