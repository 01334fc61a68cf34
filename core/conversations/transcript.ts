/**
 * The conversation as text, in the order in which it was spoken. A turn gets its number when it begins, because the
 * caller's words are transcribed only after the assistant has begun to answer. Assistant turns grow as the model
 * writes, ahead of what is heard; when they are cut, the part that was heard is kept, by share of the audio.
 */
import type { TurnRecord } from "../calls/call-record.ts";
import { noPlaces, noteWords, textHeardBy, textSpokenIn, type TextPlaces } from "./text-in-time.ts";

type Turn = TurnRecord & {
  itemId: string;
  /** Length of text when last given out. */
  given: number;
  places: TextPlaces;
};

export type TurnChange = { turn: TurnRecord; final: boolean };

/** Sentences end here; a partial turn is given out at each, so that at most one sentence is ever unwritten. */
const SENTENCE_END = /[.!?…:\n]\s*$/;

export class Transcript {
  readonly #turns: Turn[] = [];
  #nextSeq: number;

  /** `history` is what was written before this object existed. */
  constructor(history: TurnRecord[] = []) {
    for (const turn of history) this.#turns.push({ ...turn, itemId: "", given: turn.text.length, places: noPlaces });
    this.#nextSeq = Math.max(0, ...history.map((turn) => turn.seq)) + 1;
  }

  /** All turns with text that are over, in order; what still plays is not said yet. Restored turns have no item. */
  spoken(): TurnRecord[] {
    const over = (turn: Turn) => turn.role === "caller" || turn.itemId === "" || turn.heardMs !== null;
    return this.#turns.filter((turn) => (turn.text !== "" || turn.untranscribed) && over(turn)).map(recordOf);
  }

  /** Utterances whose playback has not ended, in order. */
  open(): string[] {
    return this.#turns.flatMap((turn) =>
      turn.role === "assistant" && turn.itemId !== "" && turn.heardMs === null ? [turn.itemId] : [],
    );
  }

  textOf(itemId: string): string {
    return this.#find(itemId)?.text ?? "";
  }

  callerBegan(itemId: string, now: number): void {
    if (!this.#find(itemId)) this.#begin(itemId, "caller", now);
  }

  /** `text` null: there were words that could not be written down. */
  callerSaid(itemId: string, text: string | null, now: number): TurnChange | null {
    const turn = this.#find(itemId) ?? this.#begin(itemId, "caller", now);
    if (text?.trim() === "") return null;
    turn.untranscribed = text === null;
    if (text === null) return { turn: recordOf(turn), final: true };
    turn.text = text.trim();
    return { turn: recordOf(turn), final: true };
  }

  /** `receivedMs`: so much of its audio had come before these words. */
  assistantWrote(itemId: string, delta: string, now: number, receivedMs: number): TurnChange | null {
    const turn = this.#find(itemId) ?? this.#begin(itemId, "assistant", now);
    if (turn.heardMs !== null) return null;
    turn.places = noteWords(turn.places, turn.text.length, receivedMs);
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

  /** Its engine is gone in the middle of it: `receivedMs` of audio is all there will be. */
  brokenOff(itemId: string, receivedMs: number): TurnChange | null {
    const turn = this.#find(itemId);
    if (!turn || turn.heardMs !== null) return null;
    turn.text = textSpokenIn(turn.text, receivedMs);
    turn.interrupted = true;
    return { turn: recordOf(turn), final: false };
  }

  /** `receivedMs` of audio belong to the text so far; `heardMs` of them were heard. */
  cut(itemId: string, heardMs: number, receivedMs: number): TurnChange | null {
    const turn = this.#find(itemId);
    if (!turn || turn.heardMs !== null) return null;
    turn.text = textHeardBy(turn.text, turn.places, heardMs, receivedMs);
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
      untranscribed: false,
      itemId,
      given: 0,
      places: noPlaces,
    };
    this.#turns.push(turn);
    return turn;
  }
}

function recordOf({ seq, role, text, startedAt, interrupted, heardMs, untranscribed }: Turn): TurnRecord {
  return { seq, role, text, startedAt, interrupted, heardMs, untranscribed };
}
