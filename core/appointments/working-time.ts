/** When somebody works: weekly hours and dates that differ, as instants. */
import { DAY_MS, dayNumber, weekdayOf } from "./days.ts";
import type { AgentRules, BusinessRules, DateOverride, DayHours } from "./rules.ts";
import { merged, type Span } from "./spans.ts";
import { instantsOf, type ClockPiece } from "./zone-clock.ts";

const MINUTE_MS = 60_000;
/** Of "09:30" or "24:00". */
const timeMs = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;

type Days = { first: number; last: number };

function rangesByDay(overrides: readonly DateOverride[], { first, last }: Days, byDay: Map<number, DayHours>): void {
  for (const { date, ranges } of overrides) {
    const day = dayNumber(date);
    if (day >= first && day <= last) byDay.set(day, ranges);
  }
}

/**
 * What is open on the local days `first` to `last`; hours that touch at midnight are one stretch. An override replaces its
 * day, the agent's goes before the business's. `agent`: null where all is as the business has it.
 */
export function workingTime(
  business: Pick<BusinessRules, "hours" | "overrides">,
  agent: Pick<AgentRules, "hours" | "overrides"> | null,
  clock: readonly ClockPiece[],
  days: Days,
): Span[] {
  const hours = agent?.hours ?? business.hours;
  const overrides = new Map<number, DayHours>();
  rangesByDay(business.overrides, days, overrides);
  rangesByDay(agent?.overrides ?? [], days, overrides);
  const spans: Span[] = [];
  for (let day = days.first; day <= days.last; day++)
    for (const { from, to } of overrides.get(day) ?? hours[weekdayOf(day)] ?? [])
      spans.push(...instantsOf(clock, day * DAY_MS + timeMs(from), day * DAY_MS + timeMs(to)));
  return merged(spans);
}
