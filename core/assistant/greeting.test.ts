import { describe, expect, test } from "vitest";
import { greetingKey, isSpokenGreeting } from "./greeting.ts";

const GREETING = 'שלום, הגעתם ל"נדל״ן הכרמל". במה אפשר לעזור?';

describe("a spoken greeting is kept for others", () => {
  test.each([GREETING, "שלום הגעתם לנדלן הכרמל במה אפשר לעזור", 'שלום. הגעתם ל-נדל"ן הכרמל – במה אפשר לעזור'])(
    "when it was this text: %s",
    (transcript) => {
      expect(isSpokenGreeting(GREETING, transcript)).toBe(true);
    },
  );

  test.each(["", "שלום, הגעתם לנדל״ן הכרמל.", `${GREETING} אני כאן`, "שלום, הגעתם לבית וגן. במה אפשר לעזור?"])(
    "and not when anything else was said: %j",
    (transcript) => {
      expect(isSpokenGreeting(GREETING, transcript)).toBe(false);
    },
  );

  test("and not when there is nothing to say", () => {
    expect(isSpokenGreeting("…", "")).toBe(false);
  });
});

test("another text, voice or model is another recording", () => {
  const keys = [
    greetingKey("a", "b", "c"),
    greetingKey("x", "b", "c"),
    greetingKey("a", "x", "c"),
    greetingKey("a", "b", "x"),
    greetingKey("a,b", "", "c"),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
