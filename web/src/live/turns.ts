/** What the socket says of turns, put together with what the record says. Pure. */
import type { CallDetail } from "../../../core/calls/wire.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";

export type RecordedTurn = CallDetail["turns"][number];
export type LiveTurn = Extract<HubEvent, { type: "call.turn" }>["turn"];

/**
 * Takes in one turn from the socket. The same `seq` comes again with longer text until it is final; messages may
 * repeat or overtake each other, so shorter text never replaces longer and nothing unfinished replaces a final turn.
 * A later final does: a turn that was cut off is told again with what was heard.
 */
export function takeTurn(turns: readonly LiveTurn[], turn: LiveTurn): readonly LiveTurn[] {
  const known = turns.find((other) => other.seq === turn.seq);
  if (!known) return [...turns, turn].sort((a, b) => a.seq - b.seq);
  const outdated = !turn.final && (known.final || turn.text.length < known.text.length);
  if (outdated) return turns;
  return turns.map((other) => (other.seq === turn.seq ? turn : other));
}

/**
 * The transcript to show. While the call runs the socket is ahead of the record, except where it was away: then the
 * record has the longer text. Once the call has ended the record is the truth, and the socket only fills its gaps.
 */
export function mergeTurns(
  recorded: readonly RecordedTurn[],
  live: readonly LiveTurn[],
  ended: boolean,
): readonly LiveTurn[] {
  const bySeq = new Map<number, LiveTurn>(recorded.map((turn) => [turn.seq, { ...turn, final: true }]));
  for (const turn of live) {
    const record = bySeq.get(turn.seq);
    if (!record) bySeq.set(turn.seq, ended ? { ...turn, final: true } : turn);
    else if (!ended && (turn.final || turn.text.length >= record.text.length)) bySeq.set(turn.seq, turn);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
