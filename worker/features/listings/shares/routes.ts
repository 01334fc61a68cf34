import { Hono } from "hono";
import { z } from "zod";
import { revoke, share, sharesOf } from "./service.ts";
import { newShareSchema, shareSchema } from "../../../../core/listings/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";

export const shareRoutes = new Hono<ScopeEnv>()
  .get(
    "/:listingId/shares",
    describe({
      summary: "The links under which a listing is shown to customers",
      tag: "listings",
      answer: z.object({ items: z.array(shareSchema) }),
      errors: ["unauthorized", "not_found"],
      access: "listings.read",
    }),
    async (c) => c.json({ items: await sharesOf(c.var.scope, c.req.param("listingId")) }),
  )
  .post(
    "/:listingId/shares",
    describe({
      summary: "One more link, with or without the address",
      tag: "listings",
      answer: shareSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", newShareSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await share(deps, actor, scope, c.req.param("listingId"), c.req.valid("json")));
    },
  )
  .delete(
    "/:listingId/shares/:shareId",
    describe({
      summary: "Make a link show nothing any more",
      tag: "listings",
      answer: null,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "listings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      await revoke(deps, actor, scope, c.req.param());
      return c.body(null, 204);
    },
  );
