import { Hono } from "hono";
import { assignLead } from "./assignee/service.ts";
import { listProposals } from "./proposals/queries.ts";
import { decideProposal } from "./proposals/service.ts";
import { listAreas } from "./page/queries.ts";
import { leadPageRoutes } from "./page/routes.ts";
import { findLead, findLeadDetail } from "./queries.ts";
import { findLeads } from "./service.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import { z } from "zod";
import {
  leadDetailSchema,
  leadFilterSchema,
  leadProposalSchema,
  leadSchema,
  proposalDecisionSchema,
} from "../../../core/leads/wire.ts";
import { assigneeBodySchema } from "../../../core/people/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";

export const leadRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary:
        "The leads of a business that one may see, latest changed first; filtered, and searched by whatever is known of them",
      tag: "leads",
      answer: pageOf(leadSchema),
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", pageQuerySchema.extend(leadFilterSchema.shape)),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid("query");
      const { scope, log } = c.var;
      const onBehind = (cause: unknown) =>
        log.error("search_index_not_written", { businessId: scope.businessId, cause });
      return c.json(await findLeads(scope, { limit, cursor }, filter, onBehind));
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
  );
