/** Who may enter a business. What they may do there is said by each route (worker/openapi.ts). */
import type { MiddlewareHandler } from "hono";
import { isSafeMethod } from "./same-origin.ts";
import { seesOnlyOwn } from "../../core/auth/permissions.ts";
import { CodedError, SUSPENDED_DETAIL } from "../../core/contract/errors.ts";
import type { ScopeEnv } from "../context.ts";
import { scopeOfMember } from "../db/scope.ts";

/**
 * For paths with `:businessId`: sets `scope`, `place` and `role`. A business one is no member of does not exist (404).
 * Of a suspended business the members can still read the record; nothing can be changed.
 */
export const requireMember: MiddlewareHandler<ScopeEnv, "/:businessId"> = async function requireMember(c, next) {
  const businessId = c.req.param("businessId");
  const membership = c.var.session.memberships.find((one) => one.businessId === businessId);
  if (!membership) throw new CodedError("not_found", "there is no such business");
  if (!isSafeMethod(c.req.method)) {
    if (membership.status === "suspended")
      throw new CodedError("forbidden", "the business is suspended", { details: [SUSPENDED_DETAIL] });
    await c.var.deps.schema.assertWritable(membership.tenantDb);
  }
  const place = { businessId, tenantDb: membership.tenantDb };
  c.set("place", place);
  const { role, agentsSee } = membership;
  const onlyOf = seesOnlyOwn(role, agentsSee) ? c.var.session.user.id : null;
  c.set("scope", scopeOfMember(c.var.deps.tenants, place, onlyOf));
  c.set("role", role);
  await next();
};
