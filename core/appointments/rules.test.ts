import { describe, expect, test } from "vitest";
import { CITY_IDS } from "./cities.ts";
import { DEFAULT_BUSINESS_RULES, defaultRest } from "./default-rules.ts";
import {
  agentRulesSchema,
  businessRulesSchema,
  OVERRIDES_MAX,
  type BusinessRules,
  type DayHours,
  type WeeklyHours,
} from "./rules.ts";

const wrongFields = (rules: unknown): string[] => {
  const { error } = businessRulesSchema.safeParse(rules);
  return (error?.issues ?? []).map(({ path }) => path.join("."));
};
const withRules = (change: Partial<Record<keyof BusinessRules, unknown>>) => ({ ...DEFAULT_BUSINESS_RULES, ...change });
const onTuesday = (...ranges: DayHours): WeeklyHours => [[], [], ranges, [], [], [], []];

test("what a business begins with is valid, for each city", () => {
  for (const city of CITY_IDS) expect(wrongFields(withRules({ rest: defaultRest(city) }))).toEqual([]);
});

test("candles are lit 40 minutes before sunset in Jerusalem, 30 in Haifa, 20 elsewhere", () => {
  expect(defaultRest("jerusalem").candleMinutes).toBe(40);
  expect(defaultRest("haifa").candleMinutes).toBe(30);
  expect(defaultRest("eilat").candleMinutes).toBe(20);
});

describe("hours", () => {
  test("may touch, begin at midnight and go on until 24:00", () => {
    const hours = onTuesday({ from: "00:00", to: "08:00" }, { from: "08:00", to: "24:00" });
    expect(wrongFields(withRules({ hours }))).toEqual([]);
  });

  test.each<[string, DayHours, string]>([
    ["an end before the beginning", [{ from: "10:00", to: "09:00" }], "hours.2.0.to"],
    ["no time between", [{ from: "10:00", to: "10:00" }], "hours.2.0.to"],
    ["no such hour", [{ from: "25:00", to: "26:00" }], "hours.2.0.from"],
    ["24:00 as a beginning", [{ from: "24:00", to: "24:00" }], "hours.2.0.from"],
    ["one digit", [{ from: "9:00", to: "10:00" }], "hours.2.0.from"],
    ["an end past midnight", [{ from: "09:00", to: "24:30" }], "hours.2.0.to"],
  ])("with %s are refused, and the field is named", (_, ranges, field) => {
    expect(wrongFields(withRules({ hours: onTuesday(...ranges) }))).toContain(field);
  });

  test.each<[string, DayHours]>([
    ["overlap", [range("09:00", "12:00"), range("11:59", "13:00")]],
    ["stand in the wrong order", [range("14:00", "16:00"), range("09:00", "12:00")]],
    ["stand twice", [range("09:00", "12:00"), range("09:00", "12:00")]],
  ])("that %s are refused at the later one", (_, ranges) => {
    expect(wrongFields(withRules({ hours: onTuesday(...ranges) }))).toEqual(["hours.2.1.from"]);
  });

  test("are seven days", () => {
    expect(wrongFields(withRules({ hours: onTuesday().slice(1) }))).toEqual(["hours"]);
  });
});

function range(from: string, to: string) {
  return { from, to };
}

describe("overrides", () => {
  const closed = (date: string) => ({ date, ranges: [] });
  const many = (length: number) =>
    Array.from({ length }, (_, day) => closed(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)));

  test.each([
    ["no date of the calendar", [closed("2026-02-29")], "overrides.0.date"],
    ["a date twice", [closed("2026-02-28"), closed("2026-02-28")], "overrides.1.date"],
    ["a wrong range", [{ date: "2026-02-28", ranges: [range("12:00", "11:00")] }], "overrides.0.ranges.0.to"],
    ["too many", many(OVERRIDES_MAX + 1), "overrides"],
  ])("with %s are refused", (_, overrides, field) => {
    expect(wrongFields(withRules({ overrides }))).toEqual([field]);
  });

  test("may close a year of days", () => {
    expect(wrongFields(withRules({ overrides: many(OVERRIDES_MAX) }))).toEqual([]);
  });
});

test.each(["Asia/Jerusalem", "UTC", "America/Argentina/Buenos_Aires"])("%s is a time zone", (zone) => {
  expect(wrongFields(withRules({ zone }))).toEqual([]);
});
test.each(["Asia/Tel-Aviv-Yafo", "+02:00", "", "Israel Time"])("%j is none", (zone) => {
  expect(wrongFields(withRules({ zone }))).toEqual(["zone"]);
});

test.each<[field: string, rules: unknown]>([
  ["slotMinutes", withRules({ slotMinutes: 7 })],
  ["noticeMinutes", withRules({ noticeMinutes: -1 })],
  ["windowDays", withRules({ windowDays: 366 })],
  ["windowDays", withRules({ windowDays: 0 })],
  ["mostPerDay", withRules({ mostPerDay: 0 })],
  ["twoAtOneListing", withRules({ twoAtOneListing: "yes" })],
  ["rest.city", withRules({ rest: { ...defaultRest("haifa"), city: "atlantis" } })],
  ["kinds.phone.minutes", withKind({ minutes: 4 })],
  ["kinds.phone.minutes", withKind({ minutes: 481 })],
  ["kinds.phone.bufferBefore", withKind({ bufferBefore: 241 })],
  ["kinds.phone.bufferAfter", withKind({ bufferAfter: 0.5 })],
])("a wrong %s is named", (field, rules) => {
  expect(wrongFields(rules)).toEqual([field]);
});

function withKind(change: object) {
  const { kinds } = DEFAULT_BUSINESS_RULES;
  return withRules({ kinds: { ...kinds, phone: { ...kinds.phone, ...change } } });
}

test("no kind may be missing", () => {
  const { phone: _, ...others } = DEFAULT_BUSINESS_RULES.kinds;
  expect(wrongFields(withRules({ kinds: others }))).toEqual(["kinds.phone"]);
});

test("an agent may leave all to the business", () => {
  expect(agentRulesSchema.safeParse({ hours: null, overrides: null, mostPerDay: null }).success).toBe(true);
});
