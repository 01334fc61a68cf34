import { Hono, type Context } from "hono";
import { z } from "zod";
import { listViews } from "./queries.ts";
import { changeView, createView, removeView } from "./service.ts";
import { may } from "../../../../core/auth/permissions.ts";
import { leadViewSchema, viewFieldsSchema } from "../../../../core/leads/views.ts";
import type { ScopeEnv } from "../../../context.ts";
import { askerOf } from "../../../middleware/permission.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";

const sharer = (c: Context<ScopeEnv>) => ({ ...c.var, mayShare: may(askerOf(c), "leadSettings.change") });

export const viewRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "Saved views of the list of leads: one's own, and the shared ones",
      tag: "leads",
      answer: z.object({ items: z.array(leadViewSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ items: await listViews(c.var.scope, c.var.actor.userId) }),
  )
  .post(
    "/",
    describe({
      summary: "Save a view; shared ones are a manager's",
      tag: "leads",
      answer: leadViewSchema,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    validate("json", viewFieldsSchema),
    async (c) => c.json(await createView(sharer(c), c.req.valid("json"))),
  )
  .put(
    "/:viewId",
    describe({
      summary: "Change a view, or share it",
      tag: "leads",
      answer: leadViewSchema,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    validate("json", viewFieldsSchema),
    async (c) => c.json(await changeView(sharer(c), c.req.param("viewId"), c.req.valid("json"))),
  )
  .delete(
    "/:viewId",
    describe({
      summary: "Delete a view",
      tag: "leads",
      answer: null,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    async (c) => {
      await removeView(sharer(c), c.req.param("viewId"));
      return c.body(null, 204);
    },
  );
