/** Waiting for the assistant the way a caller does: until it has finished, or until it is well under way. */
import { CallOverError, type CallLog } from "./call-log.ts";

export interface DoneOptions {
  forMs: number;
  timeoutMs: number;
  /** Only speech that ended after this counts. */
  sinceMs: number;
}

export async function assistantDone(log: CallLog, now: () => number, options: DoneOptions): Promise<void> {
  const deadline = now() + options.timeoutMs;
  for (let sinceMs = options.sinceMs; ;) {
    const done = await log.waitFor("assistant-done", { sinceMs, timeoutMs: deadline - now() });
    const quietUntil = done.atMs + options.forMs;
    const timeoutMs = Math.max(0, quietUntil - now());
    // No more speech is what is hoped for, so its absence, or the end of the call, is not an error.
    const again = await log.waitFor("assistant-started", { sinceMs: done.atMs, timeoutMs }).catch(() => undefined);
    if (again === undefined || again.atMs > quietUntil) return;
    sinceMs = again.atMs;
  }
}

export interface SpeakingOptions {
  forMs: number;
  timeoutMs: number;
  playingSince: () => number | undefined;
}

export async function assistantSpeaking(log: CallLog, now: () => number, options: SpeakingOptions): Promise<void> {
  const deadline = now() + options.timeoutMs;
  for (;;) {
    const since =
      options.playingSince() ?? (await log.waitFor("assistant-started", { timeoutMs: deadline - now() })).atMs;
    const restMs = since + options.forMs - now();
    if (restMs <= 0) return;
    const silenced = await log
      .waitFor(["assistant-done", "cleared", "stream-ended"], { timeoutMs: restMs })
      .catch((error: unknown) => (error instanceof CallOverError ? Promise.reject(error) : undefined));
    if (silenced === undefined) return;
  }
}
