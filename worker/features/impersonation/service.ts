/**
 * A platform admin acts as a person of a business: in a session of its own that names both, for an hour and no longer,
 * with a reason, and on record. The business may switch it off.
 */
import type { z } from "zod";
import { findTarget, insertImpersonation, returnTo } from "./queries.ts";
import type { impersonationBodySchema } from "../../../core/admin/wire.ts";
import type { Actor, AuditEntry, Client } from "../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { auditInDirectory, noteInDirectory } from "../audit/lines.ts";
import { issue, type Issued } from "../auth/issue.ts";
import { newSession } from "../auth/new-session.ts";
import { hashToken } from "../auth/hash-token.ts";
import { newRefreshToken, REFRESH_TOKEN_MS, sessionIdOf } from "../auth/refresh-token.ts";
import { judgeStale } from "../auth/service.ts";
import { theSession } from "../auth/sessions/queries.ts";
import { endSessions } from "../auth/sessions/service.ts";
import type { SignedIn } from "../auth/signed-in.ts";

/** Long enough to see what somebody sees, too short to forget that one is not oneself. */
export const IMPERSONATION_MS = 60 * 60_000;

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
  const started = await insertImpersonation(
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
  if (started) return issue(deps, row.id, refreshToken);
  const why = obstacleOf(business, user);
  // A stranger's name is nothing for the managers of a business that they do not belong to.
  await refused(deps, actor, user?.role ? businessId : null, { record, data: { why, reason } });
  throw REFUSALS[why]();
}

/** Somebody who already acts as another tries to act as a third: noted, and thrown. */
export async function refuseNesting(deps: Deps, { user, impersonation }: SignedIn, actor: Actor): Promise<void> {
  if (!impersonation) return;
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
 * session that is restricted to an hour and to harmless things must not be worth more than that to who steals it. Throws
 * `conflict` when there is nothing to end, and `unauthorized` when it ended and there is nothing to come back to.
 */
export async function endImpersonation(
  deps: Deps,
  { sessionId, impersonation }: SignedIn,
  own: string | undefined,
  client: Client,
): Promise<Issued> {
  if (!impersonation) throw nothingToEnd();
  const { byId, parentSessionId } = impersonation;
  // Of two requests to end it only the first brings the admin back: the second would look like a theft.
  const ended = await endSessions(deps, theSession(sessionId), "impersonation_ended");
  if (ended.length === 0) throw nothingToEnd();
  if (own !== undefined && sessionIdOf(own) === parentSessionId) {
    const now = deps.now();
    const refreshToken = newRefreshToken(deps.config.JWT_SECRET, parentSessionId);
    const [from, to] = [hashToken(own), hashToken(refreshToken)];
    const returning = { sessionId: parentSessionId, userId: byId, from, to, now, expiresAt: now + REFRESH_TOKEN_MS };
    if (await returnTo(deps.directory, returning)) return issue(deps, parentSessionId, refreshToken);
    await judgeStale(deps, own, client);
  }
  throw new CodedError("unauthorized", "sign in first");
}

const nothingToEnd = () => new CodedError("conflict", "nobody is acting as somebody else here");
