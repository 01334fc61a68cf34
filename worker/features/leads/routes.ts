import { Hono } from "hono";
import { findLead, listLeads } from "./queries.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import { leadSchema } from "../../../core/leads/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

export const leadRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The leads of a business, latest changed first",
      tag: "leads",
      answer: pageOf(leadSchema),
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", pageQuerySchema),
    async (c) => c.json(await listLeads(c.var.scope, c.req.valid("query"))),
  )
  .get(
    "/:leadId",
    describe({
      summary: "One lead",
      tag: "leads",
      answer: leadSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const lead = await findLead(c.var.scope, c.req.param("leadId"));
      if (!lead) throw new CodedError("not_found", "there is no such lead");
      return c.json(lead);
    },
  );
