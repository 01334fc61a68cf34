import { Hono } from "hono";
import { z } from "zod";
import { removeTag } from "./deletion/service.ts";
import { countTags, listTags } from "./queries.ts";
import { changeTag, createTag } from "./service.ts";
import {
  tagCountsSchema,
  tagDeletedSchema,
  tagDeletionSchema,
  tagFieldsSchema,
  tagSchema,
} from "../../../../core/leads/tags.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { BODY_ERRORS, CHANGE_ERRORS, describe } from "../../../openapi.ts";

export const tagRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The tags of the business, by name",
      tag: "leads",
      answer: z.object({ items: z.array(tagSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ items: await listTags(c.var.scope) }),
  )
  .get(
    "/counts",
    describe({
      summary: "How many leads have each tag, of those that one may see",
      tag: "leads",
      answer: tagCountsSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ items: await countTags(c.var.scope) }),
  )
  .post(
    "/",
    describe({
      summary: "Make a tag; one of that name is answered with as it is",
      tag: "leads",
      answer: tagSchema,
      errors: CHANGE_ERRORS,
      access: "leads.edit",
    }),
    validate("json", tagFieldsSchema),
    async (c) => c.json(await createTag(c.var, c.req.valid("json"))),
  )
  .put(
    "/:tagId",
    describe({
      summary: "Give a tag another name or colour",
      tag: "leads",
      answer: tagSchema,
      errors: CHANGE_ERRORS,
      access: "leadSettings.change",
    }),
    validate("json", tagFieldsSchema),
    async (c) => c.json(await changeTag(c.var, c.req.param("tagId"), c.req.valid("json"))),
  )
  .delete(
    "/:tagId",
    describe({
      summary:
        "Take a tag off every lead, or give them another instead; of very many the rest is done later, by itself",
      tag: "leads",
      answer: tagDeletedSchema,
      errors: [...BODY_ERRORS, "conflict"],
      access: "leadSettings.change",
    }),
    validate("json", tagDeletionSchema),
    async (c) => c.json(await removeTag(c.var, c.req.param("tagId"), c.req.valid("json").moveTo)),
  );
