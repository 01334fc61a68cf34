/**
 * The conversation as text, in the order in which it was spoken. A turn gets its number when it begins, because the
 * caller's words are transcribed only after the assistant has begun to answer. Assistant turns grow as the model
 * writes, ahead of what is heard; when they are cut, the part that was heard is kept, by share of the audio.
 */
import type { TurnRecord } from "./call-record.ts";

type Turn = TurnRecord & { itemId: string; /** Length of text when last given out. */ given: number };

export type TurnChange = { turn: TurnRecord; final: boolean };

/** Sentences end here; a partial turn is given out at each, so that at most one sentence is ever unwritten. */
const SENTENCE_END = /[.!?…:\n]\s*$/;

export class Transcript {
  readonly #turns: Turn[] = [];
  #nextSeq: number;

  /** `history` is what was written before this object existed. */
  constructor(history: TurnRecord[] = []) {
    for (const turn of history) this.#turns.push({ ...turn, itemId: "", given: turn.text.length });
    this.#nextSeq = Math.max(0, ...history.map((turn) => turn.seq)) + 1;
  }

  /** All turns with text that are over, in order; what still plays is not said yet. Restored turns have no item. */
  spoken(): TurnRecord[] {
    const over = (turn: Turn) => turn.role === "caller" || turn.itemId === "" || turn.heardMs !== null;
    return this.#turns.filter((turn) => turn.text !== "" && over(turn)).map(recordOf);
  }

  textOf(itemId: string): string {
    return this.#find(itemId)?.text ?? "";
  }

  callerBegan(itemId: string, now: number): void {
    if (!this.#find(itemId)) this.#begin(itemId, "caller", now);
  }

  callerSaid(itemId: string, text: string, now: number): TurnChange | null {
    const turn = this.#find(itemId) ?? this.#begin(itemId, "caller", now);
    if (text.trim() === "") return null;
    turn.text = text.trim();
    return { turn: recordOf(turn), final: true };
  }

  assistantWrote(itemId: string, delta: string, now: number): TurnChange | null {
    const turn = this.#find(itemId) ?? this.#begin(itemId, "assistant", now);
    if (turn.heardMs !== null) return null;
    turn.text += delta;
    if (!SENTENCE_END.test(turn.text) || turn.text.length === turn.given) return null;
    turn.given = turn.text.length;
    return { turn: recordOf(turn), final: false };
  }

  assistantFinished(itemId: string, text: string, now: number): TurnChange | null {
    const turn = this.#find(itemId) ?? this.#begin(itemId, "assistant", now);
    if (turn.heardMs !== null || text.trim() === "") return null;
    turn.text = text.trim();
    turn.given = turn.text.length;
    return { turn: recordOf(turn), final: false };
  }

  heard(itemId: string, heardMs: number): TurnChange | null {
    const turn = this.#find(itemId);
    if (!turn || turn.heardMs !== null) return null;
    turn.heardMs = heardMs;
    return turn.text === "" ? null : { turn: recordOf(turn), final: true };
  }

  /** `receivedMs` of audio belong to the text so far; `heardMs` of them were heard. */
  cut(itemId: string, heardMs: number, receivedMs: number): TurnChange | null {
    const turn = this.#find(itemId);
    if (!turn || turn.heardMs !== null) return null;
    turn.text = heardPart(turn.text, heardMs, receivedMs);
    turn.interrupted = true;
    turn.heardMs = heardMs;
    return { turn: recordOf(turn), final: true };
  }

  #find(itemId: string): Turn | undefined {
    return this.#turns.find((turn) => turn.itemId === itemId);
  }

  #begin(itemId: string, role: TurnRecord["role"], now: number): Turn {
    const turn: Turn = {
      seq: this.#nextSeq++,
      role,
      text: "",
      startedAt: now,
      interrupted: false,
      heardMs: null,
      itemId,
      given: 0,
    };
    this.#turns.push(turn);
    return turn;
  }
}

function recordOf({ seq, role, text, startedAt, interrupted, heardMs }: Turn): TurnRecord {
  return { seq, role, text, startedAt, interrupted, heardMs };
}

/** The whole words that fit into the share of the audio that was heard. */
export function heardPart(text: string, heardMs: number, totalMs: number): string {
  if (totalMs <= 0 || heardMs >= totalMs) return text;
  const chars = Math.floor((text.length * heardMs) / totalMs);
  if (chars >= text.length) return text;
  const lastSpace = text.lastIndexOf(" ", chars);
  return lastSpace <= 0 ? "" : text.slice(0, lastSpace);
}
