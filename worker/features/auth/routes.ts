/** Accounts and sessions. What is public here is throttled; everything else asks for the session first. */
import { Hono } from "hono";
import { clearSessionCookies, readCookie } from "./cookies.ts";
import { enter, heldBy, welcome } from "./enter.ts";
import { visitOver, whyVisitEnded } from "../impersonation/visit.ts";
import { accountEventRoutes } from "./events/routes.ts";
import { invitationLinkRoutes } from "./invitation/routes.ts";
import { passwordResetRoutes } from "./password-reset/routes.ts";
import { profileRoutes } from "./profile/routes.ts";
import { personOfToken, refreshSession, signIn } from "./service.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { sessionAnswer } from "./signed-in.ts";
import { loginBodySchema, presentSessionSchema, sessionSchema } from "../../../core/auth/wire.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { AppEnv } from "../../context.ts";
import { assertPerson, requireSession, sessionBehind } from "../../middleware/session.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

export const authRoutes = new Hono<AppEnv>()
  .post(
    "/login",
    describe({
      summary: "Sign in; sets the session cookies",
      tag: "auth",
      answer: sessionSchema,
      errors: [
        "bad_request",
        "validation_failed",
        "invalid_credentials",
        "csrf_failed",
        "payload_too_large",
        "rate_limited",
        "account_guarded",
      ],
      access: "anyone",
    }),
    validate("json", loginBodySchema),
    async (c) => {
      const given = c.req.valid("json");
      const { deps, client } = c.var;
      const deviceCookie = readCookie(c, deps.config.PUBLIC_URL, "device");
      return enter(c, await signIn(deps, { ...given, deviceCookie }, client));
    },
  )
  .post(
    "/refresh",
    describe({
      // A page that was just loaded has no CSRF token yet and asks here for one. A forged refresh gains nothing: its
      // answer cannot be read elsewhere, and the new cookies land where the old ones were.
      summary: "New access token for the refresh cookie; needs no CSRF token, but the origin is checked",
      tag: "auth",
      answer: sessionSchema,
      errors: ["unauthorized", "csrf_failed", "person_changed"],
      access: "anyone",
    }),
    async (c) => {
      const { deps, client } = c.var;
      const { PUBLIC_URL } = deps.config;
      const token = readCookie(c, PUBLIC_URL, "refresh");
      if (!token) throw new CodedError("unauthorized", "sign in first");
      const person = await personOfToken(deps, token);
      if (person !== null) assertPerson(c, person);
      const issued = await refreshSession(deps, token, client).catch(async (error: unknown) => {
        if (!(error instanceof CodedError && error.code === "unauthorized")) throw error;
        // An admin whose visit is over has a session of their own to come back to.
        const why = readCookie(c, PUBLIC_URL, "own") === undefined ? null : await whyVisitEnded(deps, token);
        if (why !== null) throw visitOver(why);
        clearSessionCookies(c, PUBLIC_URL);
        throw error;
      });
      return welcome(c, issued);
    },
  )
  .get(
    "/session",
    describe({
      // A browser writes every refusal into its console, and that nobody is signed in is no fault.
      summary: "Who is signed in in this browser, if anybody",
      tag: "auth",
      answer: presentSessionSchema,
      errors: ["person_changed", "rate_limited"],
      access: "anyone",
    }),
    async (c) => {
      const { deps } = c.var;
      const { claims, refreshToken } = await heldBy(c);
      const signedIn = await sessionBehind(c, claims);
      const session = signedIn ? sessionAnswer(deps.config.JWT_SECRET, signedIn) : null;
      return c.json({ session, renewable: session === null && refreshToken !== undefined });
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
  )
  .route("/", sessionRoutes)
  .route("/", accountEventRoutes)
  .route("/", profileRoutes)
  .route("/password-reset", passwordResetRoutes)
  .route("/invitation", invitationLinkRoutes);
