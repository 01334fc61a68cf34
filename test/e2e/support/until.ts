import { setTimeout as delay } from "node:timers/promises";

const STEP_MS = 200;
const DEFAULT_DEADLINE_MS = 20_000;

/** Asks until there is an answer; fails, saying what it waited for, when none comes in time. */
export async function until<T>(
  what: string | (() => string),
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  deadlineMs = DEFAULT_DEADLINE_MS,
): Promise<T> {
  for (const deadline = performance.now() + deadlineMs; ; await delay(STEP_MS)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline)
      throw new Error(`waited ${deadlineMs} ms for ${typeof what === "string" ? what : what()}`);
  }
}
