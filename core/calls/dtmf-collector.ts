/**
 * Keys pressed during the talk, most often a phone number: collected until `#` or a pause, then told to the model as
 * one message. Digits never go through speech recognition.
 */
const PAUSE_MS = 2_000;
const LONGEST = 30;

export type Dtmf = { digits: string; lastAt: number };
export const noDigits: Dtmf = { digits: "", lastAt: 0 };

/** `done` is what was entered, once it is complete. */
export function pressKey(state: Dtmf, key: string, now: number): { state: Dtmf; done: string | null } {
  if (key === "#") return { state: noDigits, done: state.digits || null };
  const digits = state.digits + key;
  return digits.length >= LONGEST ? { state: noDigits, done: digits } : { state: { digits, lastAt: now }, done: null };
}

export const dtmfDeadline = (state: Dtmf): number | null => (state.digits === "" ? null : state.lastAt + PAUSE_MS);
