/**
 * The times at which a meeting can begin. The order is that of well-worn schedulers: hours to instants, day by day in the
 * zone; overrides; what touches made one; rest taken away; then the starts on the grid of the local clock at which the
 * meeting fits wholly into what is left, no busy time in the way, not before the notice is over nor after the window.
 *
 * `mayBook` (may-book.ts) says of one start why not, by the same rules.
 */
import { DAY_MS, dayNumber } from "./days.ts";
import { busyAtListing, mostPerDayOf, shapeOf, type BookingQuestion, type Busy, type Shape } from "./question.ts";
import type { SlotAgent } from "./question.ts";
import { restTimes } from "./rest.ts";
import { without, type Span } from "./spans.ts";
import { workingTime } from "./working-time.ts";
import { clockBetween, localDay, type ClockPiece } from "./zone-clock.ts";

const MINUTE_MS = 60_000;
/** Whole local days at both ends, wherever on earth. */
const CLOCK_MARGIN_MS = 4 * DAY_MS;

/** Starts at `from` or after it and before `until` are asked for. */
export type SlotQuestion = BookingQuestion & { from: number; until: number };

/** `agentIds`: who is free, the listing's agent first, the others as they were named. */
export type Slot = { startsAt: number; endsAt: number; agentIds: string[] };

/** All of them, the earliest first. */
export function freeSlots(question: SlotQuestion): Slot[] {
  const { rules, kind, now } = question;
  if (!rules.kinds[kind].isOffered) return [];
  const shape = shapeOf(rules.kinds[kind]);
  const earliest = Math.max(question.from, now + rules.noticeMinutes * MINUTE_MS);
  const lastDay = localDay(rules.zone, now) + rules.windowDays;
  // The last day of the window is over by then, whatever its clock does.
  const end = Math.min(question.until, now + (rules.windowDays + 2) * DAY_MS);
  if (earliest >= end) return [];

  const clock = clockBetween(rules.zone, earliest - CLOCK_MARGIN_MS, end + shape.lengthMs + CLOCK_MARGIN_MS);
  const days = { first: Math.floor(earliest / DAY_MS) - 1, last: Math.floor((end + shape.lengthMs) / DAY_MS) + 1 };
  const rest = restTimes(rules.rest, clock, days);
  const atListing = busyAtListing(question);
  const slots = new Map<number, Slot>();
  for (const agent of listingsAgentFirst(question)) {
    const open = without(workingTime(rules, agent.rules, clock, days), rest);
    const barred = barredStarts([...agent.busy, ...atListing], shape);
    const isFull = fullDays(agent, mostPerDayOf(rules, agent.rules));
    const bounds = { earliest, end, lengthMs: shape.lengthMs, gridMs: rules.slotMinutes * MINUTE_MS };
    forEachStart(open, barred, clock, bounds, (startsAt, day) => {
      if (day > lastDay || isFull.has(day)) return;
      const slot = slots.get(startsAt);
      if (slot !== undefined) slot.agentIds.push(agent.agentId);
      else slots.set(startsAt, { startsAt, endsAt: startsAt + shape.lengthMs, agentIds: [agent.agentId] });
    });
  }
  return [...slots.values()].sort((a, b) => a.startsAt - b.startsAt);
}

const listingsAgentFirst = ({ agents, listing }: BookingQuestion): SlotAgent[] => [
  ...agents.filter(({ agentId }) => agentId === listing?.agentId),
  ...agents.filter(({ agentId }) => agentId !== listing?.agentId),
];

const fullDays = ({ counted }: SlotAgent, most: number): Set<number> =>
  new Set(Object.entries(counted).flatMap(([date, meetings]) => (meetings >= most ? [dayNumber(date)] : [])));

/**
 * The starts that would be in conflict (`isConflict`), as open intervals: a start at either end is free. For one busy time
 * both halves of the rule hold between its start less the length and its end, so the union of the two is one interval.
 */
function barredStarts(busy: readonly Busy[], { lengthMs, beforeMs, afterMs }: Shape): Span[] {
  const all = busy.map(({ startsAt, endsAt, blocksFrom, blocksUntil }) => ({
    from: Math.min(startsAt - afterMs, blocksFrom) - lengthMs,
    until: Math.max(endsAt + beforeMs, blocksUntil),
  }));
  const result: Span[] = [];
  for (const one of all.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    // Those that only touch leave the point between them free.
    if (last !== undefined && one.from < last.until) last.until = Math.max(last.until, one.until);
    else result.push(one);
  }
  return result;
}

type Bounds = { earliest: number; end: number; lengthMs: number; gridMs: number };

/** `take` is told each start and its local day, in order. */
function forEachStart(
  open: readonly Span[],
  barred: readonly Span[],
  clock: readonly ClockPiece[],
  { earliest, end, lengthMs, gridMs }: Bounds,
  take: (startsAt: number, day: number) => void,
): void {
  let next = 0;
  for (const span of open)
    for (const piece of clock) {
      const last = Math.min(span.until - lengthMs, piece.until - 1, end - 1);
      const onGrid = (at: number): number => Math.ceil((at + piece.offsetMs) / gridMs) * gridMs - piece.offsetMs;
      let startsAt = onGrid(Math.max(span.from, piece.from, earliest));
      while (startsAt <= last) {
        while (next < barred.length && barred[next]!.until <= startsAt) next++;
        const bar = barred[next];
        if (bar !== undefined && bar.from < startsAt) startsAt = onGrid(bar.until);
        else {
          take(startsAt, Math.floor((startsAt + piece.offsetMs) / DAY_MS));
          startsAt += gridMs;
        }
      }
    }
}
