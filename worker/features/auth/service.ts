/** Sign-in and the life of a session. Cookies are the routes' business. */
import { signAccessToken, type AccessClaims } from "./access-token.ts";
import { verifyPassword } from "./password.ts";
import { endSession, findCredentials, findSessionRow, findSignedIn, insertSession, rotateRefresh } from "./queries.ts";
import { hashRefreshToken, judgeStaleToken, newRefreshToken, REFRESH_TOKEN_MS, sessionIdOf } from "./refresh-token.ts";
import type { SignedIn } from "./signed-in.ts";
import type { Client } from "../../../core/audit/actions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";

/** `refreshToken` is null where the browser already has the newer one from another tab. */
export type Issued = { signedIn: SignedIn; accessToken: string; refreshToken: string | null };

/** Throws `invalid_credentials`, after the same time, for a wrong password, an unknown and a disabled account. */
export async function signIn(deps: Deps, given: { email: string; password: string }, client: Client): Promise<Issued> {
  const account = await findCredentials(deps.directory, given.email);
  const right = await verifyPassword(given.password, account?.passwordHash ?? null);
  if (!account || !right) throw new CodedError("invalid_credentials", "no account has this email and password");
  const now = deps.now();
  const sessionId = deps.newId();
  const refreshToken = newRefreshToken(sessionId);
  await insertSession(deps.directory, {
    id: sessionId,
    userId: account.userId,
    refreshHash: hashRefreshToken(refreshToken),
    rotatedAt: now,
    createdAt: now,
    expiresAt: now + REFRESH_TOKEN_MS,
    ...client,
  });
  return issue(deps, sessionId, refreshToken);
}

/** Throws `unauthorized`; a token that was replaced longer ago than the grace also ends its session. */
export async function refreshSession(deps: Deps, token: string): Promise<Issued> {
  const now = deps.now();
  const sessionId = sessionIdOf(token);
  const hash = hashRefreshToken(token);
  const next = newRefreshToken(sessionId);
  if (await rotateRefresh(deps.directory, sessionId, hash, hashRefreshToken(next), now))
    return issue(deps, sessionId, next);
  const verdict = judgeStaleToken(await findSessionRow(deps.directory, sessionId), hash, now);
  if (verdict === "raced") return issue(deps, sessionId, null);
  if (verdict === "reused") {
    await endSession(deps.directory, sessionId, "refresh_reused", now);
    deps.log.warn("refresh_reused");
  }
  throw new CodedError("unauthorized", "the session is over");
}

export const signOut = (deps: Deps, sessionId: string): Promise<void> =>
  endSession(deps.directory, sessionId, "signed_out", deps.now());

/** The signed-in person behind an access token's claims, or undefined when the session is over. */
export async function findSession(deps: Deps, claims: AccessClaims): Promise<SignedIn | undefined> {
  const signedIn = await findSignedIn(deps.directory, claims.sessionId, deps.now());
  return signedIn?.user.id === claims.userId ? signedIn : undefined;
}

async function issue(deps: Deps, sessionId: string, refreshToken: string | null): Promise<Issued> {
  const now = deps.now();
  const signedIn = await findSignedIn(deps.directory, sessionId, now);
  if (!signedIn) throw new CodedError("unauthorized", "the session is over");
  const accessToken = await signAccessToken(deps.config.JWT_SECRET, { userId: signedIn.user.id, sessionId }, now);
  return { signedIn, accessToken, refreshToken };
}
