/**
 * The conversation so far, as text for a new session of an engine. Newest turns first in line when room is short: a
 * caller remembers what was said a minute ago better than how the call began.
 */
import type { TurnRecord } from "../calls/call-record.ts";
import type { Said } from "../calls/engine.ts";

/** About 6,000 tokens of Hebrew: a long call's worth, and still read in well under a second. */
const MOST_CHARS = 12_000;

/** Words that could not be written down are not nothing: the engine is told that there were some. */
const NOT_WRITTEN_DOWN = "[דברים שלא נקלטו במילים]";

export function historyOf(turns: readonly TurnRecord[]): Said[] {
  const kept: Said[] = [];
  let chars = 0;
  for (const { role, text, untranscribed } of turns.toReversed()) {
    const said = untranscribed ? NOT_WRITTEN_DOWN : text;
    if (said === "") continue;
    chars += said.length;
    if (chars > MOST_CHARS) break;
    kept.unshift({ role, text: said });
  }
  return kept;
}
