/**
 * What the caller hears: sound of the engine's and clips go into the transmit queue, and what becomes of it (begun,
 * heard, cut off, all played) goes to the transcript and, as events, to the machine.
 */
import type { CallEvent } from "../../core/calls/call-state.ts";
import type { EngineEvent, Sound } from "../../core/calls/engine.ts";
import { TransmitQueue, type HeardItem, type ItemTraits } from "../../core/calls/transmit-queue.ts";
import type { TwilioWriter } from "../../core/contract/twilio-media.ts";
import type { Transcript, TurnChange } from "../../core/conversations/transcript.ts";

export type PlayoutDeps = {
  send(message: string): void;
  transcript: Transcript;
  turn(change: TurnChange | null): void;
  dispatch(event: CallEvent): void;
  now(): number;
};

/**
 * The end of playback is told by its last mark; the clock is asked only for what no mark tells, and then two seconds do
 * not matter. While the engine talks at the pace of speech, this is also how often the clock is asked in vain.
 */
const CHECK_LATER_MS = 2_000;
/** How often the clock is asked for the end of what must be heard, while the mark before it keeps us waiting. */
const CHECK_AWAITED_MS = 20;

const CLIP: ItemTraits = { origin: "clip", answerId: null, cuttable: true };
const MUST_BE_HEARD: ItemTraits = { ...CLIP, cuttable: false };

export class Playout {
  readonly #deps: PlayoutDeps;
  readonly #queue: TransmitQueue;
  /** Something has been given out that has not been reported as all played. */
  #sounding = false;
  /** What was cut off last, with the words that were still to come. */
  #kept: { text: string; rest: string[] }[] = [];
  #resumed = 0;
  /** What plays may not be cut before so much of it has been heard. */
  #awaited: { itemId: string; ms: number } | null = null;
  #answer: ItemTraits = { origin: "engine", answerId: null, cuttable: true };

  constructor(deps: PlayoutDeps) {
    this.#deps = deps;
    this.#queue = new TransmitQueue(deps.send);
  }

  attach(writer: TwilioWriter): void {
    this.#queue.attach(writer, this.#deps.now());
  }

  /** The line is gone. Nothing is heard any more, not even what must be: the machine has it said anew. */
  detach(): void {
    this.#queue.detach();
    this.#cut({ everything: true });
    this.#kept = [];
  }

  /** Sound that has been given out and not been heard, ms. */
  queuedMs(now: number): number {
    return this.#sounding ? this.#queue.remainingMs(now) : 0;
  }

  /** Many times a second: the machine hears of the first sound only. */
  push({ answerId, utteranceId, payload }: Sound): void {
    if (this.#answer.answerId !== answerId) this.#answer = { origin: "engine", answerId, cuttable: true };
    const first = this.#queue.push(utteranceId, payload, this.#deps.now, this.#answer);
    if (!first && this.#sounding) return;
    if (this.#queue.isHeld(utteranceId)) {
      if (first) this.#deps.dispatch({ type: "playback.held", itemId: utteranceId });
      return;
    }
    this.#sounding = true;
    this.#deps.dispatch({ type: "playback.started", itemId: utteranceId });
  }

  /** The words of what is spoken, and where an utterance ends. The machine hears of the event afterwards. */
  engineSaid(event: EngineEvent): void {
    const { transcript, turn, now } = this.#deps;
    switch (event.type) {
      case "callerBegan":
        return transcript.callerBegan(event.turnId, now());
      case "callerSaid":
        return turn(transcript.callerSaid(event.turnId, event.text, now()));
      case "words": {
        const { utteranceId, text, whole } = event;
        if (whole) return turn(transcript.assistantFinished(utteranceId, text, now()));
        return turn(transcript.assistantWrote(utteranceId, text, now(), this.#queue.receivedMs(utteranceId)));
      }
      case "utteranceEnded":
        return this.#complete(event.utteranceId);
      case "answerEnded":
        for (const itemId of [...event.utterances, ...event.unsaid]) this.#complete(itemId);
        return this.#checkDrained();
      default:
        return;
    }
  }

  /**
   * A recording, whole; `text` is what it says. Nothing interrupts it before `mustBeHeardMs` of it have been heard: by
   * its marks, not by the clock, which runs ahead of a line that is slow.
   */
  play(itemId: string, text: string, pieces: readonly string[], { mustBeHeardMs }: { mustBeHeardMs: number }): void {
    const { transcript, turn, now } = this.#deps;
    if (pieces.length === 0) return;
    this.#sounding = true;
    turn(transcript.assistantFinished(itemId, text, now()));
    for (const piece of pieces) this.#queue.push(itemId, piece, now, mustBeHeardMs > 0 ? MUST_BE_HEARD : CLIP);
    if (mustBeHeardMs > 0) this.#awaited = { itemId, ms: mustBeHeardMs };
    this.#complete(itemId);
  }

  #checkAwaited(): void {
    const awaited = this.#awaited;
    if (!awaited || this.#queue.heardMs(awaited.itemId, this.#deps.now()) < awaited.ms) return;
    this.#awaited = null;
    this.#queue.allowCut(awaited.itemId);
    this.#deps.dispatch({ type: "playback.reached", itemId: awaited.itemId });
  }

  /** What comes from the engine now waits: whether it is wanted is not known yet. */
  hold(): void {
    this.#queue.hold();
  }

  release(): void {
    const waited = this.#queue.releaseAll(this.#deps.now());
    for (const itemId of waited) {
      this.#sounding = true;
      this.#deps.dispatch({ type: "playback.started", itemId });
    }
  }

  /** What waited is not wanted: it was never said. */
  dropHeld(): void {
    const { transcript, turn, dispatch, now } = this.#deps;
    const items = this.#queue.heldItems();
    for (const itemId of items) {
      this.#queue.retract(itemId, 0);
      turn(transcript.cut(itemId, 0, 1));
    }
    this.#queue.releaseAll(now());
    if (items.length > 0)
      dispatch({
        type: "playback.cut",
        items: items.map((itemId) => ({ itemId, heardMs: 0, receivedMs: 0, text: "" })),
      });
  }

  marked(name: string): void {
    this.#heard(this.#queue.acknowledge(name, this.#deps.now()));
    this.#checkAwaited();
    // With more of an item to come, a queue that runs dry for a moment is not the end.
    if (this.#queue.isEmpty()) this.#checkDrained();
  }

  cut(): void {
    this.#cut({ everything: false });
  }

  #cut({ everything }: { everything: boolean }): void {
    const { transcript, turn, dispatch, now } = this.#deps;
    const { heard, cut } = this.#queue.cut(now(), { everything });
    if (everything) this.#awaited = null;
    this.#sounding = !this.#queue.isEmpty();
    this.#heard(heard);
    // With nothing to cut, what was cut before is still what may be gone on with.
    if (cut.length > 0) this.#kept = [];
    const items = cut.map((item) => {
      const { itemId, heardMs, receivedMs } = item;
      const whole = transcript.textOf(itemId);
      turn(transcript.cut(itemId, heardMs, receivedMs));
      const text = transcript.textOf(itemId);
      if (item.rest.length > 0) this.#kept.push({ text: whole.slice(text.length).trim(), rest: item.rest });
      return { itemId, heardMs, receivedMs, text };
    });
    if (items.length > 0) dispatch({ type: "playback.cut", items });
  }

  /** Goes on with what was cut off, from the piece in which it was cut: the caller hears the word again, not half of it. */
  resume(): void {
    const kept = this.#kept;
    this.#kept = [];
    for (const { text, rest } of kept) this.play(`resumed:${++this.#resumed}`, text, rest, { mustBeHeardMs: 0 });
    if (kept.length === 0) this.#deps.dispatch({ type: "playback.drained" });
  }

  forget(): void {
    this.#kept = [];
  }

  /** The engine is gone: of what it was saying no more comes. */
  finish(): void {
    const { transcript, turn } = this.#deps;
    for (const itemId of this.#queue.openItems()) {
      turn(transcript.brokenOff(itemId, this.#queue.receivedMs(itemId)));
      this.#complete(itemId);
    }
    // Words whose sound never came.
    for (const itemId of transcript.open()) if (!this.#queue.holds(itemId)) turn(transcript.cut(itemId, 0, 1));
    this.#checkDrained();
  }

  /** Unix ms at which `check` is worth calling; null while nothing sounds. */
  checkAt(): number | null {
    if (!this.#sounding) return null;
    const now = this.#deps.now();
    const drainedAt = now + this.#queue.remainingMs(now) + CHECK_LATER_MS;
    if (!this.#awaited) return drainedAt;
    const missingMs = this.#awaited.ms - this.#queue.heardMs(this.#awaited.itemId, now);
    return Math.min(drainedAt, now + Math.max(missingMs, CHECK_AWAITED_MS));
  }

  /** For sound whose end no mark reports: a line that loses marks, an engine that stops in the middle. */
  check(): void {
    if (!this.#sounding) return;
    this.#heard(this.#queue.confirmByClock(this.#deps.now()));
    this.#checkAwaited();
    this.#checkDrained();
  }

  /** All sound of this item has come; one that never sounded was never said. */
  #complete(itemId: string): void {
    const { transcript, turn, now } = this.#deps;
    if (this.#queue.holds(itemId)) this.#heard(this.#queue.complete(itemId, now()));
    else turn(transcript.cut(itemId, 0, 1));
  }

  #heard(items: HeardItem[]): void {
    const { transcript, turn, dispatch } = this.#deps;
    for (const { itemId, heardMs } of items) {
      if (this.#awaited?.itemId === itemId) this.#awaited = null;
      turn(transcript.heard(itemId, heardMs));
      dispatch({ type: "playback.heard", itemId, heardMs, text: transcript.textOf(itemId) });
    }
  }

  #checkDrained(): void {
    if (!this.#sounding || !this.#queue.isIdle(this.#deps.now())) return;
    this.#sounding = false;
    this.#deps.dispatch({ type: "playback.drained" });
  }
}
