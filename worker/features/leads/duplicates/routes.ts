import { Hono } from "hono";
import { z } from "zod";
import { setState } from "./queries.ts";
import { listPairs, lookForDuplicates, MOST_BEFORE_LIST } from "./service.ts";
import { listMerges } from "../merge/queries.ts";
import { mergeInto, takeBackMerge, undoableSince } from "../merge/service.ts";
import { findLead } from "../queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../../core/contract/paging.ts";
import {
  duplicateDecisionSchema,
  duplicatePairSchema,
  duplicatesQuerySchema,
  mergeBodySchema,
  mergeInListSchema,
} from "../../../../core/leads/duplicates.ts";
import { leadDetailSchema } from "../../../../core/leads/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";

/** Leads that may be one person. */
export const duplicateRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary:
        "Pairs of leads that may be one person, of which one may see both, with the reasons; the latest found first",
      tag: "leads",
      answer: pageOf(duplicatePairSchema),
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", pageQuerySchema.extend(duplicatesQuerySchema.shape)),
    async (c) => {
      const { limit, cursor, state } = c.req.valid("query");
      const { deps, scope, log } = c.var;
      // What changed a moment ago is looked at now; that it failed keeps nobody from what was found before.
      if (cursor === undefined)
        await lookForDuplicates(scope, MOST_BEFORE_LIST, deps.now()).catch((cause: unknown) =>
          log.error("duplicates_not_looked_for", { businessId: scope.businessId, cause }),
        );
      return c.json(await listPairs(scope, state, { limit: Math.min(limit, PAIRS_MAX), cursor }));
    },
  )
  .put(
    "/:oneId/:otherId",
    describe({
      summary: "Say that two leads are not one person, or take that back",
      tag: "leads",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leads.merge",
    }),
    validate("json", duplicateDecisionSchema),
    async (c) => {
      const { deps, scope, actor } = c.var;
      const { oneId, otherId } = c.req.param();
      const { state } = c.req.valid("json");
      const from = state === "open" ? "dismissed" : "open";
      const decision = { from, to: state, by: actor.userId, now: deps.now() } as const;
      if (!(await setState(scope, [oneId, otherId], decision)))
        throw new CodedError("not_found", "there is no such pair to decide about");
      return c.body(null, 204);
    },
  );

/** Of a page of pairs the leads are read at once. */
const PAIRS_MAX = 40;

/** Making one lead of two. */
export const mergeRoutes = new Hono<ScopeEnv>()
  .get(
    "/:leadId",
    describe({
      summary: "What has become part of this lead and can still be taken back, the latest 20",
      tag: "leads",
      answer: z.object({ items: z.array(mergeInListSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const { deps, scope } = c.var;
      const leadId = c.req.param("leadId");
      if (!(await findLead(scope, leadId))) throw new CodedError("not_found", "there is no such lead");
      return c.json({ items: await listMerges(scope, leadId, undoableSince(deps.now())) });
    },
  )
  .post(
    "/:leadId",
    describe({
      summary: "Another lead becomes part of this one, with all that belongs to it; can be taken back for 30 days",
      tag: "leads",
      answer: leadDetailSchema,
      errors: CHANGE_ERRORS,
      access: "leads.merge",
    }),
    validate("json", mergeBodySchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await mergeInto(deps, actor, scope, c.req.param("leadId"), c.req.valid("json")));
    },
  )
  .delete(
    "/:mergeId",
    describe({
      summary: "Take a merge back: both leads as they were, but for what has been changed since",
      tag: "leads",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leads.merge",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      await takeBackMerge(deps, actor, scope, c.req.param("mergeId"));
      return c.body(null, 204);
    },
  );
