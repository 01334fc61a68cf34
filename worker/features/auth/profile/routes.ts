/** What people change of their own account: name and password. */
import { Hono } from "hono";
import { updateName } from "./queries.ts";
import { rememberDevice } from "../enter.ts";
import { changePassword } from "../password-change/service.ts";
import { sessionAnswer } from "../signed-in.ts";
import { renameCounters } from "../throttle/limits.ts";
import { throttle } from "../throttle/service.ts";
import { passwordBodySchema, profileBodySchema, sessionSchema } from "../../../../core/auth/wire.ts";
import type { AppEnv } from "../../../context.ts";
import { requireSession } from "../../../middleware/session.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";
import { auditInEach } from "../../audit/lines.ts";

const PROFILE_ERRORS = [
  "bad_request",
  "validation_failed",
  "unauthorized",
  "csrf_failed",
  "not_while_impersonating",
  "payload_too_large",
] as const;

export const profileRoutes = new Hono<AppEnv>()
  .patch(
    "/profile",
    requireSession,
    describe({
      summary: "Change one's name",
      tag: "auth",
      answer: sessionSchema,
      errors: PROFILE_ERRORS,
      access: "self.change",
    }),
    validate("json", profileBodySchema),
    async (c) => {
      const { deps, session, actor } = c.var;
      const { name } = c.req.valid("json");
      const { user, memberships } = session;
      if (name !== user.name) await throttle(deps, renameCounters(deps.config.JWT_SECRET, user.id));
      // Colleagues of each business see it in their lists and in the log, and shall see who it was before.
      const lines = auditInEach(
        deps,
        actor,
        memberships.map(({ businessId }) => businessId),
        { action: "person.renamed", record: { type: "person", id: user.id, label: name }, data: { from: user.name } },
      );
      await deps.directory.batch([updateName(deps.directory, user.id, name), ...lines]);
      return c.json(sessionAnswer(deps.config.JWT_SECRET, { ...session, user: { ...user, name } }));
    },
  )
  .post(
    "/password",
    requireSession,
    describe({
      summary: "Change one's password; ends all other sessions",
      tag: "auth",
      answer: null,
      errors: [...PROFILE_ERRORS, "conflict", "rate_limited"],
      access: "self.secure",
    }),
    validate("json", passwordBodySchema),
    async (c) => {
      const { deps, session, actor } = c.var;
      rememberDevice(c, await changePassword(deps, session, actor, c.req.valid("json")));
      return c.body(null, 204);
    },
  );
