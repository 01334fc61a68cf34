/**
 * The secret of a link that is sent to somebody. It stands behind the `#`, which browsers do not send: it is in no log
 * and no Referer. The database knows its hash alone.
 */
import { randomBytes } from "node:crypto";
import { hashToken } from "./hash-token.ts";

export const INVITATION_MS = 7 * 24 * 60 * 60_000;
export const RESET_LINK_MS = 60 * 60_000;

export function newLinkToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export const invitationLink = (publicUrl: string, token: string): string => `${publicUrl}/invitation#${token}`;
export const resetLink = (publicUrl: string, token: string): string => `${publicUrl}/reset#${token}`;
