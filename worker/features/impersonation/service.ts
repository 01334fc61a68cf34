/**
 * A platform admin acts as a person of a business: in a session of its own that names both, for an hour and no longer,
 * with a reason, and on record. The business may switch it off.
 */
import type { z } from "zod";
import { findTarget, findVisit, insertImpersonation, returnTo } from "./queries.ts";
import { mayReturn } from "./visit.ts";
import type { impersonationBodySchema } from "../../../core/admin/wire.ts";
import type { Actor, AuditEntry, Client } from "../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory, noteInDirectory } from "../audit/lines.ts";
import { issue, type Issued } from "../auth/issue.ts";
import { newSession } from "../auth/new-session.ts";
import { hashToken } from "../auth/hash-token.ts";
import { REFRESH_TOKEN_MS, sessionIdOf, successorsOf } from "../auth/refresh-token.ts";
import { endIfStolen } from "../auth/service.ts";
import { theSession, visitsOutOf } from "../auth/sessions/queries.ts";
import { closeDashboards, endSessions } from "../auth/sessions/service.ts";
import type { SignedIn } from "../auth/signed-in.ts";
import { recordCounters } from "../auth/throttle/limits.ts";
import { throttle } from "../auth/throttle/service.ts";

/** Long enough to see what somebody sees, too short to forget that one is not oneself. */
export const IMPERSONATION_MS = 60 * 60_000;
/** Who finds their laptop closed for longer than that still comes back to their own session, on the same day. */
export const OWN_COOKIE_MS = 12 * 60 * 60_000;

type Wanted = z.output<typeof impersonationBodySchema>;

/** Throws `validation_failed` for who is not there, `forbidden` for who may not be acted as; both are noted. */
export async function startImpersonation(
  deps: Deps,
  admin: SignedIn,
  actor: Actor,
  { businessId, userId, reason }: Wanted,
): Promise<Issued> {
  const { business, user } = await findTarget(deps.directory, businessId, userId);
  const { row, refreshToken } = newSession(deps, userId, actor);
  const expiresAt = row.createdAt + IMPERSONATION_MS;
  const record = { type: "person", id: userId, label: user?.name ?? null } as const;
  const ended = await insertImpersonation(
    deps.directory,
    {
      session: { ...row, expiresAt },
      businessId,
      impersonatorId: admin.user.id,
      parentSessionId: admin.sessionId,
      reason,
    },
    auditInDirectory(deps, actor, businessId, {
      action: "impersonation.started",
      record,
      data: { reason, expiresAt },
    }),
  );
  if (ended) {
    await closeDashboards(deps, ended);
    return issue(deps, row.id, refreshToken);
  }
  const why = obstacleOf(business, user);
  // A stranger's name is nothing for the managers of a business that they do not belong to.
  await refused(deps, actor, user?.role ? businessId : null, { record, data: { why, reason } });
  throw REFUSALS[why]();
}

/** Somebody who already acts as another tries to act as a third: noted, and thrown. */
export async function refuseNesting(deps: Deps, { user, impersonation }: SignedIn, actor: Actor): Promise<void> {
  if (!impersonation) return;
  await throttle(deps, recordCounters(deps.config.JWT_SECRET, (actor.impersonator ?? actor).userId));
  const record = { type: "person", id: user.id, label: user.name } as const;
  await refused(deps, actor, impersonation.businessId, { record, data: { why: "nested" } });
  throw new CodedError("not_while_impersonating", "end acting as this person first");
}

const refused = (deps: Deps, actor: Actor, businessId: string | null, entry: Omit<AuditEntry, "action">) =>
  noteInDirectory(deps, actor, businessId, { action: "impersonation.refused", ...entry });

type Target = Awaited<ReturnType<typeof findTarget>>;

function obstacleOf(business: Target["business"], user: Target["user"]) {
  if (!business) return "no_such_business";
  if (user && user.platformRole !== null) return "is_admin";
  if (!user || user.role === null || user.disabledAt !== null) return "not_a_member";
  return business.impersonationAllowed ? "session_over" : "switched_off";
}

const invalid = (field: keyof Wanted, problem: string) => () => invalidFields({ field, problem });
const forbidden = (field: keyof Wanted, problem: string, message: string) => () =>
  new CodedError("forbidden", message, { details: [{ field, problem }] });

const REFUSALS: Record<ReturnType<typeof obstacleOf>, () => CodedError> = {
  no_such_business: invalid("businessId", "there is no such business"),
  not_a_member: invalid("userId", "nobody of this business"),
  is_admin: forbidden("userId", "is_admin", "nobody acts as an admin of the platform"),
  switched_off: forbidden("businessId", "switched_off", "the business has switched this off"),
  session_over: () => new CodedError("unauthorized", "the session is over"),
};

/**
 * Ends acting as somebody else, and brings the admin's own session back in exchange for its refresh token (`own`): a
 * session that is restricted to an hour and to harmless things must not be worth more than that to who steals it. The
 * visit may be over by itself already. Asked again within seconds it answers the same, as long as nobody has used it.
 *
 * While the visit lasted `own` was used for nothing: when it is not the good one any more, somebody else has used it, and
 * what the admin came from ends too. Throws `conflict` when nobody acts as another here, and `unauthorized` when there
 * is nothing to come back to.
 */
export async function endImpersonation(
  deps: Deps,
  visitId: string | null,
  own: string | undefined,
  client: Client,
): Promise<Issued> {
  const visit = visitId === null ? undefined : await findVisit(deps.directory, visitId);
  if (!visit) throw new CodedError("conflict", "nobody is acting as somebody else here");
  const { parentSessionId, impersonatorId } = visit;
  await endSessions(deps, theSession(visit.id), "impersonation_ended");
  if (own !== undefined && sessionIdOf(own) === parentSessionId && mayReturn(visit)) {
    const now = deps.now();
    const next = await returnTo(deps.directory, {
      sessionId: parentSessionId,
      userId: impersonatorId,
      from: hashToken(own),
      successors: successorsOf(deps.config.JWT_SECRET, own),
      now,
      expiresAt: now + REFRESH_TOKEN_MS,
    });
    if (next !== undefined) {
      // Answers may come in another order than they were written: the visit whose cookies are here need not be the last.
      await endSessions(deps, visitsOutOf(parentSessionId), "impersonation_ended");
      return issue(deps, parentSessionId, next);
    }
    await endIfStolen(deps, own, client);
  }
  throw new CodedError("unauthorized", "sign in first");
}
