/**
 * The conversation so far, as text for a new session of the model. Newest turns first in line when room is short: a
 * caller remembers what was said a minute ago better than how the call began.
 */
import type { NewItem } from "../contract/openai-realtime.ts";
import type { TurnRecord } from "../calls/call-record.ts";

/** About 6,000 tokens of Hebrew: a long call's worth, and still read in well under a second. */
const MOST_CHARS = 12_000;

export function historyItems(turns: TurnRecord[]): NewItem[] {
  const kept: TurnRecord[] = [];
  let chars = 0;
  for (const turn of turns.toReversed()) {
    if (turn.text === "") continue;
    chars += turn.text.length;
    if (chars > MOST_CHARS) break;
    kept.unshift(turn);
  }
  return kept.map((turn) =>
    turn.role === "caller"
      ? { type: "message", role: "user", content: [{ type: "input_text", text: turn.text }] }
      : { type: "message", role: "assistant", content: [{ type: "output_text", text: turn.text }] },
  );
}
