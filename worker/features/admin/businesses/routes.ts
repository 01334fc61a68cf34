/** The platform's businesses. */
import { Hono } from "hono";
import { listBusinesses } from "./queries.ts";
import { createBusiness, detailOf, firstManagerLink, rename, resume, suspend } from "./service.ts";
import {
  adminBusinessDetailSchema,
  adminBusinessesQuerySchema,
  adminBusinessSchema,
  businessBodySchema,
  businessCreatedSchema,
  businessPatchSchema,
  firstManagerBodySchema,
  reasonBodySchema,
} from "../../../../core/admin/wire.ts";
import { pageOf } from "../../../../core/contract/paging.ts";
import { invitationSentSchema } from "../../../../core/people/wire.ts";
import type { SessionEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";

const LOOKING = ["unauthorized", "forbidden"] as const;
const CHANGING = [...LOOKING, "bad_request", "validation_failed", "csrf_failed", "conflict"] as const;

export const adminBusinessRoutes = new Hono<SessionEnv>()
  .get(
    "/",
    describe({
      summary: "All businesses, newest first",
      tag: "admin",
      answer: pageOf(adminBusinessSchema),
      errors: [...LOOKING, "validation_failed"],
      access: "businesses.read",
    }),
    validate("query", adminBusinessesQuerySchema),
    async (c) => c.json(await listBusinesses(c.var.deps.directory, c.req.valid("query"))),
  )
  .post(
    "/",
    describe({
      summary: "A new business, with the invitation of its first manager; a slug that is taken is a conflict",
      tag: "admin",
      answer: businessCreatedSchema,
      errors: [...CHANGING, "unavailable"],
      access: "businesses.change",
    }),
    validate("json", businessBodySchema),
    async (c) => c.json(await createBusiness(c.var.deps, c.var.actor, c.req.valid("json"))),
  )
  .get(
    "/:businessId",
    describe({
      summary: "One business with its people, its open invitations and its numbers",
      tag: "admin",
      answer: adminBusinessDetailSchema,
      errors: [...LOOKING, "not_found"],
      access: "businesses.read",
    }),
    async (c) => c.json(await detailOf(c.var.deps, c.req.param("businessId"))),
  )
  .patch(
    "/:businessId",
    describe({
      summary: "Rename a business",
      tag: "admin",
      answer: adminBusinessSchema,
      errors: [...CHANGING, "not_found"],
      access: "businesses.change",
    }),
    validate("json", businessPatchSchema),
    async (c) => c.json(await rename(c.var.deps, c.var.actor, c.req.param("businessId"), c.req.valid("json").name)),
  )
  .post(
    "/:businessId/invitations/:invitationId/link",
    describe({
      summary: "A new link for the first manager of a business that has none yet; the old one is dead",
      tag: "admin",
      answer: invitationSentSchema,
      errors: [...CHANGING, "not_found"],
      access: "businesses.change",
    }),
    validate("json", firstManagerBodySchema),
    async (c) => {
      const { businessId, invitationId } = c.req.param();
      return c.json(
        await firstManagerLink(c.var.deps, c.var.actor, businessId, invitationId, c.req.valid("json").email),
      );
    },
  )
  .post(
    "/:businessId/suspend",
    describe({
      summary: "Suspend: callers hear that nobody is there, nothing can be changed, everything stays",
      tag: "admin",
      answer: adminBusinessSchema,
      errors: [...CHANGING, "not_found"],
      access: "businesses.change",
    }),
    validate("json", reasonBodySchema),
    async (c) => c.json(await suspend(c.var.deps, c.var.actor, c.req.param("businessId"), c.req.valid("json").reason)),
  )
  .post(
    "/:businessId/resume",
    describe({
      summary: "End a suspension",
      tag: "admin",
      answer: adminBusinessSchema,
      errors: [...LOOKING, "csrf_failed", "conflict", "not_found"],
      access: "businesses.change",
    }),
    async (c) => c.json(await resume(c.var.deps, c.var.actor, c.req.param("businessId"))),
  );
