/** Asks the table (core/auth/permissions.ts) whether this person may do what the route is for. */
import type { Context, MiddlewareHandler } from "hono";
import { isOnRecord, may, ruleOf, type Asker, type Permission } from "../../core/auth/permissions.ts";
import { CodedError } from "../../core/contract/errors.ts";
import type { ScopeEnv, SessionEnv } from "../context.ts";
import { noteInDirectory } from "../features/audit/lines.ts";
import { recordCounters } from "../features/auth/throttle/limits.ts";
import { forgive, throttle, type Admitted } from "../features/auth/throttle/service.ts";

type Var = SessionEnv["Variables"] & Partial<Pick<ScopeEnv["Variables"], "role">>;

/** Who asks, behind the session check. */
export const askerOf = ({ var: { session, role } }: { var: Var }): Asker => ({
  platformRole: session.user.platformRole,
  role: role ?? null,
  impersonating: session.impersonation !== null,
});

/** Throws when no session check stands before it: a route without one must not open by mistake. */
export const requirePermission = (permission: Permission): MiddlewareHandler =>
  async function requirePermission(c: Context<{ Variables: Var }>, next) {
    if (!c.var.session) throw new Error(`the route for ${permission} has no session check`);
    const asker = askerOf(c);
    const { role } = asker;
    if (may(asker, permission)) {
      if (!isOnRecord(permission)) return next();
      const counted = await countOnRecord(c);
      await next();
      // What was refused has left no line; an attempt to act as somebody has.
      if (c.res.status >= 400 && permission !== "impersonate") await forgive(c.var.deps, counted);
      return undefined;
    }
    // What the person whose name it is may do, and what the admin behind it may: both are kept out for this hour alone.
    const otherwise = { platformRole: "admin", role, impersonating: false } as const;
    if (asker.impersonating && may(otherwise, permission)) {
      await noteRefusal(c, permission);
      throw new CodedError("not_while_impersonating", `${permission} is not possible in another person's name`);
    }
    const rule = ruleOf(permission);
    throw new CodedError(
      "forbidden",
      rule.of === "self" ? permission : `this needs the role ${rule.roles.join(" or ")}`,
    );
  };

/**
 * The audit log is never shortened, so what one person can add to it in a day has an end. Whoever acts as somebody else
 * uses up their own day. Throws `rate_limited`.
 */
async function countOnRecord({ var: { deps, actor } }: { var: Var }): Promise<Admitted> {
  const { userId } = actor.impersonator ?? actor;
  return throttle(deps, recordCounters(deps.config.JWT_SECRET, userId));
}

async function noteRefusal(c: { var: Var }, permission: Permission) {
  await countOnRecord(c);
  const { deps, session, actor } = c.var;
  const { user, impersonation } = session;
  await noteInDirectory(deps, actor, impersonation?.businessId ?? null, {
    action: "impersonation.action_refused",
    record: { type: "person", id: user.id, label: user.name },
    data: { permission },
  });
}
