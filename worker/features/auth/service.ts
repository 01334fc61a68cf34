/** Sign-in and the life of a session. Cookies are the routes' business. */
import type { AccessClaims } from "./access-token.ts";
import { issue, type Issued } from "./issue.ts";
import { newSession } from "./new-session.ts";
import { verifyPassword } from "./password.ts";
import {
  findCredentials,
  findOnlyBusiness,
  findSessionRow,
  findSignedIn,
  insertSession,
  rotateRefresh,
} from "./queries.ts";
import { hashRefreshToken, judgeStaleToken, newRefreshToken, sessionIdOf } from "./refresh-token.ts";
import { sessionsHeld, theSession } from "./sessions/queries.ts";
import { endSessions } from "./sessions/service.ts";
import type { SignedIn } from "./signed-in.ts";
import { signInCounters } from "./throttle/limits.ts";
import { forgive, throttle } from "./throttle/service.ts";
import type { Client } from "../../../core/audit/actions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory } from "../audit/lines.ts";

/** `device`: set where this account has been signed in to before (device-cookie.ts). */
export type Credentials = { email: string; password: string; device: string | null };

/**
 * Throws `invalid_credentials`, after the same time, for a wrong password, an unknown and a disabled account, and
 * `rate_limited` before any of them is looked at.
 */
export async function signIn(deps: Deps, given: Credentials, client: Client): Promise<Issued> {
  const counters = signInCounters(deps.config.JWT_SECRET, { ...given, address: client.address });
  await throttle(deps, counters);
  const account = await findCredentials(deps.directory, given.email);
  const right = await verifyPassword(given.password, account?.passwordHash ?? null);
  if (!account || !right) throw new CodedError("invalid_credentials", "no account has this email and password");
  const { row, refreshToken } = newSession(deps, account.userId, client);
  await insertSession(deps.directory, row);
  await forgive(deps, counters);
  return issue(deps, row.id, refreshToken);
}

/** Throws `unauthorized`; a token that was replaced longer ago than the grace also ends its session. */
export async function refreshSession(deps: Deps, token: string, client: Client): Promise<Issued> {
  const now = deps.now();
  const sessionId = sessionIdOf(token);
  const hash = hashRefreshToken(token);
  const next = newRefreshToken(sessionId);
  if (await rotateRefresh(deps.directory, sessionId, hash, hashRefreshToken(next), now))
    return issue(deps, sessionId, next);
  const session = await findSessionRow(deps.directory, sessionId);
  const verdict = judgeStaleToken(session, hash, now);
  if (verdict === "raced") return issue(deps, sessionId, null);
  if (verdict === "reused" && session) await endStolen(deps, sessionId, session, client);
  throw new CodedError("unauthorized", "the session is over");
}

type SessionRow = NonNullable<Awaited<ReturnType<typeof findSessionRow>>>;

async function endStolen(deps: Deps, sessionId: string, session: SessionRow, client: Client): Promise<void> {
  const { user, impersonatorId, impersonatorName, impersonatedBusinessId } = session;
  const impersonator = impersonatorId === null ? null : { userId: impersonatorId, name: impersonatorName ?? "" };
  const businessId = impersonatedBusinessId ?? (await findOnlyBusiness(deps.directory, user.id));
  const actor = { ...client, userId: user.id, name: user.name, impersonator };
  const line = auditInDirectory(deps, actor, businessId, {
    action: "session.theft_suspected",
    record: { type: "session", id: sessionId, label: null },
    data: {},
  });
  await endSessions(deps, theSession(sessionId), "refresh_reused", [line]);
  deps.log.warn("refresh_reused");
}

/** Of an admin who acts as somebody else their own session too: nobody is left at this browser. */
export async function signOut(deps: Deps, { sessionId, impersonation }: SignedIn): Promise<void> {
  const parent = impersonation ? [impersonation.parentSessionId] : [];
  await endSessions(deps, theSession(sessionId, ...parent), "signed_out");
}

/** What a browser holds of sessions, as its cookies tell it; the access token's signature is checked already. */
export type Held = { claims: AccessClaims | null; refreshToken: string | undefined };

/** Ends the sessions a browser held before somebody signed in there, whoever's they are. */
export async function endHeld(deps: Deps, { claims, refreshToken }: Held): Promise<void> {
  const held = [
    ...(claims ? [{ sessionId: claims.sessionId, refreshHash: null }] : []),
    ...(refreshToken ? [{ sessionId: sessionIdOf(refreshToken), refreshHash: hashRefreshToken(refreshToken) }] : []),
  ];
  if (held.length > 0) await endSessions(deps, sessionsHeld(held), "signed_out");
}

/** The signed-in person behind an access token's claims, or undefined when the session is over. */
export async function findSession(deps: Deps, claims: AccessClaims): Promise<SignedIn | undefined> {
  const signedIn = await findSignedIn(deps.directory, claims.sessionId, deps.now());
  return signedIn?.user.id === claims.userId ? signedIn : undefined;
}
