/**
 * A conversation that goes on and on, as the model's server tells it: the caller speaks, the model answers for half of
 * the time. Audio goes at the pace of speech in 20 ms pieces, so that each piece's way can be measured alone.
 */
import type { BenchCall } from "../bench-call.ts";
import { pause, type Pacer } from "../peers/pacer.ts";
import { speak } from "../peers/speech.ts";

const CALLER_MS = 1_400;
const THINKING_MS = 300;
const ANSWER_MS = 4_000;
const CYCLE_MS = 8_000;
const DELTA_MS = 20;

export type Talk = { stop(): Promise<void> };

/** `deltaSent` is told of each piece of the model's audio just before it goes out. */
export function talk(call: BenchCall, stream: number, pacer: Pacer, deltaSent: (number: number, at: number) => void): Talk {
  let stopped = false;
  let number = 0;
  const tag = () => {
    deltaSent(++number, performance.now());
    return { stream, number };
  };
  const run = async () => {
    // Calls are at different points of their conversation.
    await pause(Math.random() * CYCLE_MS);
    while (!stopped) {
      const cycleFrom = performance.now();
      call.model.callerBegins();
      await pause(CALLER_MS);
      call.model.callerEnds("אני מחפש דירה של ארבעה חדרים בחיפה");
      await pause(THINKING_MS);
      if (call.model.closed) return;
      const startAt = performance.now() + Math.random() * DELTA_MS;
      await speak(call.model, pacer, { items: [{ key: stream, ms: ANSWER_MS }], deltaMs: DELTA_MS, speed: 1, tag }, startAt).over;
      const left = CYCLE_MS - (performance.now() - cycleFrom);
      if (!stopped) await pause(left);
    }
  };
  const running = run();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}
