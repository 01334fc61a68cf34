import { describe, expect, test } from "vitest";
import { aSnapshot } from "../../test/support/calls/snapshot.ts";
import {
  businessSettingsSchema,
  PROMPT_MAX_CHARS,
  PROMPT_WARNING_CHARS,
  settingsWarnings,
  type BusinessSettings,
} from "./settings.ts";
import { settingsPatchSchema } from "./wire.ts";

const settings = (changes: Record<string, unknown> = {}) =>
  businessSettingsSchema.safeParse({ ...aSnapshot().settings, ...changes });

describe("settings of a business", () => {
  test("with the defaults are accepted", () => {
    expect(settings().success).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ["an empty greeting", { greeting: "  " }],
    ["a greeting of an hour", { greeting: "א".repeat(401) }],
    ["a voice nobody has", { voice: "robot" }],
    ["a prompt beyond what the API takes", { aiPrompt: "א".repeat(PROMPT_MAX_CHARS + 1) }],
    ["a hand-off number that cannot be dialled", { handoffPhone: "052-1234567" }],
    ["a model without a name", { realtimeModel: " " }],
    [
      "silence that is over before it began",
      { limits: { maxCallMs: 60_000, silenceMs: 10, maxReprompts: 1, firstAudioMs: 6_000 } },
    ],
    [
      "a detection threshold above one",
      { turnDetection: { type: "server_vad", threshold: 1.2, prefixPaddingMs: 300, silenceDurationMs: 600 } },
    ],
    ["a detection of an unknown kind", { turnDetection: { type: "push_to_talk" } }],
  ])("%s is refused", (_, changes) => {
    expect(settings(changes).success).toBe(false);
  });

  test("are trimmed", () => {
    const parsed: BusinessSettings = businessSettingsSchema.parse({ ...aSnapshot().settings, greeting: "  שלום  " });
    expect(parsed.greeting).toBe("שלום");
  });

  test("change only with the version that was read", () => {
    expect(settingsPatchSchema.safeParse({ greeting: "שלום" }).success).toBe(false);
    expect(settingsPatchSchema.parse({ greeting: "שלום", version: 3 })).toEqual({ greeting: "שלום", version: 3 });
  });
});

describe("a prompt that makes the assistant slow", () => {
  test("is accepted with a warning that says by how much", () => {
    const aiPrompt = "א".repeat(PROMPT_WARNING_CHARS + 1);
    expect(settings({ aiPrompt }).success).toBe(true);
    expect(settingsWarnings({ aiPrompt })).toEqual([
      { code: "prompt_too_long", chars: PROMPT_WARNING_CHARS + 1, recommendedChars: PROMPT_WARNING_CHARS },
    ]);
  });

  test("up to the limit nothing is said", () => {
    expect(settingsWarnings({ aiPrompt: "א".repeat(PROMPT_WARNING_CHARS) })).toEqual([]);
  });
});
