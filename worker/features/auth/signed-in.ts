import { csrfToken } from "./csrf-token.ts";
import type { Actor, Client } from "../../../core/audit/actions.ts";
import type { Impersonation, Membership, Session, User } from "../../../core/auth/wire.ts";

/** A membership with what the directory knows of the business and the dashboard need not. */
export type MembershipWithPlace = Membership & { tenantDb: string };

/** Who is asking, as one read of the session row tells it. */
export type SignedIn = {
  sessionId: string;
  /** When the session ends unless it is used before; when somebody acts as `user`, in any case. */
  expiresAt: number;
  user: User;
  memberships: MembershipWithPlace[];
  /** A platform admin acts as `user`; `memberships` then holds the one business this is about. */
  impersonation: (Impersonation & { byId: string; parentSessionId: string }) | null;
};

/** What the dashboard is told of it. */
export const sessionAnswer = (
  secrets: readonly string[],
  { sessionId, user, memberships, impersonation }: SignedIn,
): Session => ({
  user,
  memberships: memberships.map(toldOf),
  csrfToken: csrfToken(secrets, sessionId),
  impersonation: impersonation && {
    byName: impersonation.byName,
    reason: impersonation.reason,
    businessId: impersonation.businessId,
    expiresAt: impersonation.expiresAt,
  },
});

function toldOf(membership: MembershipWithPlace): Membership {
  const { tenantDb: _, ...told } = membership;
  return told;
}

/** Who will stand in the audit log. */
export const actorOf = ({ user, impersonation }: SignedIn, { address, userAgent }: Client): Actor => ({
  userId: user.id,
  name: user.name,
  impersonator: impersonation && { userId: impersonation.byId, name: impersonation.byName },
  address,
  userAgent,
});

/** The one business whose managers may read what happens to this account; null for none and for many. */
export const homeOf = ({ memberships }: Pick<SignedIn, "memberships">): string | null =>
  memberships.length === 1 ? (memberships[0]?.businessId ?? null) : null;
