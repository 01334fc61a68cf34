/** Which of many free times are said aloud or written to somebody. */
import { DAY_MS } from "./days.ts";
import { clockBetween } from "./zone-clock.ts";

/** Somebody who asks for a time means the days to come; a later one is offered only if there is no other. */
export const OFFER_WITHIN_DAYS = 7;

const HOUR_MS = 60 * 60_000;
/** Before noon, in the afternoon, and after five, when people come from work. Local hours. */
const AFTERNOON_HOUR = 12;
const EVENING_HOUR = 17;

type Time = { startsAt: number; endsAt: number };
type Place = { day: number; part: number };

/**
 * At most `howMany` of `slots` (earliest first, as `freeSlots` gives them), the earliest first.
 *
 * The rule: the first is the soonest there is. Each further one is, of those that begin in the seven local days from that
 * one's on, the soonest on a day and in a part of the day (before 12, 12 to 17, from 17) of which none is chosen yet; if
 * there is none, the soonest on a new day; else in a new part; else one that does not overlap with those chosen; else the
 * soonest. Only where these days hold none that is left come later days in, by the same rule. The same slots give the same.
 */
export function offerOf<S extends Time>(slots: readonly S[], zone: string, howMany: 2 | 3): S[] {
  const first = slots[0];
  if (first === undefined) return [];
  const places = placesOf(slots, zone);
  const soonEnds = places[0]!.day + OFFER_WITHIN_DAYS;
  const chosen = [0];
  while (chosen.length < Math.min(howMany, slots.length)) {
    let best = -1;
    let bestWorth = -1;
    for (const [index, slot] of slots.entries()) {
      if (chosen.includes(index)) continue;
      const place = places[index]!;
      // Eight is more than all the rest together.
      const worth =
        (place.day < soonEnds ? 8 : 0) +
        (chosen.every((one) => places[one]!.day !== place.day) ? 4 : 0) +
        (chosen.every((one) => places[one]!.part !== place.part) ? 2 : 0) +
        (chosen.every((one) => slots[one]!.endsAt <= slot.startsAt || slot.endsAt <= slots[one]!.startsAt) ? 1 : 0);
      if (worth > bestWorth) [best, bestWorth] = [index, worth];
    }
    chosen.push(best);
  }
  return chosen.sort((a, b) => a - b).map((index) => slots[index]!);
}

function placesOf(slots: readonly Time[], zone: string): Place[] {
  const clock = clockBetween(zone, slots[0]!.startsAt, slots.at(-1)!.startsAt + 1);
  let piece = 0;
  return slots.map(({ startsAt }) => {
    while (startsAt >= clock[piece]!.until) piece++;
    const local = startsAt + clock[piece]!.offsetMs;
    const day = Math.floor(local / DAY_MS);
    const hour = (local - day * DAY_MS) / HOUR_MS;
    return { day, part: hour < AFTERNOON_HOUR ? 0 : hour < EVENING_HOUR ? 1 : 2 };
  });
}
