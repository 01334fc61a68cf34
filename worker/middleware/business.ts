/** Who may enter a business, and who may do what there. */
import type { MiddlewareHandler } from "hono";
import { isSafeMethod } from "./same-origin.ts";
import type { Role } from "../../core/auth/wire.ts";
import { CodedError } from "../../core/contract/errors.ts";
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
  if (membership.status === "suspended" && !isSafeMethod(c.req.method)) {
    throw new CodedError("forbidden", "the business is suspended");
  }
  const place = { businessId, tenantDb: membership.tenantDb };
  c.set("place", place);
  c.set("scope", scopeOfMember(c.var.deps.tenants, place));
  c.set("role", membership.role);
  await next();
};

export const requireRole = (role: Role): MiddlewareHandler<ScopeEnv> =>
  async function requireRole(c, next) {
    if (c.var.role !== role) throw new CodedError("forbidden", `this needs the role ${role}`);
    await next();
  };
