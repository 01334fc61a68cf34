/** Questions after free times: plain ones for examples, any for properties. */
import fc from "fast-check";
import { DEFAULT_BUSINESS_RULES } from "../../../core/appointments/default-rules.ts";
import type { Busy, SlotAgent } from "../../../core/appointments/question.ts";
import type { BusinessRules, DayHours, WeeklyHours } from "../../../core/appointments/rules.ts";
import { SLOT_MINUTES } from "../../../core/appointments/rules.ts";
import type { SlotQuestion } from "../../../core/appointments/slots.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Open around the clock, no rest, no notice: what a test is about is set on top. */
export const ALWAYS: BusinessRules = {
  ...DEFAULT_BUSINESS_RULES,
  hours: Array.from({ length: 7 }, () => [{ from: "00:00", to: "24:00" }]),
  noticeMinutes: 0,
  windowDays: 365,
  rest: { ...DEFAULT_BUSINESS_RULES.rest, shabbat: false, holidays: false },
};

export const agent = (agentId: string, about: Partial<SlotAgent> = {}): SlotAgent => ({
  agentId,
  rules: null,
  busy: [],
  counted: {},
  ...about,
});

/** With blocks of so many minutes around it. */
export const busy = (from: string, until: string, before = 0, after = 0): Busy => ({
  startsAt: Date.parse(from),
  endsAt: Date.parse(until),
  blocksFrom: Date.parse(from) - before * MINUTE_MS,
  blocksUntil: Date.parse(until) + after * MINUTE_MS,
});

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Cuts of a day, two for each range; many lie in the night, when clocks change, or on a whole hour. */
const cut = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
);
const dayHours: fc.Arbitrary<DayHours> = fc
  .oneof(fc.uniqueArray(cut, { maxLength: 6 }), fc.constant([0, 1440]), fc.constant([0, 600, 600, 1440]))
  .map((cuts) => {
    const sorted = cuts.toSorted((a, b) => a - b);
    const ranges: DayHours = [];
    for (let index = 0; index + 1 < sorted.length; index += 2)
      if (sorted[index]! < sorted[index + 1]!)
        ranges.push({ from: clockTime(sorted[index]!), to: clockTime(sorted[index + 1]!) });
    return ranges;
  });
const weeklyHours: fc.Arbitrary<WeeklyHours> = fc.array(dayHours, { minLength: 7, maxLength: 7 });

const buffer = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 }));
const kindRules = fc.record({
  minutes: fc.oneof(fc.constantFrom(15, 30, 45, 60), fc.integer({ min: 5, max: 480 })),
  bufferBefore: buffer,
  bufferAfter: buffer,
  isOffered: fc.constant(true),
});

const dates = (from: number, days: number) =>
  fc.integer({ min: -1, max: days }).map((day) => new Date(from + day * DAY_MS).toISOString().slice(0, 10));
const overrides = (from: number, days: number) =>
  fc.uniqueArray(fc.record({ date: dates(from, days), ranges: dayHours }), {
    maxLength: 3,
    selector: ({ date }) => date,
  });

/** Meetings, some of a second's or a millisecond's crookedness, as they come from other calendars. */
const meeting = (from: number, days: number): fc.Arbitrary<Busy> =>
  fc
    .record({
      startsAt: fc.oneof(
        fc.integer({ min: from - DAY_MS, max: from + days * DAY_MS }),
        fc
          .integer({ min: -96, max: days * 96 })
          .map((quarter) => Math.floor(from / (15 * MINUTE_MS)) * 15 * MINUTE_MS + quarter * 15 * MINUTE_MS),
      ),
      minutes: fc.integer({ min: 5, max: 300 }),
      before: buffer,
      after: buffer,
    })
    .map(({ startsAt, minutes, before, after }) => {
      const endsAt = startsAt + minutes * MINUTE_MS;
      return { startsAt, endsAt, blocksFrom: startsAt - before * MINUTE_MS, blocksUntil: endsAt + after * MINUTE_MS };
    });

const mostPerDay = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 3 }));

export type Days = { zone: string; /** A moment of the first day. */ from: number; days: number; mayRest: boolean };

/** Anything that may be asked about days around `from`. */
export function anyQuestion({ zone, from, days, mayRest }: Days): fc.Arbitrary<SlotQuestion> {
  const someAgent = fc.record({
    rules: fc.oneof(
      fc.constant(null),
      fc.record({
        hours: fc.oneof(fc.constant(null), weeklyHours),
        overrides: fc.oneof(fc.constant(null), overrides(from, days)),
        mostPerDay,
      }),
    ),
    busy: fc.array(meeting(from, days), { maxLength: 8 }),
    counted: fc.dictionary(dates(from, days), fc.integer({ min: 0, max: 3 }), { maxKeys: 3 }),
  });
  const rules = fc.record({
    zone: fc.constant(zone),
    hours: weeklyHours,
    overrides: overrides(from, days),
    slotMinutes: fc.constantFrom(...SLOT_MINUTES),
    kind: kindRules,
    noticeMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 })),
    windowDays: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(30)),
    mostPerDay,
    twoAtOneListing: fc.boolean(),
    rest: fc.record({
      shabbat: mayRest ? fc.boolean() : fc.constant(false),
      holidays: mayRest ? fc.boolean() : fc.constant(false),
      eves: fc.boolean(),
      city: fc.constantFrom("jerusalem", "haifa", "eilat"),
      candleMinutes: fc.integer({ min: 0, max: 60 }),
      havdalahMinutes: fc.integer({ min: 0, max: 80 }),
    }),
  });
  return fc
    .record({
      rules,
      agents: fc.array(someAgent, { minLength: 1, maxLength: 3 }),
      listing: fc.oneof(
        fc.constant(null),
        fc.record({
          agentId: fc.constantFrom(null, "agent-0", "agent-1", "agent-2", "nobody"),
          busy: fc.array(meeting(from, days), { maxLength: 3 }),
        }),
      ),
      now: fc.integer({ min: from - DAY_MS, max: from + DAY_MS }),
      from: fc.integer({ min: from, max: from + DAY_MS }),
      lasts: fc.integer({ min: 0, max: (days - 1) * DAY_MS }),
    })
    .map(({ rules: { kind, ...rules }, agents, listing, now, from, lasts }) => ({
      rules: { ...rules, kinds: { ...DEFAULT_BUSINESS_RULES.kinds, viewing: kind } },
      kind: "viewing",
      agents: agents.map((one, index) => ({ ...one, agentId: `agent-${index}` })),
      listing,
      now,
      from,
      until: from + lasts,
    }));
}
