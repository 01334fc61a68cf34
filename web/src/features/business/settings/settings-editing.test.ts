import { describe, expect, it } from "vitest";
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION } from "../../../../../core/business/settings.ts";
import { changesOf } from "./settings-draft.ts";
import { begin, decide, isEdited, myValue, receive, saved, undecided, type Editing } from "./settings-editing.ts";

const stored = {
  assistantName: "דן",
  aiPrompt: "הנוסח הראשון",
  greeting: "שלום",
  voice: "cedar" as const,
  realtimeModel: null,
  textModel: null,
  transcribeModel: null,
  turnDetection: DEFAULT_TURN_DETECTION,
  limits: DEFAULT_CALL_LIMITS,
  handoffPhone: null,
  version: 1,
  updatedAt: 0,
};
const typed = (part: Partial<Editing["draft"]>, editing = begin(stored)): Editing => ({
  ...editing,
  draft: { ...editing.draft, ...part },
});
const theirs = (part: object, version = 2) => ({ ...stored, ...part, version });
const sent = ({ base, draft }: Editing) => changesOf(base, draft);

describe("what somebody else has saved while settings are edited", () => {
  it("simply stands there when nothing was typed", () => {
    const now = receive(begin(stored), theirs({ greeting: "בוקר טוב" }));
    expect(now).toEqual(begin(theirs({ greeting: "בוקר טוב" })));
  });

  it("joins what was typed in other fields, and is told", () => {
    const now = receive(typed({ greeting: "ערב טוב" }), theirs({ aiPrompt: "הנוסח שלהם" }));
    expect([now.draft.greeting, now.draft.aiPrompt, now.news]).toEqual(["ערב טוב", "הנוסח שלהם", ["aiPrompt"]]);
    expect(undecided(now)).toEqual([]);
    expect(sent(now)).toEqual({ greeting: "ערב טוב" });
  });

  it("joins limits one by one", () => {
    const mine = typed({ limits: { ...DEFAULT_CALL_LIMITS, maxReprompts: 5 } });
    const now = receive(mine, theirs({ limits: { ...DEFAULT_CALL_LIMITS, maxCallMs: 60_000 } }));
    expect(sent(now)).toEqual({ limits: { ...DEFAULT_CALL_LIMITS, maxReprompts: 5, maxCallMs: 60_000 } });
    expect(undecided(now)).toEqual([]);
  });

  it("is a question where both have changed the same, with neither text lost", () => {
    const now = receive(typed({ aiPrompt: "שלי" }), theirs({ aiPrompt: "שלהם", voice: "echo" }));
    const [clash] = undecided(now);
    expect([clash?.path, clash && myValue(now, clash), now.base.aiPrompt]).toEqual(["aiPrompt", "שלי", "שלהם"]);
    expect(now.draft).toMatchObject({ aiPrompt: "שלי", voice: "echo" });
  });

  it("is no question where both have typed the same", () => {
    const now = receive(typed({ aiPrompt: "אותו דבר" }), theirs({ aiPrompt: "אותו דבר" }));
    expect([undecided(now), isEdited(now)]).toEqual([[], false]);
  });

  it("is nothing new when it is older than what is edited", () => {
    const mine = typed({ aiPrompt: "שלי" }, begin(theirs({}, 5)));
    expect(receive(mine, theirs({ aiPrompt: "ישן" }, 4))).toBe(mine);
  });

  it("opens a decided question again when it has changed once more", () => {
    const first = receive(typed({ aiPrompt: "שלי" }), theirs({ aiPrompt: "שלהם" }));
    const decided = decide(first, "aiPrompt", "mine");
    expect(undecided(decided)).toEqual([]);
    const again = receive(decided, theirs({ aiPrompt: "שלהם, שוב" }, 3));
    expect(undecided(again).map(({ path }) => path)).toEqual(["aiPrompt"]);
    expect(receive(decided, theirs({ aiPrompt: "שלהם", greeting: "אחר" }, 3)).clashes).toHaveLength(1);
    expect(undecided(receive(decided, theirs({ aiPrompt: "שלהם", greeting: "אחר" }, 3)))).toEqual([]);
  });
});

describe("deciding", () => {
  const clash = receive(typed({ aiPrompt: "שלי", greeting: "ערב טוב" }), theirs({ aiPrompt: "שלהם" }));

  it("for mine sends mine", () => {
    expect(sent(decide(clash, "aiPrompt", "mine"))).toEqual({ aiPrompt: "שלי", greeting: "ערב טוב" });
  });

  it("for theirs leaves theirs alone, and keeps mine to come back to", () => {
    const taken = decide(clash, "aiPrompt", "theirs");
    expect(sent(taken)).toEqual({ greeting: "ערב טוב" });
    expect(taken.clashes.map((each) => myValue(taken, each))).toEqual(["שלי"]);
    expect(sent(decide(taken, "aiPrompt", "mine"))).toMatchObject({ aiPrompt: "שלי" });
  });

  it("for mine goes on with what was typed since", () => {
    const edited = typed({ aiPrompt: "שלי, ועוד" }, clash);
    expect(sent(decide(edited, "aiPrompt", "mine"))).toMatchObject({ aiPrompt: "שלי, ועוד" });
    const there = decide(edited, "aiPrompt", "theirs");
    expect(sent(decide(there, "aiPrompt", "mine"))).toMatchObject({ aiPrompt: "שלי, ועוד" });
  });

  it("takes turn-taking whole when the two are of different kinds", () => {
    const mine = typed({ turnDetection: { ...DEFAULT_TURN_DETECTION, threshold: 0.9 } as never });
    const now = receive(mine, theirs({ turnDetection: { type: "semantic_vad", eagerness: "low" } }));
    expect(undecided(now).map(({ path }) => path)).toEqual(["turnDetection"]);
    expect(decide(now, "turnDetection", "theirs").draft.turnDetection).toEqual({
      type: "semantic_vad",
      eagerness: "low",
    });
  });
});

it("what was typed while it was being saved stays, and is what is left to save", () => {
  const before = typed({ greeting: "ערב טוב" });
  const after = typed({ aiPrompt: "הוקלד בינתיים" }, before);
  const answer = theirs({ greeting: "ערב טוב" });
  expect(sent(saved(after, before, answer))).toEqual({ aiPrompt: "הוקלד בינתיים" });
  expect(saved(before, before, answer)).toEqual(begin(answer));
});
