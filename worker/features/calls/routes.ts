import { Hono, type Context } from "hono";
import { listCalls } from "./queries.ts";
import { readCall } from "./service.ts";
import { may } from "../../../core/auth/permissions.ts";
import { callDetailSchema, callFilterSchema, callSummarySchema, type CallSummary } from "../../../core/calls/wire.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import type { ScopeEnv } from "../../context.ts";
import { askerOf } from "../../middleware/permission.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

const seesCosts = (c: Context<ScopeEnv>): boolean => may(askerOf(c), "costs.read");

const withoutCosts = <Call extends CallSummary>(call: Call) => ({ ...call, costMicroUsd: null });

export const callRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The calls of a business, latest first",
      tag: "calls",
      answer: pageOf(callSummarySchema),
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "calls.read",
    }),
    validate("query", pageQuerySchema.extend(callFilterSchema.shape)),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid("query");
      const { items, ...page } = await listCalls(c.var.scope, { limit, cursor }, filter);
      return c.json({ ...page, items: seesCosts(c) ? items : items.map(withoutCosts) });
    },
  )
  .get(
    "/:callId",
    describe({
      summary: "One call with its transcript, its events, what it cost, and its lead",
      tag: "calls",
      answer: callDetailSchema,
      errors: ["unauthorized", "not_found"],
      access: "calls.read",
    }),
    async (c) => {
      const call = await readCall(c.var.deps, c.var.scope, c.req.param("callId"));
      if (!call) throw new CodedError("not_found", "there is no such call");
      return c.json(seesCosts(c) ? call : { ...withoutCosts(call), usage: null });
    },
  );
