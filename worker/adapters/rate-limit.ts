/**
 * How many requests one key may make in a minute. On the platform it is counted by Workers' rate-limit binding, near the
 * caller and approximately (https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/); its limits
 * stand in wrangler.toml.
 */
import type { Logger } from "../log.ts";

export const RATE_PERIOD_MS = 60_000;

/**
 * An office shares one address: thirty people whose dashboards each load a page of twenty requests twice in a minute
 * need 1,200. As in wrangler.toml.
 */
export const ADDRESS_LIMIT = 3_000;
/** One person: a page a second with ten requests each is no person any more. As in wrangler.toml. */
export const SESSION_LIMIT = 600;

export type RateLimiter = { allows(key: string): Promise<boolean> };

/** A limiter that fails lets through: it is there against abuse and must not become an outage itself. */
export const boundRateLimiter = (binding: RateLimit, log: Pick<Logger, "error">): RateLimiter => ({
  async allows(key) {
    try {
      return (await binding.limit({ key })).success;
    } catch (cause) {
      log.error("rate_limiter_failed", { cause });
      return true;
    }
  },
});

/** The same where nothing is bound: counted in this isolate alone, in windows of the clock. */
export function localRateLimiter(limit: number, now: () => number): RateLimiter {
  let window = Number.NaN;
  const counts = new Map<string, number>();
  return {
    async allows(key) {
      const current = Math.floor(now() / RATE_PERIOD_MS);
      if (current !== window) counts.clear();
      window = current;
      const count = counts.get(key) ?? 0;
      if (count >= limit) return false;
      counts.set(key, count + 1);
      return true;
    },
  };
}
