/** One's own sessions: where one is signed in, and ending it. */
import { Hono, type Context } from "hono";
import { findOpenSession, listSessions, sessionsOf, theSession } from "./queries.ts";
import { endSessions } from "./service.ts";
import { clearSessionCookies } from "../cookies.ts";
import { heldBy } from "../enter.ts";
import { endHeld, personOfToken } from "../service.ts";
import { homeOf } from "../signed-in.ts";
import { withinDay } from "../throttle/session-lines.ts";
import type { AuditEntry } from "../../../../core/audit/actions.ts";
import { ownSessionsSchema } from "../../../../core/auth/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { AppEnv, SessionEnv } from "../../../context.ts";
import { assertPerson, requireSession } from "../../../middleware/session.ts";
import { describe } from "../../../openapi.ts";
import { auditInDirectory } from "../../audit/lines.ts";

/** The line of the audit log, for who reads of this account. `session`: which ended, or the one that asked for more. */
const ended = (
  { var: { deps, actor, session: asking } }: Pick<Context<SessionEnv>, "var">,
  session: { id: string; label: string | null },
  data: AuditEntry["data"],
) =>
  auditInDirectory(deps, actor, homeOf(asking), {
    action: "session.ended",
    record: { type: "session", ...session },
    data,
  });

export const sessionRoutes = new Hono<AppEnv>()
  .post(
    "/logout",
    describe({
      // By whatever this browser still holds: an access token that ran out keeps nobody from leaving. Another site cannot
      // send it (same-origin.ts), so it needs no CSRF token, which a page that was away for long may lack.
      summary: "End the session of this browser, and of who acts as another their own; the cookies go in any case",
      tag: "auth",
      answer: null,
      errors: ["csrf_failed", "person_changed"],
      access: "anyone",
    }),
    async (c) => {
      const { deps } = c.var;
      const held = await heldBy(c);
      const person = held.claims?.userId ?? (await personOfToken(deps, held.refreshToken));
      if (person !== null) assertPerson(c, person);
      clearSessionCookies(c, deps.config.PUBLIC_URL);
      await endHeld(deps, held);
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
      access: "self.secure",
    }),
    async (c) => {
      const { deps, session } = c.var;
      const line = ended(c, { id: session.sessionId, label: null }, { everywhere: true });
      await endSessions(
        deps,
        sessionsOf(session.user.id),
        "signed_out_everywhere",
        await withinDay(deps, session.user.id, [line]),
      );
      clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  )
  .post(
    "/logout-others",
    requireSession,
    describe({
      summary: "End every other session of this person",
      tag: "auth",
      answer: null,
      errors: ["unauthorized", "csrf_failed", "not_while_impersonating"],
      access: "self.secure",
    }),
    async (c) => {
      const { deps, session } = c.var;
      const { sessionId, user } = session;
      const line = ended(c, { id: sessionId, label: null }, { others: true });
      await endSessions(
        deps,
        sessionsOf(user.id, sessionId),
        "ended_elsewhere",
        await withinDay(deps, user.id, [line]),
      );
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
      access: "self.secure",
    }),
    async (c) => {
      const { deps, session } = c.var;
      const sessionId = c.req.param("sessionId");
      const open = await findOpenSession(deps.directory, session.user.id, sessionId, deps.now());
      if (!open) throw new CodedError("not_found", "there is no such session");
      const line = ended(c, { id: sessionId, label: open.userAgent }, { everywhere: false });
      const isThisOne = sessionId === session.sessionId;
      const reason = isThisOne ? "signed_out" : "ended_elsewhere";
      await endSessions(deps, theSession(sessionId), reason, await withinDay(deps, session.user.id, [line]));
      if (isThisOne) clearSessionCookies(c, deps.config.PUBLIC_URL);
      return c.body(null, 204);
    },
  );
