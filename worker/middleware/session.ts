import type { Context, MiddlewareHandler } from "hono";
import { limitRate } from "./rate-limit.ts";
import { isSafeMethod } from "./same-origin.ts";
import { CodedError } from "../../core/contract/errors.ts";
import type { AppEnv, SessionEnv } from "../context.ts";
import type { AccessClaims } from "../features/auth/access-token.ts";
import { CSRF_HEADER, isCsrfToken } from "../features/auth/csrf-token.ts";
import { heldBy } from "../features/auth/enter.ts";
import { findSession } from "../features/auth/service.ts";
import { actorOf, type SignedIn } from "../features/auth/signed-in.ts";

/** Whose account the page shows that asks; other clients need not say. */
export const PERSON_HEADER = "X-Person";

/**
 * All tabs of a browser share its cookies. Somebody else may have signed in in another one, and what this page shows and
 * sends would be theirs: neither is answered. Throws `person_changed`.
 */
export function assertPerson({ req }: Pick<Context<AppEnv>, "req">, userId: string): void {
  const shown = req.header(PERSON_HEADER);
  if (shown !== undefined && shown !== userId)
    throw new CodedError("person_changed", "this browser is signed in as somebody else by now");
}

/** Who is signed in, by what their access token says; undefined: nobody, or the session is over. */
export async function sessionBehind(
  c: Pick<Context<AppEnv>, "req" | "var">,
  claims: AccessClaims | null,
): Promise<SignedIn | undefined> {
  if (!claims) return undefined;
  await limitRate(c, "session", claims.sessionId);
  const session = await findSession(c.var.deps, claims);
  if (session) assertPerson(c, session.user.id);
  return session;
}

/**
 * Lets signed-in people pass and sets `session`. Reads the session row, so a session that was ended is over at once and
 * not when its access token runs out. Unsafe methods also need the session's CSRF token.
 */
export const requireSession: MiddlewareHandler<SessionEnv> = async function requireSession(c, next) {
  const { deps } = c.var;
  const { claims } = await heldBy(c);
  const session = await sessionBehind(c, claims);
  if (!session) throw new CodedError("unauthorized", "sign in first");
  const given = c.req.header(CSRF_HEADER) ?? "";
  if (!isSafeMethod(c.req.method) && !isCsrfToken(deps.config.JWT_SECRET, session.sessionId, given)) {
    throw new CodedError("csrf_failed", `${CSRF_HEADER} is missing or of another session`);
  }
  c.set("session", session);
  c.set("actor", actorOf(session, c.var.client));
  await next();
};
