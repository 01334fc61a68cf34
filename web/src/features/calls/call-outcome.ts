/** How a call's end is shown: which of them deserve colour, and what they are called. */
import type { EndReason } from "../../../../core/calls/end-reason.ts";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import type { Tone } from "../../ui/badge.tsx";

const TONE_OF_END: Record<EndReason, Tone> = {
  caller_hung_up: "plain",
  assistant_ended: "plain",
  silence: "neutral",
  max_duration: "neutral",
  handed_off: "accent",
  failed: "danger",
  never_connected: "neutral",
  lost: "warn",
};

export type Outcome = { tone: Tone; text: string };

/** The caller hung up before a word was said. */
export const isAbandoned = ({ endReason, callerSpoke }: Pick<CallSummary, "endReason" | "callerSpoke">): boolean =>
  endReason === "caller_hung_up" && !callerSpoke;

type Ended = Pick<CallSummary, "status" | "endReason" | "failureCode" | "callerSpoke">;

/**
 * A failure says more than the reason it led to; that a person took the call then says that nothing is left to do. None
 * while the call runs.
 */
export function outcomesOf(call: Ended): Outcome[] {
  const { status, endReason, failureCode } = call;
  if (status !== "ended") return [];
  if (failureCode) {
    const failure: Outcome = { tone: "danger", text: he.failures[failureCode].short };
    return endReason === "handed_off" ? [failure, { tone: "accent", text: he.calls.taken }] : [failure];
  }
  if (!endReason) return [];
  if (isAbandoned(call)) return [{ tone: "neutral", text: he.calls.abandoned }];
  return [{ tone: TONE_OF_END[endReason], text: he.calls.endReason[endReason] }];
}
