import { Hono, type Context } from "hono";
import { withTicker } from "./call-back/namesake.ts";
import { setCalledBack } from "./call-back/service.ts";
import { makeLeadOfCall } from "./lead/service.ts";
import { countToCallBack, listCalls } from "./queries.ts";
import { readCall, readyFilter } from "./service.ts";
import { tellsBehind } from "../search-index/tells-behind.ts";
import { may } from "../../../core/auth/permissions.ts";
import {
  callBackBodySchema,
  callBackStateSchema,
  callDetailSchema,
  callFilterSchema,
  callReadSchema,
  callsWaitingSchema,
  callSummarySchema,
  leadOfCallBodySchema,
  type CallSummary,
} from "../../../core/calls/wire.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import { leadSchema } from "../../../core/leads/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { askerOf } from "../../middleware/permission.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";

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
      const ready = await readyFilter(c.var.scope, filter, tellsBehind(c.var));
      const { items, ...page } = await listCalls(c.var.scope, { limit, cursor }, ready);
      return c.json({ ...page, items: seesCosts(c) ? items : items.map(withoutCosts) });
    },
  )
  .get(
    "/waiting",
    describe({
      summary: "How many callers wait to be rung back, counted up to a hundred",
      tag: "calls",
      answer: callsWaitingSchema,
      errors: ["unauthorized", "not_found"],
      access: "calls.read",
    }),
    async (c) => c.json({ callBacks: await countToCallBack(c.var.scope) }),
  )
  .get(
    "/:callId",
    describe({
      summary: "One call with its transcript, its events, what it cost, and its lead; or only what is new of it",
      tag: "calls",
      answer: callDetailSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "calls.read",
    }),
    validate("query", callReadSchema),
    async (c) => {
      const call = await readCall(c.var.deps, c.var.scope, c.req.param("callId"), c.req.valid("query"));
      if (!call) throw new CodedError("not_found", "there is no such call");
      const told = await withTicker(c.var.deps, c.var.scope, call);
      const exchangeRate = c.var.deps.config.SHEKELS_PER_DOLLAR;
      return c.json(
        seesCosts(c) ? { ...told, exchangeRate } : { ...withoutCosts(told), usage: null, exchangeRate: null },
      );
    },
  )
  .put(
    "/:callId/call-back",
    describe({
      summary: "Say that a caller who waited for it has been rung back, or take that back",
      tag: "calls",
      answer: callBackStateSchema,
      errors: CHANGE_ERRORS,
      access: "calls.callBack",
    }),
    validate("json", callBackBodySchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await setCalledBack(deps, actor, scope, c.req.param("callId"), c.req.valid("json")));
    },
  )
  .post(
    "/:callId/lead",
    describe({
      summary: "Make a lead of the caller of a call that has none; one that it has already is the answer",
      tag: "calls",
      answer: leadSchema,
      errors: CHANGE_ERRORS,
      access: "leads.create",
    }),
    validate("json", leadOfCallBodySchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await makeLeadOfCall(deps, actor, scope, c.req.param("callId"), c.req.valid("json")));
    },
  );
