/** Who did what in a business. */
import { Hono } from "hono";
import { tellApart } from "./namesakes/service.ts";
import { listBusinessLines } from "./queries.ts";
import { auditFilterSchema, auditLineSchema } from "../../../core/audit/wire.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

export const auditRoutes = new Hono<ScopeEnv>().get(
  "/",
  describe({
    summary: "Who did what in the business, latest first; of one person, of one kind, of a time",
    tag: "audit",
    answer: pageOf(auditLineSchema),
    errors: ["validation_failed", "unauthorized", "forbidden", "not_found"],
    access: "audit.read",
  }),
  validate("query", pageQuerySchema.extend(auditFilterSchema.shape)),
  async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const { scope, deps } = c.var;
    const { items, nextCursor } = await listBusinessLines(scope, deps.directory, { limit, cursor }, filter);
    return c.json({ items: await tellApart(scope, deps.directory, items), nextCursor });
  },
);
