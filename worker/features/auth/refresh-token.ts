/**
 * The refresh token, `<session id>.<256 random bits>.<MAC over both>`: used once, then replaced. The session id lets one
 * primary-key read find the session even for a token replaced long ago, so that its reuse can end the session. The MAC
 * tells such a token from one that somebody has made up to end another's session.
 */
import { createHmac, randomBytes } from "node:crypto";
import { isMac, keysFor, type SigningKey } from "./signing-keys.ts";

export const REFRESH_TOKEN_MS = 30 * 24 * 60 * 60_000;

/** Two tabs that wake together send the same token; the later one is answered, not punished, for this long. */
export const REUSE_GRACE_MS = 10_000;

const macOf = ({ key }: SigningKey, signed: string): Buffer => createHmac("sha256", key).update(signed).digest();

export function newRefreshToken(secrets: readonly string[], sessionId: string): string {
  const signed = `${sessionId}.${randomBytes(32).toString("base64url")}`;
  return `${signed}.${macOf(keysFor("refresh", secrets)[0], signed).toString("base64url")}`;
}

/** Whether it was ever given out by us; says nothing of whether it still is good. */
export function isOurRefreshToken(secrets: readonly string[], token: string): boolean {
  const end = token.lastIndexOf(".");
  const signed = token.slice(0, Math.max(0, end));
  return isMac("refresh", secrets, Buffer.from(token.slice(end + 1), "base64url"), (key) => macOf(key, signed));
}

export const sessionIdOf = (token: string): string => token.slice(0, Math.max(0, token.indexOf(".")));

export type SessionRow = {
  refreshHash: string;
  previousRefreshHash: string | null;
  rotatedAt: number;
  expiresAt: number;
  endedAt: number | null;
};

/** What a refresh token that could not be rotated means. */
export type StaleToken = "raced" | "reused" | "over";

/**
 * `raced`: it was replaced a moment ago by another tab. `reused`: it was replaced earlier, so one of its two holders
 * has stolen it. `over`: there is no such session any more, or the token never was one of its own (`isOurs`).
 */
export function judgeStaleToken(
  session: SessionRow | undefined,
  { hash, isOurs }: { hash: string; isOurs: boolean },
  now: number,
): StaleToken {
  if (!session || session.endedAt !== null || session.expiresAt <= now) return "over";
  if (session.previousRefreshHash === hash && now - session.rotatedAt <= REUSE_GRACE_MS) return "raced";
  return isOurs ? "reused" : "over";
}
