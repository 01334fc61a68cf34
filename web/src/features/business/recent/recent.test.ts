import { describe, expect, it } from "vitest";
import { PLATFORM, readRecent, RECENT_MAX, withOpened, withoutRecent, type Recent } from "./recent.ts";

const lead = (id: string): Recent => ({ kind: "lead", id });
const call = (id: string): Recent => ({ kind: "call", id });

describe("what was opened last", () => {
  it("stands first, and once", () => {
    const kept = { carmel: [call("1"), lead("1"), lead("2")] };
    expect(withOpened(kept, "carmel", lead("1"), ["carmel"])).toEqual({
      carmel: [lead("1"), call("1"), lead("2")],
    });
  });

  it("is a handful", () => {
    let kept = {};
    for (let each = 0; each < 20; each++) kept = withOpened(kept, "carmel", lead(String(each)), ["carmel"]);
    expect(kept).toEqual({ carmel: ["19", "18", "17", "16", "15"].map(lead) });
    expect(RECENT_MAX).toBe(5);
  });

  it("is of one place, and goes with it when the person does not belong there any more", () => {
    const kept = { carmel: [lead("1")], bayit: [lead("2")], [PLATFORM]: [{ kind: "business" as const, id: "3" }] };
    expect(withOpened(kept, "carmel", lead("4"), ["carmel", PLATFORM])).toEqual({
      carmel: [lead("4"), lead("1")],
      [PLATFORM]: [{ kind: "business", id: "3" }],
    });
  });

  it("is forgotten one by one", () => {
    expect(withoutRecent({ carmel: [lead("1"), call("1")] }, "carmel", lead("1"))).toEqual({ carmel: [call("1")] });
    expect(withoutRecent({}, "carmel", lead("1"))).toEqual({ carmel: [] });
  });

  it.each([null, "", "{", "[]", '"x"', '{"carmel":[{"kind":"page","id":"1"}]}'])(
    "is nothing where %j was kept",
    (kept) => expect(readRecent(kept)).toEqual({}),
  );
});
