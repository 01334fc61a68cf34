/** Sign-in and the life of a session. Cookies are the routes' business. */
import type { AccessClaims } from "./access-token.ts";
import { deviceOf } from "./device-cookie.ts";
import { issue, type Entry, type Issued } from "./issue.ts";
import { isKnownPlace } from "./known-place.ts";
import { newSession } from "./new-session.ts";
import { verifyPassword } from "./password.ts";
import {
  findCredentials,
  findOnlyBusiness,
  findSessionRow,
  findSignedIn,
  insertSession,
  retakeRefresh,
  rotateRefresh,
} from "./queries.ts";
import { hashToken } from "./hash-token.ts";
import { isOurRefreshToken, sessionIdOf, successorsOf } from "./refresh-token.ts";
import { sessionsHeld, theSession } from "./sessions/queries.ts";
import { endSessions } from "./sessions/service.ts";
import type { SignedIn } from "./signed-in.ts";
import { signInCounters } from "./throttle/limits.ts";
import { forgive, throttle } from "./throttle/service.ts";
import { withinDay } from "./throttle/session-lines.ts";
import type { Client } from "../../../core/audit/actions.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory } from "../audit/lines.ts";

/** `deviceCookie`: tells whether this account has been signed in to here before (device-cookie.ts). */
export type Credentials = { email: string; password: string; deviceCookie: string | undefined };

/** For a link that is used up: its answer may have been lost, and whoever used it sends it again. */
export const AGAIN_WITHIN_MS = 3_600_000;

/**
 * Throws `invalid_credentials`, after the same time, for a wrong password, an unknown and a disabled account, and
 * `rate_limited` or `account_guarded` before any password is looked at.
 */
export async function signIn(deps: Deps, given: Credentials, client: Client): Promise<Entry> {
  const { userId, passwordHash, admitted } = await proven(deps, given, client);
  const { row, refreshToken } = newSession(deps, userId, client);
  if (!(await insertSession(deps.directory, row, passwordHash))) throw notThese();
  await forgive(deps, admitted);
  return { issued: await issue(deps, row.id, refreshToken), passwordHash };
}

/**
 * For a link that is used up, and sent again with the password that was chosen by it. `gone`: what it is to whoever does not
 * know that password.
 */
export async function whoeverChose<Answer>(proof: Promise<Answer>, gone: () => CodedError): Promise<Answer> {
  return proof.catch((cause: unknown) => {
    throw cause instanceof CodedError && cause.code === "invalid_credentials" ? gone() : cause;
  });
}

/** Whether somebody knows the password, counted like a sign-in, without one. Throws as `signIn` does. */
export async function provePassword(deps: Deps, given: Credentials, client: Client): Promise<{ passwordHash: string }> {
  const { passwordHash, admitted } = await proven(deps, given, client);
  await forgive(deps, admitted);
  return { passwordHash };
}

async function proven(deps: Deps, given: Credentials, client: Client) {
  const { JWT_SECRET } = deps.config;
  const { email } = given;
  const account = await findCredentials(deps.directory, email);
  const passwordHash = account?.passwordHash ?? null;
  const device = deviceOf(JWT_SECRET, given.deviceCookie, { email, passwordHash });
  const placeIsKnown = device === null && (await isKnownPlace(deps, email, client.address));
  const attempt = { email, device, address: client.address, placeIsKnown };
  const admitted = await throttle(deps, signInCounters(JWT_SECRET, attempt));
  const right = await verifyPassword(given.password, passwordHash);
  if (!account || passwordHash === null || !right) throw notThese();
  return { userId: account.userId, passwordHash, admitted };
}

const notThese = () => new CodedError("invalid_credentials", "no account has this email and password");

/** Throws `unauthorized`; a token whose successor has been used already also ends its session. */
export async function refreshSession(deps: Deps, token: string, client: Client): Promise<Issued> {
  const now = deps.now();
  const sessionId = sessionIdOf(token);
  const hash = hashToken(token);
  const successors = successorsOf(deps.config.JWT_SECRET, token);
  const [next] = successors;
  if (await rotateRefresh(deps.directory, sessionId, hash, next.hash, now)) return issue(deps, sessionId, next.token);
  const again = await retakeRefresh(deps.directory, sessionId, { from: hash, successors }, now);
  if (again !== undefined) return issue(deps, sessionId, again);
  await endIfStolen(deps, token, client);
  throw new CodedError("unauthorized", "the session is over");
}

/** For a token of ours that is good for nothing any more: of a session that goes on, somebody else holds the good one. */
export async function endIfStolen(deps: Deps, token: string, client: Client): Promise<void> {
  const sessionId = sessionIdOf(token);
  const session = await findSessionRow(deps.directory, sessionId);
  if (!session || session.endedAt !== null || session.expiresAt <= deps.now()) return;
  // Whoever makes a token up for a session they know of must not be able to end it.
  if (isOurRefreshToken(deps.config.JWT_SECRET, token)) await endStolen(deps, sessionId, session, client);
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
  await endSessions(deps, theSession(sessionId), "refresh_reused", await withinDay(deps, user.id, [line]));
  deps.log.warn("refresh_reused");
}

/** What a browser holds of sessions, as its cookies tell it; the access token's signature is checked already. */
export type Held = { claims: AccessClaims | null; refreshToken: string | undefined };

/**
 * Ends the sessions a browser held, whoever's they are: when somebody signs in or out there. Of an admin who acts as
 * somebody else their own too: nobody is left at this browser.
 */
export async function endHeld(deps: Deps, { claims, refreshToken }: Held): Promise<void> {
  const held = [
    ...(claims ? [{ sessionId: claims.sessionId, refreshHash: null }] : []),
    ...(refreshToken ? [{ sessionId: sessionIdOf(refreshToken), refreshHash: hashToken(refreshToken) }] : []),
  ];
  if (held.length > 0) await endSessions(deps, sessionsHeld(held), "signed_out");
}

/** The session of which a browser shows a token that we have made, good or not. */
export function sessionHeld({ config }: Pick<Deps, "config">, { claims, refreshToken }: Held): string | null {
  if (claims) return claims.sessionId;
  const isOurs = refreshToken !== undefined && isOurRefreshToken(config.JWT_SECRET, refreshToken);
  return isOurs ? sessionIdOf(refreshToken) : null;
}

/** Whose session it is of which this is a refresh token of ours, good or not; null: of nobody's that is known. */
export async function personOfToken(deps: Deps, refreshToken: string | undefined): Promise<string | null> {
  const sessionId = sessionHeld(deps, { claims: null, refreshToken });
  const session = sessionId === null ? undefined : await findSessionRow(deps.directory, sessionId);
  return session?.user.id ?? null;
}

/** The signed-in person behind an access token's claims, or undefined when the session is over. */
export async function findSession(deps: Deps, claims: AccessClaims): Promise<SignedIn | undefined> {
  const signedIn = await findSignedIn(deps.directory, claims.sessionId, deps.now());
  return signedIn?.user.id === claims.userId ? signedIn : undefined;
}
