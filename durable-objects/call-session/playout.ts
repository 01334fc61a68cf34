/**
 * What the caller hears of the assistant: audio goes into the transmit queue, and what becomes of it (heard, cut off,
 * all played) goes to the transcript and, as events, to the machine.
 */
import type { CallEvent } from "../../core/calls/call-state.ts";
import type { Transcript, TurnChange } from "../../core/calls/transcript.ts";
import { TransmitQueue, type HeardItem } from "../../core/calls/transmit-queue.ts";
import type { AudioDelta } from "../../core/contract/openai-realtime.ts";
import type { TwilioWriter } from "../../core/contract/twilio-media.ts";

export type PlayoutDeps = {
  send(message: string): void;
  transcript: Transcript;
  turn(change: TurnChange | null): void;
  dispatch(event: CallEvent): void;
  now(): number;
};

/**
 * The end of playback is told by its last mark; the clock is asked only for what no mark tells, and then two seconds do
 * not matter. While the model talks at the pace of speech, this is also how often the clock is asked in vain.
 */
const CHECK_LATER_MS = 2_000;

export class Playout {
  readonly #deps: PlayoutDeps;
  readonly #queue: TransmitQueue;
  /** Something has been given out that has not been reported as all played. */
  #sounding = false;

  constructor(deps: PlayoutDeps) {
    this.#deps = deps;
    this.#queue = new TransmitQueue(deps.send);
  }

  attach(writer: TwilioWriter): void {
    this.#queue.attach(writer, this.#deps.now());
  }

  detach(): void {
    this.#queue.detach();
  }

  /** Many times a second: the machine hears of the first sound only. */
  push({ responseId, itemId, delta }: AudioDelta): void {
    const first = this.#queue.push(itemId, delta, this.#deps.now);
    if (!first && this.#sounding) return;
    this.#sounding = true;
    this.#deps.dispatch({ type: "playback.started", itemId, responseId });
  }

  /** A recording, whole; `text` is what it says. */
  play(itemId: string, text: string, pieces: string[]): void {
    const { transcript, turn, now } = this.#deps;
    this.#sounding = true;
    turn(transcript.assistantFinished(itemId, text, now()));
    for (const piece of pieces) this.#queue.push(itemId, piece, now);
    this.complete(itemId);
  }

  /** The model has sent all audio of this item. */
  complete(itemId: string): void {
    this.#heard(this.#queue.complete(itemId, this.#deps.now()));
  }

  /** The item's response is over: there is no more of it, and one that never sounded was never said. */
  close(itemId: string): void {
    if (this.#queue.holds(itemId)) this.complete(itemId);
    else this.#deps.turn(this.#deps.transcript.cut(itemId, 0, 1));
    this.#checkDrained();
  }

  marked(name: string): void {
    this.#heard(this.#queue.acknowledge(name, this.#deps.now()));
    // With more of an item to come, a queue that runs dry for a moment is not the end.
    if (this.#queue.isEmpty()) this.#checkDrained();
  }

  cut(): void {
    const { transcript, turn, dispatch, now } = this.#deps;
    const { heard, cut } = this.#queue.cut(now());
    this.#sounding = false;
    this.#heard(heard);
    for (const { itemId, heardMs, receivedMs } of cut) turn(transcript.cut(itemId, heardMs, receivedMs));
    const items = cut.map((item) => ({ ...item, text: transcript.textOf(item.itemId) }));
    if (items.length > 0) dispatch({ type: "playback.cut", items });
  }

  /** Unix ms at which `check` is worth calling; null while nothing sounds. */
  checkAt(): number | null {
    const now = this.#deps.now();
    return this.#sounding ? now + this.#queue.remainingMs(now) + CHECK_LATER_MS : null;
  }

  /** For sound whose end no mark reports: a line that loses marks, a model that stops in the middle. */
  check(): void {
    this.#heard(this.#queue.confirmByClock(this.#deps.now()));
    this.#checkDrained();
  }

  #heard(items: HeardItem[]): void {
    const { transcript, turn, dispatch } = this.#deps;
    for (const { itemId, heardMs } of items) {
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
