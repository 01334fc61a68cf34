import { csrfToken } from "./csrf-token.ts";
import type { Membership, Session, User } from "../../../core/auth/wire.ts";

/** A membership with what the directory knows of the business and the dashboard need not. */
export type MembershipWithPlace = Membership & { tenantDb: string; status: "active" | "suspended" };

/** Who is asking, as one read of the session row tells it. */
export type SignedIn = { sessionId: string; user: User; memberships: MembershipWithPlace[] };

/** What the dashboard is told of it. */
export const sessionAnswer = (secrets: readonly string[], { sessionId, user, memberships }: SignedIn): Session => ({
  user,
  memberships: memberships.map(({ businessId, slug, name, role }) => ({ businessId, slug, name, role })),
  csrfToken: csrfToken(secrets, sessionId),
});
