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

/** A failure says more than the reason it led to. `null` while the call runs. */
export function outcomeOf({
  status,
  endReason,
  failureCode,
}: Pick<CallSummary, "status" | "endReason" | "failureCode">): Outcome | null {
  if (status !== "ended") return null;
  if (failureCode) return { tone: "danger", text: he.failures[failureCode].short };
  if (!endReason) return null;
  return { tone: TONE_OF_END[endReason], text: he.calls.endReason[endReason] };
}
