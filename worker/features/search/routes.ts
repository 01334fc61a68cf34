import { Hono } from "hono";
import type { Context } from "hono";
import { findCallsBySaid, findLeadsByNoted, search } from "./service.ts";
import {
  foundCallsSchema,
  foundLeadsSchema,
  foundPageAskedSchema,
  searchAnswerSchema,
  searchAskedSchema,
} from "../../../core/search/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

const noteBehind =
  ({ var: { log, scope } }: Context<ScopeEnv>) =>
  (cause: unknown): void =>
    log.error("search_index_not_written", { businessId: scope.businessId, cause });

const ERRORS = ["validation_failed", "unauthorized", "not_found"] as const;

export const searchRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary:
        "Leads, calls and listings by names, numbers, addresses and what was said or noted; of those that one may see",
      tag: "search",
      answer: searchAnswerSchema,
      errors: ERRORS,
      access: "leads.read",
    }),
    validate("query", searchAskedSchema),
    async (c) => {
      const { query = "", limit } = c.req.valid("query");
      return c.json(await search(c.var.scope, query, limit, noteBehind(c)));
    },
  )
  .get(
    "/leads",
    describe({
      summary: "Leads by names, phone numbers and what is noted of them, with where the words stand; page by page",
      tag: "search",
      answer: foundLeadsSchema,
      errors: ERRORS,
      access: "leads.read",
    }),
    validate("query", foundPageAskedSchema),
    async (c) => c.json(await findLeadsByNoted(c.var.scope, c.req.valid("query"), noteBehind(c))),
  )
  .get(
    "/calls",
    describe({
      summary: "Calls by who rang and what was said, with the turn in which the words stand; page by page",
      tag: "search",
      answer: foundCallsSchema,
      errors: ERRORS,
      access: "calls.read",
    }),
    validate("query", foundPageAskedSchema),
    async (c) => c.json(await findCallsBySaid(c.var.scope, c.req.valid("query"), noteBehind(c))),
  );
