import { describe, expect, test } from "vitest";
import { defaultSettings } from "./defaults.ts";
import { businessSettingsSchema, settingsWarnings } from "./settings.ts";

describe.each(["נדל״ן הכרמל", "RE/MAX חיפה", "א".repeat(80)])("the first settings of %s", (name) => {
  const settings = defaultSettings(name);

  test("are what its managers could have written themselves", () => {
    expect(businessSettingsSchema.parse(settings)).toEqual(settings);
    expect(settingsWarnings(settings)).toEqual([]);
  });

  test("greet in its name, and say that an AI answers and that the call is recorded", () => {
    expect(settings.greeting).toContain(name);
    expect(settings.greeting).toContain("בינה מלאכותית");
    expect(settings.greeting).toContain("מוקלטת");
  });
});
