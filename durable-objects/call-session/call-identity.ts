/** Who a call is: what its object must remember to find its record again, and between whom it is. */
import { normalisePhone } from "../../worker/adapters/phone.ts";

export type CallPeer =
  | { kind: "phone"; number: string }
  /** Somebody who is signed in and speaks from a browser. */
  | { kind: "user"; userId: string };

export type CallIdentity = {
  callId: string;
  callSid: string;
  businessId: string;
  tenantDb: string;
  direction: "inbound" | "outbound";
  /** The business's own address: the number that was called, or from which it calls. */
  own: string;
  peer: CallPeer;
};

/** As the record and the list of calls name the other side; a browser has no number. */
export const peerAddress = ({ peer }: CallIdentity): string => (peer.kind === "phone" ? peer.number : "");

/**
 * The number that a person who takes the call over is shown: the other side's, or ours where it is withheld. Twilio
 * refuses to dial for one that it cannot show (error 13214).
 */
export const numberToShow = (identity: CallIdentity): string =>
  normalisePhone(peerAddress(identity)).e164 ?? identity.own;

type BeforePeers = Omit<CallIdentity, "direction" | "own" | "peer"> & { from: string; to: string };

/** What an object of an earlier version has kept: a call that goes on over a deploy has only its numbers. */
export function readIdentity(kept: CallIdentity | BeforePeers | undefined): CallIdentity | null {
  if (!kept) return null;
  if (!("from" in kept)) return kept;
  const { from, to, ...rest } = kept;
  return { ...rest, direction: "inbound", own: to, peer: { kind: "phone", number: from } };
}
