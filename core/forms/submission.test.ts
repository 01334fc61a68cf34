import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FORM_QUESTIONS } from "./form.ts";
import { readSubmission, roomsOf, sumOf } from "./submission.ts";

const WHOLE = { name: "דנה לוי", phone: "052-555-0100", consent: "yes" };
const read = (sent: Record<string, string>) => readSubmission({ ...WHOLE, ...sent }, FORM_QUESTIONS);

describe("what was sent by a form", () => {
  test("is taken with whatever else is asked, and nothing of what is not asked", () => {
    const sent = {
      ...WHOLE,
      email: "d@example.test",
      deal: "rent",
      area: " חיפה ",
      rooms: "3,5",
      budget: "5,000 ₪",
      message: "שורה\nשנייה",
    };
    expect(readSubmission(sent, FORM_QUESTIONS).submission).toEqual({
      name: "דנה לוי",
      phone: "052-555-0100",
      email: "d@example.test",
      message: "שורה\nשנייה",
      demand: { dealType: "rent", areas: ["חיפה"], roomsMin: 3.5, roomsMax: 3.5, priceMax: 5_000 },
      wantsOffers: false,
      campaign: null,
    });
    expect(readSubmission(sent, []).submission).toMatchObject({ email: null, message: null, demand: {} });
  });

  test.each([
    [{ name: " \u200f " }, { name: "missing" }],
    [{ phone: "" }, { phone: "missing" }],
    [{ phone: "אין לי" }, { phone: "not_a_number" }],
    [{ email: "dana@" }, { email: "not_an_email" }],
    [{ consent: "" }, { consent: "consent_missing" }],
    [{ rooms: "הרבה" }, { rooms: "not_a_number" }],
    [{ budget: "גמיש" }, { budget: "not_a_number" }],
    [
      { name: "א".repeat(121), message: "ב".repeat(2_001) },
      { name: "too_long", message: "too_long" },
    ],
  ])("%j is asked for again by its field", (sent, problems) => {
    expect(read(sent)).toEqual({ submission: null, problems });
  });

  test("needs no phone where there is an address", () => {
    expect(read({ phone: "", email: "d@example.test" }).submission).toMatchObject({ phone: null });
  });

  test.each([
    ["2,500,000 ₪", 2_500_000],
    ["2.500.000", 2_500_000],
    ["2.5 מיליון", 2_500_000],
    ["₪ 5 אלף", 5_000],
    ["900k", 900_000],
    ['4500 ש"ח', 4_500],
    ["2,5 מיליון", 2_500_000],
    ["2,500 אלף", 2_500_000],
    ["2.5 מיליון שקל", 2_500_000],
    ["עד 2 מיליון", 2_000_000],
    ["6,500 ₪ לחודש", 6_500],
    ["2 500 000", 2_500_000],
    // Millions are meant and were not said; read as shekels it is a lie.
    ["2.5", null],
    ["1,8", null],
    ["0", null],
    ["-5", null],
    ["99999999999", null],
  ])("a sum of money: %s", (text, sum) => {
    expect(sumOf(text)).toBe(sum);
  });

  test.each([
    ["3", 3],
    ["3.5", 3.5],
    ["3,5", 3.5],
    ["3 וחצי", 3.5],
    ["4 חדרים", 4],
    ["4 חד׳", 4],
    ["3.2", null],
    ["100", null],
  ])("rooms: %s", (text, rooms) => {
    expect(roomsOf(text)).toBe(rooms);
  });

  test("a sum is read in one go, however long what was sent is", () => {
    // Twice the same letters behind one another would be tried in every way to part them: minutes of a Worker.
    expect(sumOf(`1${"₪".repeat(1_000_000)}x`)).toBeNull();
  });

  test("whatever comes, there is an answer, and what is taken can be shown", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    const sent = fc.dictionary(
      fc.constantFrom("name", "phone", "email", "area", "rooms", "budget", "message", "campaign"),
      text,
    );
    fc.assert(
      fc.property(sent, (given) => {
        const { submission, problems } = readSubmission({ ...given, consent: "yes" }, FORM_QUESTIONS);
        expect((submission === null) !== (problems === null)).toBe(true);
        for (const value of [submission?.name, submission?.message, submission?.campaign])
          if (value) {
            expect(value.isWellFormed()).toBe(true);
            expect(value).not.toMatch(/\0/);
          }
      }),
    );
  });
});
