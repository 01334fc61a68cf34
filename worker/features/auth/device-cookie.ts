/**
 * Knows a browser again in which somebody has signed in to an account before. Wrong passwords from elsewhere then cannot
 * keep its owner out (worker/features/auth/throttle/limits.ts). It proves nothing else and opens nothing.
 *
 * `<device>.<proof>.<proof>…`: 128 random bits, and for each account a MAC over the device, the account and its password
 * of that time, the newest first. Who knew a password that was replaced has no known device any more.
 */
import { createHmac, randomBytes } from "node:crypto";
import { isMac, keysFor, type SigningKey } from "../../signing-keys.ts";

/** Chromium keeps no cookie longer than 400 days. */
export const DEVICE_COOKIE_MS = 365 * 24 * 60 * 60_000;

/** A desk that several agents share. */
const MAX_ACCOUNTS = 5;
const DEVICE_BYTES = 16;
const PROOF_BYTES = 16;
const FORM = /^[\w-]{22}(?:\.[\w-]{22}){1,5}$/;

/** `passwordHash`: as the database has it; null where there is no account, or none with a password. */
export type Account = { email: string; passwordHash: string | null };

const proofBytes = ({ key }: SigningKey, device: string, { email, passwordHash }: Account) =>
  createHmac("sha256", key)
    .update(JSON.stringify([device, email, passwordHash]))
    .digest()
    .subarray(0, PROOF_BYTES);

const isProof = (secrets: readonly string[], device: string, account: Account, proof: string): boolean =>
  isMac("device", secrets, Buffer.from(proof, "base64url"), (key) => proofBytes(key, device, account));

/** The device's own id when somebody has signed in to the account on it with this password, else null. */
export function deviceOf(secrets: readonly string[], cookie: string | undefined, account: Account): string | null {
  if (cookie === undefined || !FORM.test(cookie)) return null;
  const [device = "", ...proofs] = cookie.split(".");
  return proofs.some((proof) => isProof(secrets, device, account, proof)) ? device : null;
}

/** The cookie after a sign-in to `account`: the device stays the same and so do the others that it is known to. */
export function deviceCookie(secrets: readonly string[], cookie: string | undefined, account: Account): string {
  const [device = "", ...proofs] = cookie !== undefined && FORM.test(cookie) ? cookie.split(".") : [];
  const id = device || randomBytes(DEVICE_BYTES).toString("base64url");
  const others = proofs.filter((proof) => !isProof(secrets, id, account, proof));
  const own = proofBytes(keysFor("device", secrets)[0], id, account).toString("base64url");
  return [id, own, ...others].slice(0, 1 + MAX_ACCOUNTS).join(".");
}
