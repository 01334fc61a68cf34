/** Shabbat and holidays as instants: from candle lighting to havdalah, days that follow each other as one stretch. */
import { CITIES } from "./cities.ts";
import { DAY_MS, weekdayOf } from "./days.ts";
import { isDayOfRest } from "./holidays.ts";
import type { RestRules } from "./rules.ts";
import { merged, type Span } from "./spans.ts";
import { sunsetOn } from "./sunset.ts";
import { instantsOf, type ClockPiece } from "./zone-clock.ts";

const MINUTE_MS = 60_000;
const SHABBAT = 6;

/** On the local day before rest; whole minutes, never late. */
export const candleLighting = (rest: Pick<RestRules, "city" | "candleMinutes">, day: number): number =>
  Math.floor(sunsetOn(day, CITIES[rest.city]) / MINUTE_MS - rest.candleMinutes) * MINUTE_MS;

/** On the evening of the last local day of rest; whole minutes, never early. */
export const havdalah = (rest: Pick<RestRules, "city" | "havdalahMinutes">, day: number): number =>
  Math.ceil(sunsetOn(day, CITIES[rest.city]) / MINUTE_MS + rest.havdalahMinutes) * MINUTE_MS;

/** Whether a local day is one that the business keeps. */
export const isKept = (rest: Pick<RestRules, "shabbat" | "holidays">, day: number): boolean =>
  (rest.shabbat && weekdayOf(day) === SHABBAT) || (rest.holidays && isDayOfRest(day));

/**
 * The rest of the local days `first` to `last`. A stretch that began earlier is given from the eve of `first` on. `clock`
 * covers `first` at least.
 */
export function restTimes(
  rest: RestRules,
  clock: readonly ClockPiece[],
  { first, last }: { first: number; last: number },
): Span[] {
  const spans: Span[] = [];
  // The day after the last has its eve on it.
  for (let day = first; day <= last + 1; day++) {
    if (!isKept(rest, day)) continue;
    const begins = day;
    while (isKept(rest, day + 1)) day++;
    const candles = candleLighting(rest, begins - 1);
    const midnight = instantsOf(clock, begins * DAY_MS, (begins + 1) * DAY_MS)[0];
    spans.push({ from: rest.eves ? candles : (midnight?.from ?? candles), until: havdalah(rest, day) });
  }
  return merged(spans);
}
