/** The public side of invitations. Their making is with the people of a business. */
import { Hono } from "hono";
import { acceptInvitation, joinBusiness, lookAtInvitation } from "./service.ts";
import { enter } from "../enter.ts";
import { findSignedIn } from "../queries.ts";
import { sessionAnswer } from "../signed-in.ts";
import {
  invitationAcceptBodySchema,
  invitationLookSchema,
  linkBodySchema,
  sessionSchema,
} from "../../../../core/auth/wire.ts";
import type { AppEnv } from "../../../context.ts";
import { requireSession } from "../../../middleware/session.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";

const ERRORS = [
  "bad_request",
  "validation_failed",
  "csrf_failed",
  "not_found",
  "payload_too_large",
  "rate_limited",
] as const;

export const invitationLinkRoutes = new Hono<AppEnv>()
  .post(
    "/look",
    describe({
      summary: "Who invites to what, behind a link",
      tag: "auth",
      answer: invitationLookSchema,
      errors: ERRORS,
      access: "anyone",
    }),
    validate("json", linkBodySchema),
    async (c) => {
      const found = await lookAtInvitation(c.var.deps, c.req.valid("json").token, c.var.client);
      const { businessName, email, name, role, expiresAt, accountId } = found;
      return c.json({ businessName, email, name, role, expiresAt, hasAccount: accountId !== null });
    },
  )
  .post(
    "/accept",
    describe({
      summary: "Make an account for the invited address and sign in to it",
      tag: "auth",
      answer: sessionSchema,
      errors: [...ERRORS, "forbidden", "conflict"],
      access: "anyone",
    }),
    validate("json", invitationAcceptBodySchema),
    async (c) => enter(c, await acceptInvitation(c.var.deps, c.req.valid("json"), c.var.client)),
  )
  .post(
    "/join",
    requireSession,
    describe({
      summary: "Join with the account that is signed in, which the invitation must be for",
      tag: "auth",
      answer: sessionSchema,
      errors: [...ERRORS, "unauthorized", "forbidden", "not_while_impersonating", "conflict"],
      access: "self.change",
    }),
    validate("json", linkBodySchema),
    async (c) => {
      const { deps, session, actor } = c.var;
      await joinBusiness(deps, c.req.valid("json").token, { session, actor });
      const now = await findSignedIn(deps.directory, session.sessionId, deps.now());
      return c.json(sessionAnswer(deps.config.JWT_SECRET, now ?? session));
    },
  );
