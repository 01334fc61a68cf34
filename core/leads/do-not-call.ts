/**
 * Whether somebody may be rung up for marketing. Israel's register of those who may not be has to be asked within 15 days
 * before such a call (Consumer Protection Law, section 16b); exempt is whoever asked to be rung, or agreed, which holds
 * for a year.
 */
import { z } from "zod";

export const doNotCallSchema = z.object({
  checkedAt: z.number().nullable(),
  result: z.enum(["listed", "clear"]).nullable(),
  exemption: z.enum(["asked", "consented"]).nullable(),
  exemptUntil: z.number().nullable(),
});
export type DoNotCall = z.infer<typeof doNotCallSchema>;

const DAY_MS = 24 * 60 * 60_000;
/** A look into the register is good for so long. */
export const CHECK_HOLDS_MS = 15 * DAY_MS;
/** Consent to be rung up ends so long after it was given, or at the end that was written with it. */
export const EXEMPTION_HOLDS_MS = 365 * DAY_MS;

/**
 * `allowed`: may be rung up for marketing, until `until`. `refused`: stands in the register. `unknown`: the register was
 * not asked, or too long ago. A call that answers what somebody asked for is no marketing and needs none of this.
 */
export type MarketingCall =
  | { verdict: "allowed"; why: "exempt" | "clear"; until: number }
  | { verdict: "refused" }
  | { verdict: "unknown"; why: "never_checked" | "check_too_old" | "exemption_over" };

export function mayCallForMarketing(known: DoNotCall | null, now: number): MarketingCall {
  const { checkedAt = null, result = null, exemption = null, exemptUntil = null } = known ?? {};
  const isExempt = exemption !== null && exemptUntil !== null && exemptUntil > now;
  if (isExempt) return { verdict: "allowed", why: "exempt", until: exemptUntil };
  const checkEnds = checkedAt === null ? null : checkedAt + CHECK_HOLDS_MS;
  // Who stood in it may have left it since, but nobody is rung up on a guess.
  if (result === "listed") return { verdict: "refused" };
  if (result === "clear" && checkEnds !== null && checkEnds > now)
    return { verdict: "allowed", why: "clear", until: checkEnds };
  if (exemption !== null) return { verdict: "unknown", why: "exemption_over" };
  return { verdict: "unknown", why: checkedAt === null ? "never_checked" : "check_too_old" };
}
