import { Hono, type Context } from "hono";
import { clearSessionCookies, readCookie, setSessionCookies } from "./cookies.ts";
import { refreshSession, signIn, signOut, type Issued } from "./service.ts";
import { sessionAnswer } from "./signed-in.ts";
import { loginBodySchema, sessionSchema } from "../../../core/auth/wire.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { AppEnv } from "../../context.ts";
import { requireSession } from "../../middleware/session.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

function welcome(c: Context<AppEnv>, issued: Issued) {
  const { PUBLIC_URL, JWT_SECRET } = c.var.deps.config;
  setSessionCookies(c, PUBLIC_URL, issued);
  return c.json(sessionAnswer(JWT_SECRET, issued.signedIn));
}

export const authRoutes = new Hono<AppEnv>()
  .use(async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  })
  .post(
    "/login",
    describe({
      summary: "Sign in; sets the session cookies",
      tag: "auth",
      answer: sessionSchema,
      errors: ["bad_request", "validation_failed", "invalid_credentials", "csrf_failed", "payload_too_large"],
      access: "anyone",
    }),
    validate("json", loginBodySchema),
    async (c) => welcome(c, await signIn(c.var.deps, c.req.valid("json"), c.var.client)),
  )
  .post(
    "/refresh",
    describe({
      // A page that was just loaded has no CSRF token yet and asks here for one. A forged refresh gains nothing: its
      // answer cannot be read elsewhere, and the new cookies land where the old ones were.
      summary: "New access token for the refresh cookie; needs no CSRF token, but the origin is checked",
      tag: "auth",
      answer: sessionSchema,
      errors: ["unauthorized", "csrf_failed"],
      access: "anyone",
    }),
    async (c) => {
      const token = readCookie(c, c.var.deps.config.PUBLIC_URL, "refresh");
      if (!token) throw new CodedError("unauthorized", "sign in first");
      return welcome(c, await refreshSession(c.var.deps, token));
    },
  )
  .post(
    "/logout",
    requireSession,
    describe({
      summary: "End the session",
      tag: "auth",
      answer: null,
      errors: ["unauthorized", "csrf_failed"],
      access: "self.leave",
    }),
    async (c) => {
      const { deps, session } = c.var;
      await signOut(deps, session.sessionId);
      clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  )
  .get(
    "/me",
    requireSession,
    describe({
      summary: "The session of this browser",
      tag: "auth",
      answer: sessionSchema,
      errors: ["unauthorized"],
      access: "self.read",
    }),
    (c) => c.json(sessionAnswer(c.var.deps.config.JWT_SECRET, c.var.session)),
  );
