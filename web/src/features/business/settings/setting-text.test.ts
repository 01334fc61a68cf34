import { describe, expect, it } from "vitest";
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { lastSaveText, settingNames, settingText } from "./setting-text.ts";

const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const NOW = Date.UTC(2026, 10, 22, 12);

const answer = (lastSave: Parameters<typeof lastSaveText>[0]["lastSave"]) => ({
  settings: {
    assistantName: "דן",
    aiPrompt: "",
    greeting: "שלום",
    voice: "cedar" as const,
    realtimeModel: null,
    textModel: null,
    transcribeModel: null,
    turnDetection: DEFAULT_TURN_DETECTION,
    limits: DEFAULT_CALL_LIMITS,
    handoffPhone: null,
    version: 3,
    updatedAt: NOW - 3_600_000,
  },
  lastSave,
  platformDefaults: { realtimeModel: "a", textModel: "b", transcribeModel: "c" },
  warnings: [],
});

describe("the last save", () => {
  it("is told by who and what", () => {
    const by = { userId: "u", name: "דנה" };
    const text = lastSaveText(answer({ by, impersonator: null, changed: ["aiPrompt", "limits.maxCallMs"] }), NOW);
    expect(bare(text)).toBe(`נשמר לאחרונה היום ב־13:00 על ידי דנה: ${he.settings.prompt}, ${he.settings.maxCallShort}`);
  });

  it("by somebody of the support says so", () => {
    const [by, impersonator] = [
      { userId: "u", name: "דנה" },
      { userId: "a", name: "יעל" },
    ];
    expect(bare(lastSaveText(answer({ by, impersonator, changed: [] }), NOW))).toContain(he.audit.as("יעל", "דנה"));
  });

  it("of which nobody knows whose it was says when", () => {
    expect(lastSaveText(answer(null), NOW)).toBe("נשמר לאחרונה היום ב־13:00");
    expect(lastSaveText(answer({ by: null, impersonator: null, changed: [] }), NOW)).toBe("נשמר לאחרונה היום ב־13:00");
  });
});

it("many fields are told by the first ones", () => {
  expect(settingNames(["voice", "voice", "greeting"])).toBe(`${he.settings.voice}, ${he.settings.greeting}`);
  expect(settingNames(["voice", "greeting", "aiPrompt", "handoffPhone", "textModel"])).toBe(
    `${he.settings.voice}, ${he.settings.greeting}, ${he.settings.prompt} ועוד 2`,
  );
});

it("a whole group is told value by value, an emptied number as empty", () => {
  expect(settingText("turnDetection", { type: "semantic_vad", eagerness: "low" })).toBe(
    `${he.settings.turnType}: ${he.settings.turnTypes.semantic_vad.title}\n${he.settings.eagerness}: ${he.settings.eagernesses.low}`,
  );
  expect(settingText("limits.maxCallMs", Number.NaN)).toBe(he.audit.values.empty);
});
