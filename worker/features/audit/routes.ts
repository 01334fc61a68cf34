/** Who did what in a business. */
import { Hono } from "hono";
import { listBusinessLines } from "./queries.ts";
import { auditLineSchema } from "../../../core/audit/wire.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

export const auditRoutes = new Hono<ScopeEnv>().get(
  "/",
  describe({
    summary: "Who did what in the business, latest first",
    tag: "audit",
    answer: pageOf(auditLineSchema),
    errors: ["validation_failed", "unauthorized", "forbidden", "not_found"],
    access: "audit.read",
  }),
  validate("query", pageQuerySchema),
  async (c) => c.json(await listBusinessLines(c.var.scope, c.var.deps.directory, c.req.valid("query"))),
);
