/** A play-out queue with a simulated Twilio behind it and a clock that only the test moves. */
import { twilioWriter } from "../../../core/contract/twilio-media.ts";
import { TransmitQueue, type CutItem, type HeardItem } from "../../../core/calls/transmit-queue.ts";
import { SimulatedTwilio } from "./simulated-twilio.ts";

/** Deltas of one item: `deltaMs` of audio each `everyMs`, `totalMs` in all; `pauseMs` before the first. */
export type Speech = { itemId: string; totalMs: number; deltaMs: number; everyMs: number; pauseMs: number };

/** Audio whose first bytes name the item, so that what arrives can be told apart. */
export function audio(ms: number, fill = 0): string {
  return Buffer.alloc(ms * 8, fill).toString("base64");
}

const STEP_MS = 5;

export class Line {
  now = 0;
  readonly twilio: SimulatedTwilio;
  readonly queue: TransmitQueue;
  readonly heard: HeardItem[] = [];
  readonly cuts: CutItem[] = [];
  /** What was sent, newest last. */
  readonly sent: string[] = [];
  /** Called at each step, after what has come back was taken in. */
  watch: () => void = () => {};
  #planned: { at: number; run: () => void }[] = [];

  constructor({ upMs = 0, downMs = 0 }: { upMs?: number; downMs?: number } = {}) {
    this.twilio = new SimulatedTwilio(upMs, downMs);
    this.queue = new TransmitQueue((message) => {
      this.sent.push(message);
      this.twilio.receive(message, this.now);
    });
    this.queue.attach(twilioWriter("MZ1"), 0);
  }

  at(ms: number, run: () => void): void {
    this.#planned.push({ at: ms, run });
    this.#planned.sort((a, b) => a.at - b.at);
  }

  /** Plans the deltas of items one after another and returns when the last has been said to be complete. */
  speak(from: number, speeches: Speech[]): number {
    let at = from;
    for (const { itemId, totalMs, deltaMs, everyMs, pauseMs } of speeches) {
      at += pauseMs;
      for (let done = 0; done < totalMs; done += deltaMs) {
        const ms = Math.min(deltaMs, totalMs - done);
        this.at(at, () => this.queue.push(itemId, audio(ms), () => this.now));
        at += everyMs;
      }
      this.at(at, () => this.heard.push(...this.queue.complete(itemId, this.now)));
    }
    return at;
  }

  cut(): CutItem[] {
    const { cut, heard } = this.queue.cut(this.now);
    this.cuts.push(...cut);
    this.heard.push(...heard);
    this.#planned = [];
    return cut;
  }

  run(until: number): void {
    for (; this.now <= until; this.now += STEP_MS) {
      for (const name of this.twilio.marksUntil(this.now)) this.heard.push(...this.queue.acknowledge(name, this.now));
      this.heard.push(...this.queue.confirmByClock(this.now));
      while (this.#planned[0] && this.#planned[0].at <= this.now) this.#planned.shift()?.run();
      this.watch();
    }
  }

  /** How far the queue is off, in milliseconds; positive: it believes that more was heard. */
  error(): number {
    return (this.queue.positionAt(this.now) - this.twilio.heardAt(this.now)) / 8;
  }
}
