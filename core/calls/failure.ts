/**
 * What can go wrong between a call and what it depends on, named once: it decides what the caller hears, whether the
 * same thing is asked for again, and what the dashboard says. Names begin with the service that failed; which of its
 * codes means which is its dialect's business (core/realtime/refusals.ts).
 */
export const FAILURE_CODES = [
  /** The key is wrong or may not use this model. */
  "openai_auth",
  /** The account has no money left. */
  "openai_quota",
  /** Too many requests at once. */
  "openai_rate_limited",
  /** The service failed on its side. */
  "openai_server_error",
  /** The session was refused for another reason (a model that does not exist, a bad request). */
  "openai_refused",
  /** No answer to the upgrade, or no session, within the limit. */
  "openai_unreachable",
  /** The session stood, but no sound came within the limit. */
  "openai_no_audio",
  /** The socket dropped and could not be opened again. */
  "openai_dropped",
  /** Ours: the business's data could not be read. */
  "platform_error",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

type Again = {
  /** How often an answer that failed so is asked for again. */ tries: number;
  pausesMs: readonly number[];
};

/**
 * An answer that failed. A key, an account or a model does not mend itself while a caller waits. A rate limit does, in
 * the time the service names; several tries, because all calls share one key and the first free moment may be another's.
 */
const ANSWER_AGAIN: Record<FailureCode, Again> = {
  openai_auth: { tries: 0, pausesMs: [] },
  openai_quota: { tries: 0, pausesMs: [] },
  openai_refused: { tries: 0, pausesMs: [] },
  openai_rate_limited: { tries: 3, pausesMs: [1_000, 2_000, 4_000] },
  openai_server_error: { tries: 2, pausesMs: [0, 500] },
  openai_unreachable: { tries: 0, pausesMs: [] },
  openai_dropped: { tries: 0, pausesMs: [] },
  openai_no_audio: { tries: 2, pausesMs: [0, 0] },
  platform_error: { tries: 0, pausesMs: [] },
};

/** A caller does not wait longer than this for one answer, whatever the service asks for. */
const LONGEST_PAUSE_MS = 8_000;
/** Calls that were refused together must not all come back together. */
const SPREAD_MS = 400;

/**
 * How long to wait before an answer is asked for again, ms; null: not at all. `tried` counts the failures before this
 * one. `askedMs`: as long as the service wants. `share`: 0 to 1, another for each call.
 */
export function answerAgainMs(
  failure: FailureCode,
  tried: number,
  askedMs: number | null,
  share: number,
): number | null {
  const { tries, pausesMs } = ANSWER_AGAIN[failure];
  if (tried >= tries) return null;
  const pause = askedMs ?? pausesMs[tried] ?? 0;
  if (pause === 0) return 0;
  return Math.min(pause, LONGEST_PAUSE_MS) + Math.round(share * SPREAD_MS);
}
