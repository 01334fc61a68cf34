import type { MiddlewareHandler } from "hono";
import { limitRate } from "./rate-limit.ts";
import { isSafeMethod } from "./same-origin.ts";
import { CodedError } from "../../core/contract/errors.ts";
import type { SessionEnv } from "../context.ts";
import { verifyAccessToken } from "../features/auth/access-token.ts";
import { readCookie } from "../features/auth/cookies.ts";
import { CSRF_HEADER, isCsrfToken } from "../features/auth/csrf-token.ts";
import { findSession } from "../features/auth/service.ts";
import { actorOf } from "../features/auth/signed-in.ts";

/**
 * Lets signed-in people pass and sets `session`. Reads the session row, so a session that was ended is over at once and
 * not when its access token runs out. Unsafe methods also need the session's CSRF token.
 */
export const requireSession: MiddlewareHandler<SessionEnv> = async function requireSession(c, next) {
  const { deps } = c.var;
  const token = readCookie(c, deps.config.PUBLIC_URL, "access");
  const claims = token ? await verifyAccessToken(deps.config.JWT_SECRET, token, deps.now()) : null;
  if (claims) await limitRate(c, "session", claims.sessionId);
  const session = claims ? await findSession(deps, claims) : undefined;
  if (!session) throw new CodedError("unauthorized", "sign in first");
  const given = c.req.header(CSRF_HEADER) ?? "";
  if (!isSafeMethod(c.req.method) && !isCsrfToken(deps.config.JWT_SECRET, session.sessionId, given)) {
    throw new CodedError("csrf_failed", `${CSRF_HEADER} is missing or of another session`);
  }
  c.set("session", session);
  c.set("actor", actorOf(session, c.var.client));
  await next();
};
