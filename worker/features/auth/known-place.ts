/**
 * Whether an account was signed in to from a network address lately, of IPv6 from its /64. What strangers do to the
 * account elsewhere does not count there (throttle/limits.ts). It proves nothing else and opens nothing.
 */
import { findSignInAddresses } from "./queries.ts";
import { addressGroup } from "../../../core/auth/address-group.ts";
import type { Deps } from "../../deps.ts";

/** A monthly visit to the other office still counts. */
const KNOWN_FOR_MS = 45 * 24 * 60 * 60_000;

/** The account is found by its address for mail, so that one that does not exist takes as long. */
export async function isKnownPlace(deps: Pick<Deps, "directory" | "now">, email: string, address: string | null) {
  const known = await findSignInAddresses(deps.directory, email, deps.now() - KNOWN_FOR_MS);
  return address !== null && known.some((one) => addressGroup(one) === addressGroup(address));
}
