/** The caller's keys, and `<Gather input="dtmf">` that listens to them. */
import type { CallLine } from "./call-line.ts";
import type { TwimlElement } from "./twiml.ts";

const DEFAULT_TIMEOUT_SECONDS = 5;
const DEFAULT_FINISH_KEY = "#";

/** Keys go to whoever listens at the moment; Twilio does not keep what was pressed before. */
export class Keypad {
  private listener: ((digit: string) => void) | undefined;

  press(digit: string): boolean {
    this.listener?.(digit);
    return this.listener !== undefined;
  }

  listen(listener: (digit: string) => void): () => void {
    this.listener = listener;
    return () => {
      if (this.listener === listener) this.listener = undefined;
    };
  }
}

export interface Gathered {
  digits: string;
  finishedOnKey: string | undefined;
}

/** `undefined` when nothing was pressed in time or the call went away. */
export async function gatherDigits(
  verb: TwimlElement,
  line: CallLine,
  prompt: (child: TwimlElement, signal: AbortSignal) => Promise<void>,
): Promise<Gathered | undefined> {
  const { numDigits, timeout, finishOnKey = DEFAULT_FINISH_KEY } = verb.attributes;
  const limit = numDigits === undefined ? Number.POSITIVE_INFINITY : Number(numDigits);
  const timeoutMs = Number(timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1_000;
  let digits = "";
  let finishedOnKey: string | undefined;
  const complete = new AbortController();
  let nextKey = new AbortController();
  const firstKey = new AbortController();
  const stopListening = line.keypad.listen((digit) => {
    firstKey.abort();
    if (digit === finishOnKey) finishedOnKey = digit;
    else digits += digit;
    if (finishedOnKey !== undefined || digits.length >= limit) complete.abort();
    nextKey.abort();
  });
  try {
    for (const child of verb.children) {
      if (!firstKey.signal.aborted && !line.signal.aborted) {
        await prompt(child, AbortSignal.any([firstKey.signal, line.signal]));
      }
    }
    // Every key starts the time again.
    while (!complete.signal.aborted && !line.signal.aborted) {
      nextKey = new AbortController();
      await line.pause(timeoutMs, AbortSignal.any([nextKey.signal, complete.signal, line.signal]));
      if (!nextKey.signal.aborted) break;
    }
  } finally {
    stopListening();
  }
  return digits === "" && finishedOnKey === undefined ? undefined : { digits, finishedOnKey };
}
