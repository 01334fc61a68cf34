import { describe, expect, it } from "vitest";
import {
  DEFAULT_CALL_LIMITS,
  DEFAULT_TURN_DETECTION,
  type BusinessSettings,
} from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { changesOf, draftOf, isDirty, mergeOnto, problemsOf } from "./settings-draft.ts";

const settings: BusinessSettings = {
  assistantName: "דן",
  aiPrompt: "עוזר של משרד תיווך",
  greeting: "שלום",
  voice: "cedar",
  realtimeModel: null,
  textModel: "gpt-5.4-mini",
  transcribeModel: null,
  turnDetection: DEFAULT_TURN_DETECTION,
  limits: DEFAULT_CALL_LIMITS,
  handoffPhone: "+972521234567",
};

describe("the settings form", () => {
  it("has nothing to save when nothing was typed", () => {
    expect(isDirty(settings, draftOf(settings))).toBe(false);
  });

  it("sends only what was changed", () => {
    expect(changesOf(settings, { ...draftOf(settings), greeting: "ערב טוב" })).toEqual({ greeting: "ערב טוב" });
  });

  it("takes the same phone, written otherwise, for no change", () => {
    expect(isDirty(settings, { ...draftOf(settings), handoffPhone: "+972 52 123 4567" })).toBe(false);
  });

  it("sends an emptied field as open", () => {
    expect(changesOf(settings, { ...draftOf(settings), textModel: "  ", handoffPhone: "" })).toEqual({
      textModel: null,
      handoffPhone: null,
    });
  });

  it("keeps what was typed on top of what somebody else saved", () => {
    const draft = { ...draftOf(settings), greeting: "ערב טוב" };
    const theirs = { ...settings, assistantName: "גיא", greeting: "בוקר טוב" };
    expect(mergeOnto(settings, draft, theirs)).toEqual({
      draft: { ...draftOf(theirs), greeting: "ערב טוב" },
      theirs: ["assistantName"],
      both: ["greeting"],
    });
  });

  it("finds nothing wrong with good settings", () => {
    expect(problemsOf(draftOf(settings))).toEqual({});
  });

  it("says in Hebrew what is wrong, field by field", () => {
    const { invalid } = he.settings;
    const draft = {
      ...draftOf(settings),
      assistantName: " ",
      greeting: "א".repeat(401),
      handoffPhone: "12",
      limits: { ...DEFAULT_CALL_LIMITS, maxCallMs: NaN, silenceMs: 1 },
    };
    expect(problemsOf(draft)).toEqual({
      assistantName: invalid.required,
      greeting: invalid.tooLong("400"),
      handoffPhone: invalid.phone,
      "limits.maxCallMs": invalid.other,
      "limits.silenceMs": invalid.range,
    });
  });
});
