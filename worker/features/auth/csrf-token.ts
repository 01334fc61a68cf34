/** The CSRF token: bound to one session, the same for its whole life, so two tabs never invalidate each other's. */
import { createHmac } from "node:crypto";
import { isMac, keysFor, type SigningKey } from "../../signing-keys.ts";

export const CSRF_HEADER = "X-CSRF-Token";

const tokenBytes = ({ key }: SigningKey, sessionId: string) => createHmac("sha256", key).update(sessionId).digest();

export function csrfToken(secrets: readonly string[], sessionId: string): string {
  return tokenBytes(keysFor("csrf", secrets)[0], sessionId).toString("base64url");
}

export const isCsrfToken = (secrets: readonly string[], sessionId: string, given: string): boolean =>
  isMac("csrf", secrets, Buffer.from(given, "base64url"), (key) => tokenBytes(key, sessionId));
