/**
 * Work that failed in passing is done again inside, before anybody hears of it: Twilio would wait and then speak English
 * to the caller. What passes is what Cloudflare names as such: D1's lost connections and restarted databases
 * (https://developers.cloudflare.com/d1/best-practices/retry-queries/), objects that were reset, by a deploy for one
 * (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/: `retryable`, but never when
 * `overloaded`, since asking again is what an overloaded object needs least).
 */

import { TOO_LATE, withinTime } from "./within-time.ts";

/** Growing, and in all well within the 15 s that Twilio waits for a webhook. */
const PAUSES_MS = [100, 300, 900, 1_800] as const;
/** A try that hangs must leave time for saying so in Hebrew. */
const BUDGET_MS = 9_000;
/** Something that has not answered by then will not: an object that hangs, a database that queues. Asked once more. */
const TRY_MS = 5_000;

const PASSING = [
  /network connection lost/i,
  /storage caused object to be reset/i,
  /reset because its code was updated/i,
  /durable object (reset|has been reset|storage operation exceeded timeout)/i,
  /cannot resolve D1 DB due to transient issue/i,
  /D1_ERROR: (internal error|.*\bplease retry\b)/i,
  /internal error; reference =/i,
  TOO_LATE,
];

/** Errors are wrapped on their way: by the query builder, by ours. */
const DEEPEST = 5;

export function isPassing(error: unknown): boolean {
  let seen: unknown = error;
  for (let depth = 0; depth < DEEPEST && seen instanceof Error; depth++) {
    const { overloaded, retryable } = seen as { overloaded?: unknown; retryable?: unknown };
    if (overloaded === true) return false;
    const { message } = seen;
    if (retryable === true || PASSING.some((text) => text.test(message))) return true;
    seen = seen.cause;
  }
  return false;
}

export type TryAgainDeps = {
  now(): number;
  pause(ms: number): Promise<void>;
  /** Told of each failure that is tried again. */
  failed(error: unknown, attempt: number): void;
};

/** `work` must be safe to do twice, also while the first try is still going on, and get its stubs anew: one that has seen its object die is of no more use. */
export async function tryAgain<Answer>(work: () => Promise<Answer>, deps: TryAgainDeps): Promise<Answer> {
  const until = deps.now() + BUDGET_MS;
  for (let attempt = 1; ; attempt++) {
    const limitMs = Math.min(TRY_MS, until - deps.now());
    try {
      return await withinTime(work(), limitMs);
    } catch (error) {
      const pause = PAUSES_MS[attempt - 1];
      if (pause === undefined || deps.now() + pause > until || !isPassing(error)) throw error;
      deps.failed(error, attempt);
      await deps.pause(pause);
    }
  }
}
