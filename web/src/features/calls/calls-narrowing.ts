/** The list of calls narrowed by days, by how they ended and by whose leads they are: from the address and back. Pure. */
import { END_REASONS } from "../../../../core/calls/end-reason.ts";
import { dayStart, nextDay } from "../../format/day-start.ts";
import type { CallsNarrowing } from "../../paths.ts";

/** A day that exists; years before this one are on their way to being typed. */
const FIRST_YEAR = 2000;

export function isDay(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text) || Number(text.slice(0, 4)) < FIRST_YEAR) return false;
  return dayStart(text) !== null;
}

/** What makes no sense in an address is as if it were not there. */
export function readNarrowing(search: URLSearchParams): CallsNarrowing {
  const [from, to, agent] = [search.get("from"), search.get("to"), search.get("agent")];
  const outcome = END_REASONS.find((reason) => reason === search.get("outcome"));
  return {
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(outcome && { outcome }),
    ...(agent && { agent }),
  };
}

/** As the API is asked: from the beginning of the first day to the end of the last. */
export const narrowingQuery = ({ from, to, outcome, agent }: CallsNarrowing) => ({
  ...(from !== undefined && { from: String(dayStart(from)) }),
  ...(to !== undefined && { before: String(dayStart(nextDay(to))) }),
  ...(outcome !== undefined && { outcome }),
  ...(agent !== undefined && { assignedTo: agent }),
});
