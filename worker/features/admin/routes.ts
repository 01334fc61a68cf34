/** The platform's own side: businesses, numbers, people who need help, the platform's audit log. */
import { Hono } from "hono";
import { adminBusinessRoutes } from "./businesses/routes.ts";
import { resetLinkOf } from "./people/service.ts";
import { listTenantDatabases } from "./tenant-databases/service.ts";
import { reasonBodySchema, tenantDatabasesSchema } from "../../../core/admin/wire.ts";
import { platformAuditFilterSchema, platformAuditLineSchema } from "../../../core/audit/wire.ts";
import { sentLinkSchema } from "../../../core/auth/wire.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import type { SessionEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { BODY_ERRORS, describe } from "../../openapi.ts";
import { tellWho } from "../audit/namesakes/service.ts";
import { listPlatformLines } from "../audit/queries.ts";
import { numberRoutes } from "../channels/numbers/routes.ts";

export const adminRoutes = new Hono<SessionEnv>()
  .route("/businesses", adminBusinessRoutes)
  .route("/numbers", numberRoutes)
  .get(
    "/tenant-databases",
    describe({
      summary: "Where businesses can be placed, and whether each is up to date",
      tag: "admin",
      answer: tenantDatabasesSchema,
      errors: ["unauthorized", "forbidden", "unavailable"],
      access: "businesses.read",
    }),
    async (c) => c.json({ items: await listTenantDatabases(c.var.deps) }),
  )
  .post(
    "/people/:userId/reset-link",
    describe({
      summary: "A link with which a person chooses a new password: mailed, or answered where no mail goes out",
      tag: "admin",
      answer: sentLinkSchema,
      errors: BODY_ERRORS,
      access: "accounts.help",
    }),
    validate("json", reasonBodySchema),
    async (c) => c.json(await resetLinkOf(c.var.deps, c.var.actor, c.req.param("userId"), c.req.valid("json").reason)),
  )
  .get(
    "/audit",
    describe({
      summary:
        "Who did what on the platform, latest first, of one person, kind, time or business; what stands in the businesses' own databases is theirs",
      tag: "admin",
      answer: pageOf(platformAuditLineSchema),
      errors: ["validation_failed", "unauthorized", "forbidden"],
      access: "platformAudit.read",
    }),
    validate("query", pageQuerySchema.extend(platformAuditFilterSchema.shape)),
    async (c) => {
      const { directory } = c.var.deps;
      const { limit, cursor, ...filter } = c.req.valid("query");
      const { items, nextCursor } = await listPlatformLines(directory, { limit, cursor }, filter);
      return c.json({ items: await tellWho(directory, items), nextCursor });
    },
  );
