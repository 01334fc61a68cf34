/** How many may be sent by one form: from one network address, and in all. */
import { createHmac } from "node:crypto";
import { addressGroup } from "../../../../core/auth/address-group.ts";
import { keysFor } from "../../../signing-keys.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A family fills it in twice; an open house shares the address of its network. */
const FROM_ADDRESS = { limit: 20, windowMs: HOUR_MS };
/** A campaign that goes well brings hundreds in a day. */
const BY_FORM = { limit: 2_000, windowMs: DAY_MS };

export function submissionCounters(secrets: readonly string[], formId: string, address: string | null) {
  const [{ key }] = keysFor("throttle", secrets);
  const named = (what: string) => createHmac("sha256", key).update(what).digest("base64url");
  return [
    { ...BY_FORM, key: named(`form/${formId}`) },
    // Where no platform tells the address nobody is counted by it.
    ...(address === null ? [] : [{ ...FROM_ADDRESS, key: named(`form/${formId}/${addressGroup(address)}`) }]),
  ];
}
