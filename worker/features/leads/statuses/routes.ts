import { Hono } from "hono";
import { z } from "zod";
import { removeStatus } from "./deletion/service.ts";
import { listStatuses } from "./queries.ts";
import { changeStatus, createStatus, reorderStatuses } from "./service.ts";
import {
  leadStatusSchema,
  statusDeletedSchema,
  statusDeletionSchema,
  statusFieldsSchema,
  statusOrderSchema,
  statusPatchSchema,
} from "../../../../core/leads/status.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { BODY_ERRORS, CHANGE_ERRORS, describe } from "../../../openapi.ts";

const all = z.object({ items: z.array(leadStatusSchema) });

export const leadStatusRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The stages that the business's leads go through, in their order",
      tag: "leads",
      answer: all,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ items: await listStatuses(c.var.scope) }),
  )
  .post(
    "/",
    describe({
      summary: "A new stage, at the end; answers with all",
      tag: "leads",
      answer: all,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", statusFieldsSchema),
    async (c) => c.json({ items: await createStatus(c.var, c.req.valid("json")) }),
  )
  .put(
    "/order",
    describe({
      summary: "Put the stages in order, all of them at once; answers with all",
      tag: "leads",
      answer: all,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", statusOrderSchema),
    async (c) => c.json({ items: await reorderStatuses(c.var, c.req.valid("json").ids) }),
  )
  .patch(
    "/:statusId",
    describe({
      summary: "Change a stage; one for deals that were made and one for lost leads always stay. Answers with all",
      tag: "leads",
      answer: all,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", statusPatchSchema),
    async (c) => c.json({ items: await changeStatus(c.var, c.req.param("statusId"), c.req.valid("json")) }),
  )
  .delete(
    "/:statusId",
    describe({
      summary: "Delete a stage, after its leads have moved to another; of very many the rest moves later, by itself",
      tag: "leads",
      answer: statusDeletedSchema,
      errors: [...BODY_ERRORS, "conflict"],
      access: "leadSettings.change",
    }),
    validate("json", statusDeletionSchema),
    async (c) => c.json(await removeStatus(c.var, c.req.param("statusId"), c.req.valid("json").moveTo)),
  );
