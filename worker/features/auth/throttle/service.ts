/** Slows down guessing. Who is refused learns nothing: accounts that do not exist are counted like those that do. */
import type { Counter } from "./limits.ts";
import { countAttempt, uncountAttempt } from "./queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Deps } from "../../../deps.ts";

type ThrottleDeps = Pick<Deps, "directory" | "now">;

/** Counts an attempt; null when it may go on, else how long to wait. */
export async function waitBefore(deps: ThrottleDeps, counters: Counter[]): Promise<number | null> {
  if (counters.length === 0) return null;
  const now = deps.now();
  const standing = new Map((await countAttempt(deps.directory, counters, now)).map((row) => [row.key, row]));
  const waitFor = ({ key, limit }: Pick<Counter, "key" | "limit">): number | null => {
    const row = standing.get(key);
    return row && row.endsAt > now && row.count > limit ? row.endsAt - now : null;
  };
  for (const { unless, ...counter } of counters) {
    const wait = waitFor(counter);
    const spared = unless && waitFor(unless) === null;
    if (wait !== null && !spared) return wait;
  }
  return null;
}

/** Counts an attempt and throws `rate_limited` when there were too many. */
export async function throttle(deps: ThrottleDeps, counters: Counter[]): Promise<void> {
  const retryAfterMs = await waitBefore(deps, counters);
  if (retryAfterMs !== null) throw new CodedError("rate_limited", "too many attempts", { retryAfterMs });
}

/** The attempt was a good one and does not count. */
export async function forgive(deps: ThrottleDeps, counters: Counter[]): Promise<void> {
  if (counters.length > 0) await uncountAttempt(deps.directory, counters, deps.now());
}
