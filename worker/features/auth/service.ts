/** Sign-in and the life of a session. Cookies are the routes' business. */
import type { AccessClaims } from "./access-token.ts";
import { deviceOf } from "./device-cookie.ts";
import { issue, type Entry, type Issued } from "./issue.ts";
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
import { hashToken } from "./hash-token.ts";
import { isOurRefreshToken, judgeStaleToken, newRefreshToken, sessionIdOf, type StaleToken } from "./refresh-token.ts";
import { sessionsHeld, theSession } from "./sessions/queries.ts";
import { endSessions } from "./sessions/service.ts";
import type { SignedIn } from "./signed-in.ts";
import { signInCounters } from "./throttle/limits.ts";
import { forgive, throttle } from "./throttle/service.ts";
import type { Client } from "../../../core/audit/actions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory } from "../audit/lines.ts";

/** `deviceCookie`: tells whether this account has been signed in to here before (device-cookie.ts). */
export type Credentials = { email: string; password: string; deviceCookie: string | undefined };

/**
 * Throws `invalid_credentials`, after the same time, for a wrong password, an unknown and a disabled account, and
 * `rate_limited` before any password is looked at.
 */
export async function signIn(deps: Deps, given: Credentials, client: Client): Promise<Entry> {
  const { JWT_SECRET } = deps.config;
  const { email } = given;
  const account = await findCredentials(deps.directory, email);
  const passwordHash = account?.passwordHash ?? null;
  const device = deviceOf(JWT_SECRET, given.deviceCookie, { email, passwordHash });
  const counters = signInCounters(JWT_SECRET, { email, device, address: client.address });
  await throttle(deps, counters);
  const right = await verifyPassword(given.password, passwordHash);
  if (!account || passwordHash === null || !right) throw notThese();
  const { row, refreshToken } = newSession(deps, account.userId, client);
  if (!(await insertSession(deps.directory, row, passwordHash))) throw notThese();
  await forgive(deps, counters);
  return { issued: await issue(deps, row.id, refreshToken), passwordHash };
}

const notThese = () => new CodedError("invalid_credentials", "no account has this email and password");

/** Throws `unauthorized`; a token that was replaced longer ago than the grace also ends its session. */
export async function refreshSession(deps: Deps, token: string, client: Client): Promise<Issued> {
  const now = deps.now();
  const sessionId = sessionIdOf(token);
  const hash = hashToken(token);
  const next = newRefreshToken(deps.config.JWT_SECRET, sessionId);
  if (await rotateRefresh(deps.directory, sessionId, hash, hashToken(next), now)) return issue(deps, sessionId, next);
  if ((await judgeStale(deps, token, client)) === "raced") return issue(deps, sessionId, null);
  throw new CodedError("unauthorized", "the session is over");
}

/** What a refresh token that was not the good one means; one that was stolen from somebody ends its session. */
export async function judgeStale(deps: Deps, token: string, client: Client): Promise<StaleToken> {
  const sessionId = sessionIdOf(token);
  const session = await findSessionRow(deps.directory, sessionId);
  const isOurs = isOurRefreshToken(deps.config.JWT_SECRET, token);
  const verdict = judgeStaleToken(session, { hash: hashToken(token), isOurs }, deps.now());
  if (verdict === "reused" && session) await endStolen(deps, sessionId, session, client);
  return verdict;
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
    ...(refreshToken ? [{ sessionId: sessionIdOf(refreshToken), refreshHash: hashToken(refreshToken) }] : []),
  ];
  if (held.length > 0) await endSessions(deps, sessionsHeld(held), "signed_out");
}

/** The signed-in person behind an access token's claims, or undefined when the session is over. */
export async function findSession(deps: Deps, claims: AccessClaims): Promise<SignedIn | undefined> {
  const signedIn = await findSignedIn(deps.directory, claims.sessionId, deps.now());
  return signedIn?.user.id === claims.userId ? signedIn : undefined;
}
