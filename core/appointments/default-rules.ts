/** How the calendar of a new business begins: an Israeli agency's usual week. */
import { CITIES, type CityId } from "./cities.ts";
import type { BusinessRules, DayHours, RestRules } from "./rules.ts";

const WEEKDAY: DayHours = [{ from: "09:00", to: "19:00" }];
const FRIDAY: DayHours = [{ from: "09:00", to: "13:00" }];

/** The longest time from sunset to three small stars (sun 8.5° below the horizon) in the year, all over Israel. */
const HAVDALAH_MINUTES = 43;

/** Shabbat and holidays kept, by the city's custom. */
export const defaultRest = (city: CityId): RestRules => ({
  shabbat: true,
  holidays: true,
  eves: true,
  city,
  candleMinutes: CITIES[city].candleMinutes,
  havdalahMinutes: HAVDALAH_MINUTES,
});

export const DEFAULT_BUSINESS_RULES: BusinessRules = {
  zone: "Asia/Jerusalem",
  hours: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, FRIDAY, []],
  overrides: [],
  slotMinutes: 30,
  kinds: {
    viewing: { minutes: 30, bufferBefore: 15, bufferAfter: 15, isOffered: true },
    office: { minutes: 45, bufferBefore: 0, bufferAfter: 15, isOffered: true },
    valuation: { minutes: 60, bufferBefore: 30, bufferAfter: 30, isOffered: true },
    // Papers have to be ready: an agent sets the time.
    signing: { minutes: 60, bufferBefore: 15, bufferAfter: 15, isOffered: false },
    phone: { minutes: 15, bufferBefore: 0, bufferAfter: 0, isOffered: true },
  },
  noticeMinutes: 120,
  windowDays: 30,
  mostPerDay: null,
  twoAtOneListing: false,
  rest: defaultRest("tel-aviv"),
};
