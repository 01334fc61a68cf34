/** What the list shows: the running calls apart, the others by the day they came in Israel. Pure. */
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { dayKey } from "../../format/time.ts";

export type CallDay = { key: string; at: number; calls: CallSummary[] };

const newestFirst = (a: CallSummary, b: CallSummary) => b.startedAt - a.startedAt;

/**
 * `live` is fresher than `listed`: a call that is in both is shown once, as live. A call the list still holds for live
 * but that is not among the live ones (it rings, or `live` is not fetched yet) is shown on top too.
 */
export function splitCalls(
  listed: readonly CallSummary[],
  live: readonly CallSummary[],
): { running: CallSummary[]; days: CallDay[] } {
  const liveIds = new Set(live.map((call) => call.id));
  const rest = listed.filter((call) => !liveIds.has(call.id));
  const running = [...live, ...rest.filter((call) => call.status !== "ended")].sort(newestFirst);
  const ended = rest.filter((call) => call.status === "ended").sort(newestFirst);
  return { running, days: byDay(ended) };
}

function byDay(calls: readonly CallSummary[]): CallDay[] {
  const days: CallDay[] = [];
  for (const call of calls) {
    const key = dayKey(call.startedAt);
    const last = days.at(-1);
    if (last?.key === key) last.calls.push(call);
    else days.push({ key, at: call.startedAt, calls: [call] });
  }
  return days;
}
