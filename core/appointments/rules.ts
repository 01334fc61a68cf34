/**
 * What a business and its agents decide about their time. An error's path names the field it is about, down to the range:
 * `hours.2.1.from` is the beginning of Tuesday's second range.
 */
import { z } from "zod";
import { CITY_IDS } from "./cities.ts";
import { APPOINTMENT_KINDS } from "./kinds.ts";

/** Days that differ from the week: a year of them, and some. */
export const OVERRIDES_MAX = 400;
/** Nobody's day falls into more pieces. */
export const RANGES_PER_DAY_MAX = 10;
/** They divide the hour, so that the grid of start times is the same in each hour of a day. */
export const SLOT_MINUTES = [5, 10, 15, 20, 30, 60] as const;

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const END_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Local times of a day, "HH:MM"; `to` does not belong to it and may be "24:00". */
export const timeRangeSchema = z
  .object({ from: z.string().regex(TIME, "is no time of day"), to: z.string().regex(END_TIME, "is no time of day") })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "is not later than the beginning" });
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** The ranges of a day, the earlier first; they may touch. Empty: closed. */
export const dayHoursSchema = z
  .array(timeRangeSchema)
  .max(RANGES_PER_DAY_MAX)
  .superRefine((ranges, ctx) => {
    for (const [index, { from }] of ranges.entries()) {
      const before = ranges[index - 1];
      if (before !== undefined && from < before.to)
        ctx.addIssue({ code: "custom", path: [index, "from"], message: "lies before the end of the range above" });
    }
  });
export type DayHours = z.infer<typeof dayHoursSchema>;

/** Sunday first. */
export const weeklyHoursSchema = z.array(dayHoursSchema).length(7);
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** The hours of one date ("2026-09-12"), instead of the week's. */
export const dateOverrideSchema = z.object({ date: z.iso.date(), ranges: dayHoursSchema });
export type DateOverride = z.infer<typeof dateOverrideSchema>;

export const dateOverridesSchema = z
  .array(dateOverrideSchema)
  .max(OVERRIDES_MAX)
  .superRefine((overrides, ctx) => {
    const seen = new Set<string>();
    for (const [index, { date }] of overrides.entries()) {
      if (seen.has(date)) ctx.addIssue({ code: "custom", path: [index, "date"], message: "stands here twice" });
      seen.add(date);
    }
  });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}

/** A name of the IANA database. Offsets ("+02:00") know no summer time and are refused. */
export const zoneSchema = z
  .string()
  .max(64)
  .refine((name) => /^[A-Za-z]/.test(name) && isZone(name), "is no time zone");

export const kindRulesSchema = z.object({
  minutes: z.number().int().min(5).max(480),
  /** Kept free before and after, for the way there and back. Two meetings share the longer one, not the sum. */
  bufferBefore: z.number().int().min(0).max(240),
  bufferAfter: z.number().int().min(0).max(240),
  /** Whether customers are offered it. */
  isOffered: z.boolean(),
});
export type KindRules = z.infer<typeof kindRulesSchema>;

export const restRulesSchema = z.object({
  shabbat: z.boolean(),
  /** The days of rest of `holidays.ts`. */
  holidays: z.boolean(),
  /** Rest begins with candle lighting on the day before; otherwise at the midnight after it. It ends with havdalah. */
  eves: z.boolean(),
  /** Whose sunset counts. */
  city: z.enum(CITY_IDS),
  /** Before sunset; `CITIES` knows what is usual where. */
  candleMinutes: z.number().int().min(0).max(120),
  /** After sunset: three small stars are out 35 to 43 minutes after it in Israel; Rabbenu Tam's time is 72. */
  havdalahMinutes: z.number().int().min(0).max(120),
});
export type RestRules = z.infer<typeof restRulesSchema>;

const mostPerDaySchema = z.number().int().min(1).max(100).nullable();

export const businessRulesSchema = z.object({
  zone: zoneSchema,
  hours: weeklyHoursSchema,
  overrides: dateOverridesSchema,
  /** Meetings begin on this grid of the local clock. */
  slotMinutes: z.literal(SLOT_MINUTES),
  kinds: z.record(z.enum(APPOINTMENT_KINDS), kindRulesSchema),
  /** From now to the earliest start; up to 30 days. */
  noticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(30 * 24 * 60),
  /** The last local day that can be booked, counted from today: 1 is tomorrow. */
  windowDays: z.number().int().min(1).max(365),
  /** Meetings of one agent that begin on one local day; null: no limit. */
  mostPerDay: mostPerDaySchema,
  /** Whether two agents may show one listing at once. */
  twoAtOneListing: z.boolean(),
  rest: restRulesSchema,
});
export type BusinessRules = z.infer<typeof businessRulesSchema>;

/**
 * An agent's own; null: as the business. Of overrides the agent's holds where both name a date, so that a day off needs
 * no copy of the business's list.
 */
export const agentRulesSchema = z.object({
  hours: weeklyHoursSchema.nullable(),
  overrides: dateOverridesSchema.nullable(),
  mostPerDay: mostPerDaySchema,
});
export type AgentRules = z.infer<typeof agentRulesSchema>;
