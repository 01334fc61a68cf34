/** Slows down guessing. Who is refused learns nothing: accounts that do not exist are counted like those that do. */
import type { Counter } from "./limits.ts";
import { countAttempt, standingOf, uncountAttempt } from "./queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";

type ThrottleDeps = Pick<Deps, "directory" | "now">;

/** The counters in which an attempt was counted, to take it back by. */
export type Admitted = { counted: readonly string[] };
export type Refused = { refusal: "rate_limited" | "account_guarded"; waitMs: number };

/** A counter ended between the refusal and the look at it. */
const SHORTEST_WAIT_MS = 1_000;

/** Counts an attempt if it may go on. Counted before it is looked at: many at once would all pass a count made after. */
export async function admit(deps: ThrottleDeps, counters: Counter[]): Promise<Admitted | Refused> {
  if (counters.length === 0) return { counted: [] };
  const now = deps.now();
  const counted = await countAttempt(deps.directory, counters, now);
  return counted.length > 0 ? { counted } : await whyRefused(deps, counters, now);
}

/** The longest of what it must wait for: before that, the next attempt would be refused as well. */
async function whyRefused(deps: ThrottleDeps, counters: Counter[], now: number): Promise<Refused> {
  const keys = counters.map(({ key }) => key);
  const standing = new Map((await standingOf(deps.directory, keys, now)).map((row) => [row.key, row]));
  let longest: Refused = { refusal: "rate_limited", waitMs: SHORTEST_WAIT_MS };
  for (const { key, limit, refusal = "rate_limited" } of counters) {
    const row = standing.get(key);
    if (row && row.count >= limit && row.endsAt - now >= longest.waitMs)
      longest = { refusal, waitMs: row.endsAt - now };
  }
  return longest;
}

export const isRefused = (answer: Admitted | Refused): answer is Refused => "refusal" in answer;

/** Counts an attempt and throws `rate_limited` or `account_guarded` when there were too many. */
export async function throttle(deps: ThrottleDeps, counters: Counter[]): Promise<Admitted> {
  const answer = await admit(deps, counters);
  if (isRefused(answer)) throw new CodedError(answer.refusal, "too many attempts", { retryAfterMs: answer.waitMs });
  return answer;
}

/** The attempt was a good one and does not count. */
export async function forgive(deps: ThrottleDeps, { counted }: Admitted): Promise<void> {
  if (counted.length > 0) await uncountAttempt(deps.directory, [...counted], deps.now());
}
