/** People of a business, their roles and invitations. */
import { Hono } from "hono";
import { listInvitations } from "./invitations/queries.ts";
import { invitationRoutes } from "./invitations/routes.ts";
import { listColleagues, listPeople } from "./queries.ts";
import { changeRole, removePerson, resetLinkFor } from "./service.ts";
import { sentLinkSchema } from "../../../core/auth/wire.ts";
import { colleaguesSchema, peopleSchema, personPatchSchema, personSchema } from "../../../core/people/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";

export const peopleRoutes = new Hono<ScopeEnv>()
  .route("/invitations", invitationRoutes)
  .get(
    "/",
    describe({
      summary: "The people of the business by name, and the invitations that wait",
      tag: "people",
      answer: peopleSchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "people.read",
    }),
    async (c) => {
      const { deps, place } = c.var;
      const [people, invitations] = await Promise.all([
        listPeople(deps.directory, place.businessId, deps.now()),
        listInvitations(deps.directory, place.businessId),
      ]);
      return c.json({ people, invitations });
    },
  )
  .get(
    "/colleagues",
    describe({
      summary: "Names of those whose leads one may see",
      tag: "people",
      answer: colleaguesSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => {
      const { deps, scope } = c.var;
      const among = scope.onlyOf === null ? undefined : [scope.onlyOf];
      return c.json({ items: await listColleagues(deps.directory, scope.businessId, among) });
    },
  )
  .patch(
    "/:userId",
    describe({
      summary: "Change somebody's role; a business keeps one manager at least",
      tag: "people",
      answer: personSchema,
      errors: [...CHANGE_ERRORS, "not_while_impersonating"],
      access: "people.change",
    }),
    validate("json", personPatchSchema),
    async (c) => {
      const { deps, actor, place } = c.var;
      const at = { businessId: place.businessId, userId: c.req.param("userId") };
      return c.json(await changeRole(deps, actor, at, c.req.valid("json").role));
    },
  )
  .delete(
    "/:userId",
    describe({
      summary: "Take somebody out of the business; their leads become nobody's",
      tag: "people",
      answer: null,
      errors: ["unauthorized", "forbidden", "not_while_impersonating", "csrf_failed", "not_found", "conflict"],
      access: "people.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      await removePerson(deps, actor, scope, c.req.param("userId"));
      return c.body(null, 204);
    },
  )
  .post(
    "/:userId/reset-link",
    describe({
      summary: "A link with which somebody of this business alone chooses a new password",
      tag: "people",
      answer: sentLinkSchema,
      errors: ["unauthorized", "forbidden", "not_while_impersonating", "csrf_failed", "not_found"],
      access: "people.change",
    }),
    async (c) => {
      const { deps, actor, place } = c.var;
      return c.json(await resetLinkFor(deps, actor, { businessId: place.businessId, userId: c.req.param("userId") }));
    },
  );
