/**
 * Whatever the product sends to somebody on somebody's word, or shows a person so that they pass it on, is counted here
 * first: an inbox must not be filled, nor our sender's name used up, by whoever presses a button often enough. The
 * mailer takes nothing without a permit, and permits are made here alone.
 */
import { receivedCounters, sentCounters, type Counter } from "../throttle/limits.ts";
import { admit, forgive, isRefused, throttle } from "../throttle/service.ts";
import type { SendPermit } from "../../../adapters/mail.ts";
import type { Deps } from "../../../deps.ts";

/**
 * `to`: where it goes. `by`: the person who has it sent; null: somebody whom we do not know. `share`: on whose account, a
 * business's (its id), support's, the owner's who asks for it, or our own, which warn the owner.
 */
export type Sending = { to: string; by: string | null; share: string | "support" | "owner" | "warning" };

type SendDeps = Pick<Deps, "config" | "directory" | "now">;

const countersOf = ({ config }: Pick<Deps, "config">, { to, by, share }: Sending): Counter[] => [
  ...(by === null ? [] : sentCounters(config.JWT_SECRET, by)),
  ...receivedCounters(config.JWT_SECRET, to, share),
];

const permit = (to: string) => ({ to }) as SendPermit;

/**
 * Counts one sending, then does `work` with the permit for it. What `work` refuses was not sent and does not count.
 * Throws `rate_limited` with the time to wait.
 */
export async function sending<Done>(
  deps: SendDeps,
  what: Sending,
  work: (permit: SendPermit) => Promise<Done>,
): Promise<Done> {
  const admitted = await throttle(deps, countersOf(deps, what));
  try {
    return await work(permit(what.to));
  } catch (error) {
    await forgive(deps, admitted);
    throw error;
  }
}

/** The same for what nobody waits for; null: not now. */
export async function permitQuietly(deps: SendDeps, what: Sending): Promise<SendPermit | null> {
  return isRefused(await admit(deps, countersOf(deps, what))) ? null : permit(what.to);
}
