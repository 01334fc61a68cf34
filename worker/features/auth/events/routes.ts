/** What others did with one's account, told to its owner. */
import { Hono } from "hono";
import { listAccountEvents } from "./queries.ts";
import { accountEventsSchema } from "../../../../core/auth/wire.ts";
import type { AppEnv } from "../../../context.ts";
import { requireSession } from "../../../middleware/session.ts";
import { describe } from "../../../openapi.ts";

const TOLD_FOR_MS = 90 * 24 * 3_600_000;

export const accountEventRoutes = new Hono<AppEnv>().get(
  "/events",
  requireSession,
  describe({
    summary: "What happened to this account in 90 days, latest first; nothing for who acts as its owner",
    tag: "auth",
    answer: accountEventsSchema,
    errors: ["unauthorized"],
    access: "self.read",
  }),
  async (c) => {
    const { deps, session } = c.var;
    const items = session.impersonation
      ? []
      : await listAccountEvents(deps.directory, session.user.id, deps.now() - TOLD_FOR_MS);
    return c.json({ items });
  },
);
