/**
 * Eight seconds out of a conversation, as the model's server tells it: the caller speaks, the model answers for half of
 * the time. Calls stand at different points of it, evenly, so that the load is the same at every moment. Audio goes at
 * the pace of speech in 20 ms pieces, so that each piece's way can be measured alone.
 */
import type { BenchCall } from "../bench-call.ts";
import { pause, type Pacer } from "../peers/pacer.ts";
import { speak } from "../peers/speech.ts";

const CALLER_MS = 1_400;
const ANSWER_FROM_MS = 1_700;
const ANSWER_TO_MS = 5_700;
const DELTA_MS = 20;
export const CYCLE_MS = 8_000;

/** `from`: where in the eight seconds this call stands. `deltaSent` hears of each piece just before it goes out. */
export async function talk(
  call: BenchCall,
  stream: number,
  fromMs: number,
  pacer: Pacer,
  deltaSent: (number: number, at: number) => void,
): Promise<void> {
  const beganAt = performance.now();
  const wait = (untilMs: number) => pause(Math.max(0, beganAt + untilMs - performance.now()));
  const answer = (ms: number) => {
    const whole = Math.floor(ms / DELTA_MS) * DELTA_MS;
    if (whole === 0 || call.model.closed) return Promise.resolve();
    const tag = () => {
      const number = ++call.deltas;
      deltaSent(number, performance.now());
      return { stream, number };
    };
    return speak(
      call.model,
      pacer,
      { items: [{ key: stream, ms: whole }], deltaMs: DELTA_MS, speed: 1, tag },
      performance.now() + Math.random() * DELTA_MS,
    ).over;
  };
  /** The caller's turn and what of the answer fits, from `atMs` of this stretch on. */
  const turn = async (atMs: number, answerMs: number) => {
    await wait(atMs);
    call.model.callerBegins();
    await wait(atMs + CALLER_MS);
    call.model.callerEnds("אני מחפש דירה של ארבעה חדרים בחיפה");
    await wait(atMs + ANSWER_FROM_MS);
    await answer(answerMs);
  };
  if (fromMs >= ANSWER_FROM_MS && fromMs < ANSWER_TO_MS) {
    await answer(ANSWER_TO_MS - fromMs);
    const left = fromMs - ANSWER_FROM_MS;
    if (left > 0) await turn(CYCLE_MS - fromMs, left);
  } else {
    await turn(fromMs < ANSWER_FROM_MS ? 0 : CYCLE_MS - fromMs, ANSWER_TO_MS - ANSWER_FROM_MS);
  }
  await wait(CYCLE_MS);
}
