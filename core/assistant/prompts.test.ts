import { describe, expect, test } from "vitest";
import { callPrompts, spokenFallback } from "./prompts.ts";

describe("what is asked of the model", () => {
  test("a sentence that is to be spoken word for word stands in it whole, between the marks", () => {
    expect(callPrompts.greeting("שלום, הגעתם.")).toContain("«שלום, הגעתם.»");
    for (const prompt of [callPrompts.reprompt, callPrompts.farewell, callPrompts.timeUp])
      expect(prompt).toMatch(/«[^«»]{5,}»/);
  });

  test("digits are told as they were pressed", () => {
    expect(callPrompts.keys("*052")).toContain("*052");
  });
});

test("what Twilio's voice says names no business and no provider", () => {
  for (const text of Object.values(spokenFallback)) {
    expect(text).toMatch(/^[א-ת0-9 ,.?!״׳"'-]+$/);
  }
});
