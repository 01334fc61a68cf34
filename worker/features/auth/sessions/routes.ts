/** One's own sessions: where one is signed in, and ending it. */
import { Hono } from "hono";
import { findOpenSession, listSessions, sessionsOf, theSession } from "./queries.ts";
import { endSessions } from "./service.ts";
import { clearSessionCookies } from "../cookies.ts";
import { signOut } from "../service.ts";
import { homeOf } from "../signed-in.ts";
import { ownSessionsSchema } from "../../../../core/auth/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { AppEnv } from "../../../context.ts";
import { requireSession } from "../../../middleware/session.ts";
import { describe } from "../../../openapi.ts";
import { auditInDirectory } from "../../audit/lines.ts";

export const sessionRoutes = new Hono<AppEnv>()
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
      await signOut(deps, session);
      clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  )
  .post(
    "/logout-everywhere",
    requireSession,
    describe({
      summary: "End every session of this person, this one too",
      tag: "auth",
      answer: null,
      errors: ["unauthorized", "csrf_failed", "not_while_impersonating"],
      access: "self.change",
    }),
    async (c) => {
      const { deps, session, actor } = c.var;
      const line = auditInDirectory(deps, actor, homeOf(session), {
        action: "session.ended",
        record: { type: "session", id: session.sessionId, label: null },
        data: { everywhere: true },
      });
      await endSessions(deps, sessionsOf(session.user.id), "signed_out_everywhere", [line]);
      clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  )
  .get(
    "/sessions",
    requireSession,
    describe({
      summary: "Where this person is signed in, last used first; who acts as them is told of their own session alone",
      tag: "auth",
      answer: ownSessionsSchema,
      errors: ["unauthorized"],
      access: "self.read",
    }),
    async (c) => {
      const { deps, session } = c.var;
      const all = await listSessions(deps.directory, session.user.id, deps.now());
      const rows = session.impersonation ? all.filter(({ id }) => id === session.sessionId) : all;
      return c.json({ items: rows.map((row) => ({ ...row, current: row.id === session.sessionId })) });
    },
  )
  .delete(
    "/sessions/:sessionId",
    requireSession,
    describe({
      summary: "End one of this person's sessions",
      tag: "auth",
      answer: null,
      errors: ["unauthorized", "csrf_failed", "not_while_impersonating", "not_found"],
      access: "self.change",
    }),
    async (c) => {
      const { deps, session, actor } = c.var;
      const sessionId = c.req.param("sessionId");
      const open = await findOpenSession(deps.directory, session.user.id, sessionId, deps.now());
      if (!open) throw new CodedError("not_found", "there is no such session");
      const line = auditInDirectory(deps, actor, homeOf(session), {
        action: "session.ended",
        record: { type: "session", id: sessionId, label: open.userAgent },
        data: { everywhere: false },
      });
      await endSessions(deps, theSession(sessionId), "signed_out", [line]);
      if (sessionId === session.sessionId) clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  );
