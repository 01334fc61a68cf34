/** Whatever is asked around a change of the clock or a holiday, against a reference that looks at each minute by itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyQuestion, type Days } from "../../test/support/appointments/questions.ts";
import { slowSlots } from "../../test/support/appointments/slow-slots.ts";
import { mayBook } from "./may-book.ts";
import { freeSlots, type SlotQuestion } from "./slots.ts";

const ISRAEL = "Asia/Jerusalem";
const israel = (name: string, from: string): [string, Days] => [
  name,
  { zone: ISRAEL, from: Date.parse(`${from}T00:00:00Z`), days: 4, mayRest: true },
];
const elsewhere = (zone: string, from: string): [string, Days] => [
  zone,
  { zone, from: Date.parse(`${from}T00:00:00Z`), days: 3, mayRest: false },
];

const ROUND: [string, Days][] = [
  israel("the Friday in spring 2026 when the clock goes forward", "2026-03-26"),
  israel("the Sunday in autumn 2026 when it goes back", "2026-10-23"),
  israel("the Friday in spring 2027", "2027-03-25"),
  israel("the Sunday in autumn 2027", "2027-10-29"),
  israel("Rosh Hashana on Shabbat and Sunday", "2026-09-11"),
  israel("Pesach on a Thursday and the Shabbat after it", "2027-04-21"),
  israel("Shavuot on a Friday", "2027-06-10"),
  israel("Simchat Torah on Shabbat", "2026-10-02"),
  israel("Rosh Hashana on Thursday and Friday: three days of rest", "2028-09-20"),
  // Half an hour; at midnight; back over the quarter of an hour's grid.
  elsewhere("Australia/Lord_Howe", "2026-04-03"),
  elsewhere("Australia/Lord_Howe", "2026-10-02"),
  elsewhere("Africa/Cairo", "2026-10-28"),
  elsewhere("America/Havana", "2026-10-31"),
  elsewhere("Asia/Kathmandu", "2026-10-31"),
];

const MINUTE_MS = 60_000;

/** Each start that the business's grid has in the question, and some that it has not. */
function* starts({ rules, from, until }: SlotQuestion): Generator<number> {
  const step = Math.min(rules.slotMinutes, 15) * MINUTE_MS;
  for (let at = Math.ceil(from / step) * step; at < until; at += step) yield at;
}

describe.each(ROUND)("round %s", (_, days) => {
  test("no slot is outside the rules and none is missing", () => {
    fc.assert(
      fc.property(anyQuestion(days), (question) => {
        expect(freeSlots(question)).toEqual(slowSlots(question));
      }),
      { numRuns: 30 },
    );
  });

  test("a start may be booked exactly if it is among the free ones, and a refusal says why", () => {
    fc.assert(
      fc.property(anyQuestion(days), (question) => {
        const free = new Map(freeSlots(question).map(({ startsAt, agentIds }) => [startsAt, agentIds]));
        for (const { agentId } of question.agents)
          for (const startsAt of starts(question)) {
            const { may } = mayBook(question, startsAt, agentId);
            if (may !== (free.get(startsAt)?.includes(agentId) ?? false))
              expect.fail(`${new Date(startsAt).toISOString()} for ${agentId}: may book is ${may}`);
          }
      }),
      { numRuns: 10 },
    );
  });
});
