import { Hono, type Context } from "hono";
import { invite, renew, withdraw } from "./service.ts";
import { invitationBodySchema, invitationSentSchema } from "../../../../core/people/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";
import { businessName } from "../../business/name.ts";

const intoBusiness = (c: Pick<Context<ScopeEnv>, "var">) => ({
  businessId: c.var.place.businessId,
  businessName: businessName(c),
});

export const invitationRoutes = new Hono<ScopeEnv>()
  .post(
    "/",
    describe({
      summary: "Invite somebody by mail address; the answer holds the link when no mail could be sent",
      tag: "people",
      answer: invitationSentSchema,
      errors: [...CHANGE_ERRORS, "not_while_impersonating"],
      access: "people.change",
    }),
    validate("json", invitationBodySchema),
    async (c) => {
      const { deps, actor } = c.var;
      return c.json(await invite(deps, actor, intoBusiness(c), c.req.valid("json")));
    },
  )
  .post(
    "/:invitationId/link",
    describe({
      summary: "A new link for an open invitation, for seven days from now; the old one is dead",
      tag: "people",
      answer: invitationSentSchema,
      errors: ["unauthorized", "forbidden", "not_while_impersonating", "csrf_failed", "not_found"],
      access: "people.change",
    }),
    async (c) => {
      const { deps, actor } = c.var;
      return c.json(await renew(deps, actor, intoBusiness(c), c.req.param("invitationId")));
    },
  )
  .delete(
    "/:invitationId",
    describe({
      summary: "Withdraw an open invitation; its link is dead",
      tag: "people",
      answer: null,
      errors: ["unauthorized", "forbidden", "not_while_impersonating", "csrf_failed", "not_found"],
      access: "people.change",
    }),
    async (c) => {
      const { deps, actor, place } = c.var;
      await withdraw(deps, actor, place.businessId, c.req.param("invitationId"));
      return c.body(null, 204);
    },
  );
