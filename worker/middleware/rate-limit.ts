/**
 * Bounds what one caller can ask of the API and of the health check, whatever they ask: by network address before
 * anything is read, by session behind its check (session.ts). Webhooks and streams are no part of it: Twilio calls for
 * all businesses from few addresses, and a call that is refused is a customer lost.
 */
import type { Context, MiddlewareHandler } from "hono";
import { addressGroup } from "../../core/auth/address-group.ts";
import { CodedError } from "../../core/contract/errors.ts";
import { RATE_PERIOD_MS } from "../adapters/rate-limit.ts";
import type { AppEnv } from "../context.ts";

/** Throws `rate_limited`. */
export async function limitRate(
  { var: { deps } }: Pick<Context<AppEnv>, "var">,
  by: "address" | "session",
  key: string,
): Promise<void> {
  if (await deps.rateLimits[by].allows(key)) return;
  throw new CodedError("rate_limited", `too many requests of one ${by}`, { retryAfterMs: RATE_PERIOD_MS });
}

export const limitAddress: MiddlewareHandler<AppEnv> = async function limitAddress(c, next) {
  const { address } = c.var.client;
  if (address !== null) await limitRate(c, "address", addressGroup(address));
  await next();
};
