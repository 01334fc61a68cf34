import { describe, expect, test } from "vitest";
import { clipKey } from "./clips.ts";
import { isSpokenGreeting, noticeMs } from "./greeting.ts";

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
    ["a", "b", "c"],
    ["x", "b", "c"],
    ["a", "x", "c"],
    ["a", "b", "x"],
    ["a,b", "", "c"],
  ].map(([text = "", voice = "", model = ""]) => clipKey({ text, voice, model }));
  expect(new Set(keys).size).toBe(keys.length);
});

describe("how much of a recorded greeting must be heard", () => {
  const oneSecond = Buffer.alloc(8_000).toString("base64");
  const audio = Array<string>(10).fill(oneSecond);

  test("is all to the end of the sentence with the notice, and a little more", () => {
    const greeting = "שלום, הגעתם אל המשרד. אני עוזר מבוסס בינה מלאכותית, והשיחה מוקלטת. איך אפשר לעזור לכם היום?";
    const share = (greeting.indexOf("מוקלטת.") + "מוקלטת.".length) / greeting.length;
    expect(noticeMs(greeting, audio)).toBeCloseTo(share * 10_000 + 400, -1);
    expect(noticeMs(greeting, audio)).toBeLessThan(10_000);
  });

  test("is all of it when the notice stands last, or is put in words that are not known", () => {
    expect(noticeMs("שלום. השיחה מוקלטת.", audio)).toBe(10_000);
    expect(noticeMs("שלום, הגעתם למשרד.", audio)).toBe(10_000);
  });
});
