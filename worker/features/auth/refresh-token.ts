/**
 * The refresh token, `<session id>.<256 random bits>`: used once, then replaced. The session id lets one primary-key
 * read find the session even for a token replaced long ago, so that its reuse can end the session.
 */
import { createHash, randomBytes } from "node:crypto";

export const REFRESH_TOKEN_MS = 30 * 24 * 60 * 60_000;

/** Two tabs that wake together send the same token; the later one is answered, not punished, for this long. */
export const REUSE_GRACE_MS = 10_000;

export const newRefreshToken = (sessionId: string): string => `${sessionId}.${randomBytes(32).toString("base64url")}`;

export const hashRefreshToken = (token: string): string => createHash("sha256").update(token).digest("hex");

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
 * has stolen it. `over`: there is no such session any more.
 */
export function judgeStaleToken(session: SessionRow | undefined, hash: string, now: number): StaleToken {
  if (!session || session.endedAt !== null || session.expiresAt <= now) return "over";
  return session.previousRefreshHash === hash && now - session.rotatedAt <= REUSE_GRACE_MS ? "raced" : "reused";
}
