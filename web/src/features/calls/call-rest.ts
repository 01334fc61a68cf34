/**
 * A call that goes on is read again every few seconds, and a long one has hundreds of turns: asked for is only what may be
 * new. Pure.
 */
import type { CallDetail } from "../../../../core/calls/wire.ts";

/** The last turns are still written: a caller's words come after the answer to them, what was cut off is put right. */
const STILL_WRITTEN_TURNS = 10;

/** Sequence numbers behind which something may be new. */
export type ReadUpTo = { turns: number; events: number };

export function readUpTo({ turns, events }: Pick<CallDetail, "turns" | "events">): ReadUpTo {
  return { turns: turns.at(-1 - STILL_WRITTEN_TURNS)?.seq ?? 0, events: events.at(-1)?.seq ?? 0 };
}

/** What was known, with everything behind `since` as it is in the answer: a turn that is gone there was never heard. */
export const withRest = (known: CallDetail, rest: CallDetail, since: ReadUpTo): CallDetail => ({
  ...rest,
  turns: [...known.turns.filter(({ seq }) => seq <= since.turns), ...rest.turns],
  events: [...known.events.filter(({ seq }) => seq <= since.events), ...rest.events],
});
