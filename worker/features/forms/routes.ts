import { Hono } from "hono";
import { z } from "zod";
import { listForms } from "./queries.ts";
import { changeForm, makeForm, removeForm } from "./service.ts";
import { formPatchSchema, leadFormSchema, newFormSchema } from "../../../core/forms/form.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";

export const formRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The business's forms, each with its address and how many came by it",
      tag: "forms",
      answer: z.object({ items: z.array(leadFormSchema) }),
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "forms.read",
    }),
    async (c) => c.json({ items: await listForms(c.var.scope) }),
  )
  .post(
    "/",
    describe({
      summary: "Make a form at an address of its own",
      tag: "forms",
      answer: leadFormSchema,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", newFormSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await makeForm(deps, actor, scope, c.req.valid("json")));
    },
  )
  .patch(
    "/:formId",
    describe({
      summary: "Change what a form says and asks, or close it and open it again",
      tag: "forms",
      answer: leadFormSchema,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", formPatchSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await changeForm(deps, actor, scope, c.req.param("formId"), c.req.valid("json")));
    },
  )
  .delete(
    "/:formId",
    describe({
      summary: "Delete a form; its leads stay, and nobody but this business may have another one at its address",
      tag: "forms",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      await removeForm(deps, actor, scope, c.req.param("formId"));
      return c.body(null, 204);
    },
  );
