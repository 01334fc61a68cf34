/** What the page of a lead reads and writes. */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { createLead } from "./by-hand.ts";
import { listConsents } from "./queries.ts";
import {
  changeContact,
  changeDemand,
  changeLead,
  createContact,
  createDemand,
  deleteContact,
  removeDemand,
  rewriteNote,
  writeConsent,
  writeNote,
} from "./service.ts";
import { readTimeline } from "./timeline.ts";
import { may } from "../../../../core/auth/permissions.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../../core/contract/paging.ts";
import { consentSchema } from "../../../../core/leads/consent.ts";
import {
  consentBodySchema,
  contactEditSchema,
  demandEditSchema,
  leadEditSchema,
  newContactSchema,
  newDemandSchema,
  newLeadAnswerSchema,
  newLeadSchema,
  noteBodySchema,
} from "../../../../core/leads/edit.ts";
import { TIMELINE_FILTERS, timelineEntrySchema } from "../../../../core/leads/timeline.ts";
import { leadDetailSchema } from "../../../../core/leads/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { askerOf } from "../../../middleware/permission.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";
import { findLeadDetail } from "../queries.ts";

const changes = (summary: string, answer: z.ZodType | null = leadDetailSchema) =>
  describe({ summary, tag: "leads", answer, errors: CHANGE_ERRORS, access: "leads.edit" });

const at = ({ var: { deps, actor, scope } }: Context<ScopeEnv>, leadId: string) => ({ deps, actor, scope, leadId });

async function mustSee({ scope }: ScopeEnv["Variables"], leadId: string): Promise<void> {
  if (!(await findLeadDetail(scope, leadId))) throw new CodedError("not_found", "there is no such lead");
}

export const leadPageRoutes = new Hono<ScopeEnv>()
  .post(
    "/",
    describe({
      summary: "Somebody comes in by hand; one who is known is answered with, and what was typed added to them",
      tag: "leads",
      answer: newLeadAnswerSchema,
      errors: CHANGE_ERRORS,
      access: "leads.create",
    }),
    validate("json", newLeadSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      const mayAssign = may(askerOf(c), "leads.assign");
      return c.json(await createLead({ deps, actor, scope, mayAssign }, c.req.valid("json")));
    },
  )
  .patch(
    "/:leadId",
    changes("Change fields of a lead, each if it is still what was read"),
    validate("json", leadEditSchema),
    async (c) => c.json(await changeLead(at(c, c.req.param("leadId")), c.req.valid("json"))),
  )
  .post(
    "/:leadId/contacts",
    changes("Add a phone or an e-mail to a lead"),
    validate("json", newContactSchema),
    async (c) => c.json(await createContact(at(c, c.req.param("leadId")), c.req.valid("json"))),
  )
  .patch(
    "/:leadId/contacts/:contactId",
    changes("Change a phone or an e-mail, whose it is, or make it the one that is dialled"),
    validate("json", contactEditSchema),
    async (c) => {
      const { leadId, contactId } = c.req.param();
      return c.json(await changeContact(at(c, leadId), contactId, c.req.valid("json")));
    },
  )
  .delete("/:leadId/contacts/:contactId", changes("Take a phone or an e-mail from a lead"), async (c) => {
    const { leadId, contactId } = c.req.param();
    return c.json(await deleteContact(at(c, leadId), contactId));
  })
  .post(
    "/:leadId/demands",
    changes("Write down what a lead wants or offers"),
    validate("json", newDemandSchema),
    async (c) => c.json(await createDemand(at(c, c.req.param("leadId")), c.req.valid("json"))),
  )
  .patch(
    "/:leadId/demands/:demandId",
    changes("Change what a lead wants or offers, field by field, each if it is still what was read"),
    validate("json", demandEditSchema),
    async (c) => {
      const { leadId, demandId } = c.req.param();
      return c.json(await changeDemand(at(c, leadId), demandId, c.req.valid("json")));
    },
  )
  .delete("/:leadId/demands/:demandId", changes("Delete what a lead wants or offers"), async (c) => {
    const { leadId, demandId } = c.req.param();
    return c.json(await removeDemand(at(c, leadId), demandId));
  })
  .post("/:leadId/notes", changes("Write a note beside a lead", null), validate("json", noteBodySchema), async (c) => {
    await writeNote(at(c, c.req.param("leadId")), c.req.valid("json").text);
    return c.body(null, 204);
  })
  .put(
    "/:leadId/notes/:noteId",
    changes("Change a note of one's own", null),
    validate("json", noteBodySchema),
    async (c) => {
      const { leadId, noteId } = c.req.param();
      await rewriteNote(at(c, leadId), noteId, c.req.valid("json").text);
      return c.body(null, 204);
    },
  )
  .delete("/:leadId/notes/:noteId", changes("Delete a note of one's own", null), async (c) => {
    const { leadId, noteId } = c.req.param();
    await rewriteNote(at(c, leadId), noteId, null);
    return c.body(null, 204);
  })
  .get(
    "/:leadId/consents",
    describe({
      summary: "What a lead has agreed to or refused, the latest of each channel and purpose",
      tag: "leads",
      answer: z.object({ items: z.array(consentSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const leadId = c.req.param("leadId");
      await mustSee(c.var, leadId);
      return c.json({ items: await listConsents(c.var.scope, leadId) });
    },
  )
  .post(
    "/:leadId/consents",
    changes("Write down that a lead agrees to something, or does not any more", null),
    validate("json", consentBodySchema),
    async (c) => {
      await writeConsent(at(c, c.req.param("leadId")), c.req.valid("json"));
      return c.body(null, 204);
    },
  )
  .get(
    "/:leadId/timeline",
    describe({
      summary: "What has happened with a lead, latest first: calls, notes, changes, consents",
      tag: "leads",
      answer: pageOf(timelineEntrySchema),
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", pageQuerySchema.extend({ only: z.enum(TIMELINE_FILTERS).optional() })),
    async (c) => {
      const { only, ...page } = c.req.valid("query");
      const leadId = c.req.param("leadId");
      await mustSee(c.var, leadId);
      return c.json(await readTimeline(c.var.scope, leadId, page, only));
    },
  );
