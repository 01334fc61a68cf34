/**
 * Keys pressed during a call, by what they are for at that moment:
 * - in a menu, one key is a choice, at once;
 * - collected for a question (a phone number, say), until `#`, the full length or a pause; `*` takes the last one back;
 * - free: whatever the caller wants to say with them, most often a number, until `#` or a pause.
 * Digits never go through speech recognition.
 */
export type KeyMode =
  | { is: "free" }
  | { is: "menu"; choices: string }
  /** `what`: the question, for whoever asked it. `length`: complete without `#`. `patienceMs`: for the next key. */
  | { is: "collecting"; what: string; length: number | null; patienceMs: number };

export type Keys = {
  mode: KeyMode;
  digits: string;
  /** Of the last key, or of the question; Unix ms. */ lastAt: number;
};

export type KeysOutcome =
  | { is: "choice"; key: string }
  /** A key that is no choice of this menu. */
  | { is: "no_choice"; key: string }
  | { is: "entered"; what: string | null; digits: string }
  /** Asked for, and nothing came in time. */
  | { is: "nothing"; what: string };

const PAUSE_MS = 2_000;
const LONGEST = 30;

export const FREE_KEYS: Keys = { mode: { is: "free" }, digits: "", lastAt: 0 };

export const keysFor = (mode: KeyMode, now: number): Keys => ({ mode, digits: "", lastAt: now });

export function pressKey(keys: Keys, key: string, now: number): { keys: Keys; outcome: KeysOutcome | null } {
  const { mode } = keys;
  switch (mode.is) {
    case "menu": {
      const outcome: KeysOutcome = mode.choices.includes(key) ? { is: "choice", key } : { is: "no_choice", key };
      return { keys: outcome.is === "choice" ? { ...FREE_KEYS, lastAt: now } : { ...keys, lastAt: now }, outcome };
    }
    case "collecting": {
      if (key === "*") return { keys: { ...keys, digits: keys.digits.slice(0, -1), lastAt: now }, outcome: null };
      const digits = key === "#" ? keys.digits : keys.digits + key;
      const whole = key === "#" || digits.length >= (mode.length ?? LONGEST);
      if (!whole) return { keys: { ...keys, digits, lastAt: now }, outcome: null };
      return { keys: { ...FREE_KEYS, lastAt: now }, outcome: entered(mode.what, digits) };
    }
    case "free": {
      const digits = key === "#" ? keys.digits : keys.digits + key;
      if (key !== "#" && digits.length < LONGEST) return { keys: { ...keys, digits, lastAt: now }, outcome: null };
      return { keys: { ...FREE_KEYS, lastAt: now }, outcome: digits ? { is: "entered", what: null, digits } : null };
    }
  }
}

const entered = (what: string, digits: string): KeysOutcome =>
  digits === "" ? { is: "nothing", what } : { is: "entered", what, digits };

/** When a pause ends what was being entered, Unix ms; null: nothing is. */
export function keysDeadline({ mode, digits, lastAt }: Keys): number | null {
  if (mode.is === "collecting") return lastAt + mode.patienceMs;
  return digits === "" ? null : lastAt + PAUSE_MS;
}

export function keysTimedOut(keys: Keys): { keys: Keys; outcome: KeysOutcome | null } {
  const { mode, digits } = keys;
  const free = { ...FREE_KEYS, lastAt: keys.lastAt };
  if (mode.is === "collecting") return { keys: free, outcome: entered(mode.what, digits) };
  return { keys: free, outcome: digits === "" ? null : { is: "entered", what: null, digits } };
}
