/** A platform admin acts as a person of a business, for an hour and on record. */
import { Hono, type MiddlewareHandler } from "hono";
import { endImpersonation, OWN_COOKIE_MS, refuseNesting, startImpersonation } from "./service.ts";
import { impersonationBodySchema } from "../../../core/admin/wire.ts";
import { sessionSchema } from "../../../core/auth/wire.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { AppEnv, SessionEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";
import { clearSessionCookies, forgetOwnSession, readCookie, writeCookie } from "../auth/cookies.ts";
import { heldBy, welcome } from "../auth/enter.ts";
import { sessionHeld } from "../auth/service.ts";

/** Before the permission is asked: who acts as another is no admin while it lasts, and would be refused unnoticed. */
const notWithinAnother: MiddlewareHandler<SessionEnv> = async function notWithinAnother(c, next) {
  await refuseNesting(c.var.deps, c.var.session, c.var.actor);
  await next();
};

/** `/api/admin/impersonations` */
export const impersonationRoutes = new Hono<SessionEnv>().post(
  "/",
  notWithinAnother,
  describe({
    summary: "Act as a person of a business for one hour; sets the cookies of a session of its own",
    tag: "admin",
    answer: sessionSchema,
    errors: ["bad_request", "validation_failed", "unauthorized", "forbidden", "not_while_impersonating", "csrf_failed"],
    access: "impersonate",
  }),
  validate("json", impersonationBodySchema),
  async (c) => {
    const { deps, session, actor } = c.var;
    const own = readCookie(c, deps.config.PUBLIC_URL, "refresh");
    const issued = await startImpersonation(deps, session, actor, c.req.valid("json"));
    if (own) writeCookie(c, deps.config.PUBLIC_URL, "own", own, OWN_COOKIE_MS);
    return welcome(c, issued);
  },
);

/** `/api/auth/impersonation` */
export const impersonationEndRoutes = new Hono<AppEnv>().post(
  "/end",
  describe({
    // By the cookies, also when the visit itself is over already: an hour passed, or the business ended it. Like a
    // refresh it needs no CSRF token: another site cannot send it, and nobody gains by it.
    summary: "Stop acting as somebody else; sets the cookies of the admin's own session, or clears all if it cannot",
    tag: "auth",
    answer: sessionSchema,
    errors: ["unauthorized", "csrf_failed", "conflict"],
    access: "anyone",
  }),
  async (c) => {
    const { deps, client } = c.var;
    const { PUBLIC_URL } = deps.config;
    const visitId = sessionHeld(deps, await heldBy(c));
    try {
      const issued = await endImpersonation(deps, visitId, readCookie(c, PUBLIC_URL, "own"), client);
      forgetOwnSession(c, PUBLIC_URL);
      return welcome(c, issued);
    } catch (error) {
      if (error instanceof CodedError && error.code === "unauthorized") clearSessionCookies(c, PUBLIC_URL);
      throw error;
    }
  },
);
