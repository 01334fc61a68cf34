import { expect, test } from "vitest";
import { agent, ALWAYS, busy } from "../../test/support/appointments/questions.ts";
import { DEFAULT_BUSINESS_RULES } from "./default-rules.ts";
import { mayBook, REFUSALS, type Refusal } from "./may-book.ts";
import type { BookingQuestion } from "./question.ts";
import type { BusinessRules } from "./rules.ts";

const SUNDAY_NOON = "2026-11-22T12:00+02:00";

const ask = (startsAt: string, rules: Partial<BusinessRules>, about: Partial<BookingQuestion> = {}) =>
  mayBook(
    {
      rules: { ...ALWAYS, ...rules },
      kind: "viewing",
      agents: [agent("dana")],
      listing: null,
      now: Date.parse("2026-11-20T08:00+02:00"),
      ...about,
    },
    Date.parse(startsAt),
    "dana",
  );

test("what stands in nobody's way may be booked", () => {
  expect(ask(SUNDAY_NOON, {})).toEqual({ may: true });
});

const taken = [busy("2026-11-22T11:00+02:00", "2026-11-22T12:00+02:00", 0, 5)];
const { kinds } = ALWAYS;

const REFUSED: [reason: Refusal, at: string, rules: Partial<BusinessRules>, about?: Partial<BookingQuestion>][] = [
  ["not_offered", SUNDAY_NOON, { kinds: { ...kinds, viewing: { ...kinds.viewing, isOffered: false } } }],
  ["rest", "2026-11-21T12:00+02:00", { rest: DEFAULT_BUSINESS_RULES.rest }],
  ["closed", "2026-11-22T18:45+02:00", { hours: DEFAULT_BUSINESS_RULES.hours, slotMinutes: 15 }],
  ["notice", "2026-11-20T09:30+02:00", { noticeMinutes: 120 }],
  ["window", SUNDAY_NOON, { windowDays: 1 }],
  ["busy", SUNDAY_NOON, {}, { agents: [agent("dana", { busy: taken })] }],
  ["listing_busy", SUNDAY_NOON, {}, { listing: { agentId: null, busy: taken } }],
  ["full_day", SUNDAY_NOON, { mostPerDay: 2 }, { agents: [agent("dana", { counted: { "2026-11-22": 2 } })] }],
  ["off_grid", "2026-11-22T12:10+02:00", {}],
];

test.each(REFUSED)("%s is the reason, and the only one", (reason, at, rules, about) => {
  expect(ask(at, rules, about)).toEqual({ may: false, reasons: [reason] });
});

test("there is an example of every reason", () => {
  expect(REFUSED.map(([reason]) => reason)).toEqual(REFUSALS);
});

test("who overrides one reason is told the others", () => {
  const answer = ask("2026-11-21T12:10+02:00", DEFAULT_BUSINESS_RULES, { now: Date.parse("2026-11-21T12:00+02:00") });
  expect(answer).toEqual({ may: false, reasons: ["rest", "closed", "notice", "off_grid"] });
});

test("a meeting may reach up to candle lighting, not over it", () => {
  // The sun sets in Tel Aviv at 16:37: candles at 16:17.
  const rules = { slotMinutes: 5, rest: DEFAULT_BUSINESS_RULES.rest } as const;
  expect(ask("2026-11-27T15:45+02:00", rules)).toEqual({ may: true });
  expect(ask("2026-11-27T15:50+02:00", rules)).toEqual({ may: false, reasons: ["rest"] });
});

test("two at one listing may be allowed", () => {
  expect(ask(SUNDAY_NOON, { twoAtOneListing: true }, { listing: { agentId: null, busy: taken } })).toEqual({
    may: true,
  });
});

test("an agent who is not in the question is a mistake of the caller's", () => {
  expect(() => ask(SUNDAY_NOON, {}, { agents: [agent("eli")] })).toThrow(RangeError);
});
