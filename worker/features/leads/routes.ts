import { tellsBehind } from "../search-index/tells-behind.ts";
import { Hono } from "hono";
import { assignLead } from "./assignee/service.ts";
import { countByStatus } from "./counts/queries.ts";
import { listProposals } from "./proposals/queries.ts";
import { decideProposal, reopenProposal } from "./proposals/service.ts";
import { listAreas } from "./page/queries.ts";
import { leadPageRoutes } from "./page/routes.ts";
import { findLead, findLeadDetail } from "./queries.ts";
import { countMatching, findLeads } from "./service.ts";
import { deleteLead, restoreLead } from "./bin/service.ts";
import { bulkRoutes } from "./bulk/routes.ts";
import { changeLeadTags } from "./tags/service.ts";
import { changeLeadStatus } from "./status/service.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { z } from "zod";
import { leadCountSchema, leadListQuerySchema, leadPageSchema } from "../../../core/leads/list.ts";
import {
  leadDetailSchema,
  leadFilterSchema,
  leadProposalSchema,
  leadSchema,
  proposalDecisionSchema,
  proposalReopeningSchema,
} from "../../../core/leads/wire.ts";
import { leadTagsSchema, tagChangeSchema } from "../../../core/leads/tags.ts";
import { leadCountsFilterSchema, leadCountsSchema } from "../../../core/leads/counts.ts";
import { statusChangedSchema, statusChangeSchema } from "../../../core/leads/status.ts";
import { assigneeBodySchema } from "../../../core/people/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";

export const leadRoutes = new Hono<ScopeEnv>()
  .route("/bulk", bulkRoutes)
  .get(
    "/",
    describe({
      summary:
        "The leads of a business that one may see, latest changed first; filtered, and searched by whatever is known of them",
      tag: "leads",
      answer: leadPageSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", leadListQuerySchema),
    async (c) => {
      const { limit, cursor, sort, ...filter } = c.req.valid("query");
      return c.json(await findLeads(c.var.scope, { limit, cursor }, filter, tellsBehind(c.var), sort));
    },
  )
  .route("/", leadPageRoutes)
  .get(
    "/areas",
    describe({
      summary: "What the business calls its areas, the most used first; 60 at most",
      tag: "leads",
      answer: z.object({ items: z.array(z.string()) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ items: await listAreas(c.var.scope) }),
  )
  .get(
    "/count",
    describe({
      summary: "How many leads match; more than 1,000 are not counted",
      tag: "leads",
      answer: leadCountSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", leadFilterSchema),
    async (c) => c.json(await countMatching(c.var.scope, c.req.valid("query"), tellsBehind(c.var))),
  )
  .get(
    "/counts",
    describe({
      summary: "How many leads there are in each status; with filters other than by whose they are, bounded",
      tag: "leads",
      answer: leadCountsSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", leadCountsFilterSchema),
    async (c) => c.json({ items: await countByStatus(c.var.scope, c.req.valid("query")) }),
  )
  .get(
    "/:leadId",
    describe({
      summary: "One lead, with all that is known of it; one in the bin too",
      tag: "leads",
      answer: leadDetailSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const lead = await findLeadDetail(c.var.scope, c.req.param("leadId"));
      if (!lead) throw new CodedError("not_found", "there is no such lead");
      return c.json(lead);
    },
  )
  .put(
    "/:leadId/assignee",
    describe({
      summary: "Give a lead to one of the business's people, or to nobody",
      tag: "leads",
      answer: leadSchema,
      errors: CHANGE_ERRORS,
      access: "leads.assign",
    }),
    validate("json", assigneeBodySchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await assignLead(deps, actor, scope, c.req.param("leadId"), c.req.valid("json").userId));
    },
  )
  .delete(
    "/:leadId",
    describe({
      summary: "Put a lead into the bin, for 30 days",
      tag: "leads",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leads.delete",
    }),
    async (c) => {
      await deleteLead(c.var, c.req.param("leadId"));
      return c.body(null, 204);
    },
  )
  .post(
    "/:leadId/restore",
    describe({
      summary: "Take a lead out of the bin",
      tag: "leads",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leads.delete",
    }),
    async (c) => {
      await restoreLead(c.var, c.req.param("leadId"));
      return c.body(null, 204);
    },
  )
  .put(
    "/:leadId/tags",
    describe({
      summary: "Put tags on a lead and take others off",
      tag: "leads",
      answer: leadTagsSchema,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    validate("json", tagChangeSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await changeLeadTags({ deps, actor, scope }, c.req.param("leadId"), c.req.valid("json")));
    },
  )
  .put(
    "/:leadId/status",
    describe({
      summary: "Move a lead to another status, from the one in which it was seen",
      tag: "leads",
      answer: statusChangedSchema,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    validate("json", statusChangeSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await changeLeadStatus(deps, actor, scope, c.req.param("leadId"), c.req.valid("json")));
    },
  )
  .get(
    "/:leadId/proposals",
    describe({
      summary: "What was said of a lead by callers who only spoke its number; the latest 20",
      tag: "leads",
      answer: z.object({ items: z.array(leadProposalSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const leadId = c.req.param("leadId");
      if (!(await findLead(c.var.scope, leadId))) throw new CodedError("not_found", "there is no such lead");
      return c.json({ items: await listProposals(c.var.scope, leadId) });
    },
  )
  .put(
    "/:leadId/proposals/:callId",
    describe({
      summary: "Apply what was said in a call to the lead, or dismiss it",
      tag: "leads",
      answer: leadSchema,
      errors: CHANGE_ERRORS,
      access: "leads.change",
    }),
    validate("json", proposalDecisionSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await decideProposal(deps, actor, scope, c.req.param(), c.req.valid("json")));
    },
  )
  .put(
    "/:leadId/proposals/:callId/reopened",
    describe({
      summary: "Take back that what was said in a call was dismissed; somebody decides about it anew",
      tag: "leads",
      answer: leadSchema,
      errors: CHANGE_ERRORS,
      access: "leads.change",
    }),
    validate("json", proposalReopeningSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await reopenProposal(deps, actor, scope, c.req.param(), c.req.valid("json")));
    },
  );
