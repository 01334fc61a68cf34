/**
 * A call that is handed to a person, from the moment in which their phone rings: whether they took it. The call's object
 * keeps this when the stream is over, for as long as the two may be talking.
 *
 * Whoever answers a `<Dial>` may be a voicemail, and Twilio's "completed" says the same of both: only the key press is
 * proof. The first outcome stands; Twilio repeats its requests.
 */

import type { CallEventKind } from "./call-record.ts";

export const WHY_NOT_TAKEN = [
  "no_answer",
  "busy",
  "not_accepted",
  "failed",
  "caller_left",
  "circle",
  "not_allowed",
] as const;
export type WhyNotTaken = (typeof WHY_NOT_TAKEN)[number];

export type HandOff =
  | { is: "ringing" }
  | { is: "taken" }
  /** `status`: Twilio's word for what became of the ringing; null where it was never rung. */
  | { is: "failed"; why: WhyNotTaken; status: string | null };

export type HandOffEvent =
  /** The person has pressed the key. */
  | { type: "accepted" }
  /** The ringing, or the talk, is over. `status`: `DialCallStatus`. */
  | { type: "dialled"; status: string }
  /** The caller has hung up. `status`: as above; null where it is not told. */
  | { type: "callerLeft"; status: string | null }
  /** Nobody is rung: the number is our own and would lead back to its assistant, or one that the product does not dial. */
  | { type: "notRung"; why: "circle" | "not_allowed" };

/** https://www.twilio.com/docs/voice/twiml/dial#dialcallstatus-values */
const BY_STATUS: Readonly<Record<string, WhyNotTaken>> = {
  completed: "not_accepted",
  answered: "not_accepted",
  busy: "busy",
  "no-answer": "no_answer",
  canceled: "caller_left",
};

export function stepHandOff(handOff: HandOff, event: HandOffEvent): HandOff {
  if (handOff.is !== "ringing") return handOff;
  switch (event.type) {
    case "accepted":
      return { is: "taken" };
    case "notRung":
      return { is: "failed", why: event.why, status: null };
    case "callerLeft":
      return { is: "failed", why: "caller_left", status: event.status };
    case "dialled":
      return { is: "failed", why: BY_STATUS[event.status] ?? "failed", status: event.status };
  }
}

/** How the record says what became of it; null while it rings. */
export function eventOfHandOff(handOff: HandOff): { kind: CallEventKind; data: Record<string, unknown> } | null {
  switch (handOff.is) {
    case "ringing":
      return null;
    case "taken":
      return { kind: "handed_off", data: {} };
    case "failed": {
      const { why, status } = handOff;
      return { kind: "handoff_failed", data: { why, ...(status !== null && { status }) } };
    }
  }
}
