import { Hono } from "hono";
import { changePolicy, readPolicy } from "./service.ts";
import { policyPatchSchema, policySchema } from "../../../../core/people/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";
import { businessName } from "../name.ts";

export const policyRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "What agents see, and whether the platform's support may come in",
      tag: "business",
      answer: policySchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "policy.read",
    }),
    async (c) => c.json(await readPolicy(c.var.deps, c.var.place.businessId)),
  )
  .patch(
    "/",
    describe({
      summary: "Change it; holds at once, for open dashboards too",
      tag: "business",
      answer: policySchema,
      errors: [...CHANGE_ERRORS, "not_while_impersonating"],
      access: "policy.change",
    }),
    validate("json", policyPatchSchema),
    async (c) => {
      const { deps, actor, place } = c.var;
      const business = { id: place.businessId, name: businessName(c) };
      return c.json(await changePolicy(deps, actor, business, c.req.valid("json")));
    },
  );
