import { Hono } from "hono";
import { listBin } from "./queries.ts";
import { binLeadSchema } from "../../../../core/leads/bin.ts";
import { pageOf, pageQuerySchema } from "../../../../core/contract/paging.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";

export const binRoutes = new Hono<ScopeEnv>().get(
  "/",
  describe({
    summary: "Leads in the bin that one may see, last deleted first",
    tag: "leads",
    answer: pageOf(binLeadSchema),
    errors: ["validation_failed", "unauthorized", "not_found"],
    access: "leads.read",
  }),
  validate("query", pageQuerySchema),
  async (c) => c.json(await listBin(c.var.scope, c.req.valid("query"))),
);
