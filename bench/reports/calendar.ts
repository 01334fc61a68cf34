/** What free times cost, as a table and against what is wanted. */
import { spreadOf } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import type { CalendarResult } from "../runs/calendar.ts";

const WITHIN_MS = 5;

export function calendarText({ agents, days, meetings, timings }: CalendarResult): string {
  const rows = timings.map((timing) => {
    const { p50, p95, max, count } = spreadOf(timing.ms);
    return [timing.name, String(timing.slots), ms(p50), ms(p95), ms(max), String(count)];
  });
  const head = [`${agents} agents, ${days} days, ${meetings} meetings`, "slots", "p50 ms", "p95", "max", "rounds"];
  return table(head, rows);
}

export const calendarTargets = ({ timings }: CalendarResult): Target[] =>
  timings.map(({ name, ms: all }) => {
    const { p50 } = spreadOf(all);
    return {
      name: `free times, ${name}`,
      wanted: `p50 at most ${WITHIN_MS} ms`,
      measured: `${ms(p50)} ms`,
      met: p50 <= WITHIN_MS,
    };
  });
