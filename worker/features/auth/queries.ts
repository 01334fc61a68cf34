import { and, desc, eq, gt, inArray, isNotNull, isNull, max, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { MOST_RETAKINGS, RACE_MS, REFRESH_TOKEN_MS, successorWith, type Successors } from "./refresh-token.ts";
import type { MembershipWithPlace, SignedIn } from "./signed-in.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { businesses, memberships, sessions, users } from "../../db/directory/schema.ts";
import { selectRow } from "../../db/select-row.ts";

export async function findCredentials(db: DirectoryDb, email: string) {
  const [row] = await db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)));
  return row;
}

/** More places than anybody works from. */
const MOST_PLACES = 20;
/** Where a password was changed or everybody put out, a stranger may have been in, and the place may be theirs. */
const DOUBTED = ["password_changed", "refresh_reused", "revoked", "signed_out_everywhere", "ended_elsewhere"] as const;

/** Somebody who signs in ten times a day is known by the last three weeks. */
const MOST_SIGN_INS = 200;

/**
 * From which addresses the account's owner has signed in since `since` (Unix ms), the latest first; by their last
 * sign-ins: whoever has thousands costs no more.
 */
export async function findSignInAddresses(db: DirectoryDb, email: string, since: number): Promise<string[]> {
  const last = db
    .select({
      address: sessions.address,
      createdAt: sessions.createdAt,
      impersonatorId: sessions.impersonatorId,
      endReason: sessions.endReason,
    })
    .from(users)
    .innerJoin(sessions, eq(sessions.userId, users.id))
    .where(and(eq(users.email, email), gt(sessions.createdAt, since)))
    .orderBy(desc(sessions.createdAt))
    .limit(MOST_SIGN_INS)
    .as("last");
  const rows = await db
    .select({ address: sql<string>`${last.address}` })
    .from(last)
    .where(
      and(
        isNotNull(last.address),
        isNull(last.impersonatorId),
        or(isNull(last.endReason), notInArray(last.endReason, [...DOUBTED])),
      ),
    )
    .groupBy(last.address)
    .orderBy(desc(max(last.createdAt)))
    .limit(MOST_PLACES);
  return rows.map(({ address }) => address);
}

export type NewSession = typeof sessions.$inferInsert;

/**
 * Only while the password is still the one that was verified, which took its time: a change ends all sessions, and none
 * may begin after it by the old one. False: it is another, or the account is closed.
 */
export async function insertSession(db: DirectoryDb, row: NewSession, passwordHash: string): Promise<boolean> {
  const inserted = await db
    .insert(sessions)
    .select(
      sql`${selectRow(sessions, row)} from users
        where users.id = ${row.userId} and users.password_hash = ${passwordHash} and users.disabled_at is null`,
    )
    .returning({ id: sessions.id });
  return inserted.length === 1;
}

const impersonators = alias(users, "impersonators");

/**
 * The session, its user and the user's memberships, in one read; undefined when it has ended in any way. One that acts
 * for a platform admin knows the one business alone, and is over when that business or the admin's rights are.
 */
export async function findSignedIn(db: DirectoryDb, sessionId: string, now: number): Promise<SignedIn | undefined> {
  const rows = await db
    .select({
      user: { id: users.id, email: users.email, name: users.name, platformRole: users.platformRole },
      role: memberships.role,
      business: {
        id: businesses.id,
        slug: businesses.slug,
        name: businesses.name,
        tenantDb: businesses.tenantDb,
        status: businesses.status,
        agentsSee: businesses.agentsSee,
        impersonationAllowed: businesses.impersonationAllowed,
        logoVersion: businesses.logoVersion,
      },
      session: {
        parentSessionId: sessions.parentSessionId,
        businessId: sessions.impersonatedBusinessId,
        reason: sessions.impersonationReason,
        expiresAt: sessions.expiresAt,
        impersonatorId: sessions.impersonatorId,
      },
      impersonator: {
        name: impersonators.name,
        platformRole: impersonators.platformRole,
        disabledAt: impersonators.disabledAt,
      },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(businesses, eq(businesses.id, memberships.businessId))
    .leftJoin(impersonators, eq(impersonators.id, sessions.impersonatorId))
    .where(
      and(eq(sessions.id, sessionId), isNull(sessions.endedAt), gt(sessions.expiresAt, now), isNull(users.disabledAt)),
    )
    .orderBy(businesses.name, businesses.id);
  const [first] = rows;
  if (!first) return undefined;
  const all = rows.flatMap(({ business, role }) => (business && role ? [{ business, role }] : []));
  const memberOf = ({ business, role }: (typeof all)[number]): MembershipWithPlace => {
    const { id: businessId, impersonationAllowed: _, ...rest } = business;
    return { ...rest, businessId, role };
  };
  const { session, impersonator } = first;
  if (session.impersonatorId === null)
    return {
      sessionId,
      expiresAt: session.expiresAt,
      user: first.user,
      memberships: all.map(memberOf),
      impersonation: null,
    };
  const here = all.find(({ business }) => business.id === session.businessId);
  const allowed = here?.business.impersonationAllowed === true && first.user.platformRole === null;
  if (!allowed || impersonator?.platformRole !== "admin" || impersonator.disabledAt !== null) return undefined;
  return {
    sessionId,
    expiresAt: session.expiresAt,
    user: first.user,
    memberships: [memberOf(here)],
    impersonation: {
      byId: session.impersonatorId,
      byName: impersonator.name,
      reason: session.reason ?? "",
      businessId: here.business.id,
      expiresAt: session.expiresAt,
      parentSessionId: session.parentSessionId ?? "",
    },
  };
}

/** Replaces the token if it still is the good one; false means somebody was here before, or the session is over. */
export async function rotateRefresh(
  db: DirectoryDb,
  sessionId: string,
  from: string,
  to: string,
  now: number,
): Promise<boolean> {
  const rotated = await db
    .update(sessions)
    .set({
      refreshHash: to,
      previousRefreshHash: from,
      rotatedAt: now,
      retaken: false,
      retakings: sql`case when ${sessions.retaken} then ${sessions.retakings} else 0 end`,
      // Acting as somebody else ends when it was said to end.
      expiresAt: sql`case when ${sessions.impersonatorId} is null then ${now + REFRESH_TOKEN_MS} else ${sessions.expiresAt} end`,
    })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.refreshHash, from),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .returning({ id: sessions.id });
  return rotated.length === 1;
}

/**
 * The successor of a token that was used before (`from`: its hash), as long as it has not been used itself. Undefined: it
 * has been used, it was taken again too often, or the session is over.
 */
export async function retakeRefresh(
  db: DirectoryDb,
  sessionId: string,
  { from, successors }: { from: string; successors: Successors },
  now: number,
): Promise<string | undefined> {
  const late = sql`${sessions.rotatedAt} < ${now - RACE_MS}`;
  const retakings = sql`${sessions.retakings} + (case when ${late} and not ${sessions.retaken} then 1 else 0 end)`;
  const [row] = await db
    .update(sessions)
    .set({ retaken: sql`${sessions.retaken} or ${late}`, retakings })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.previousRefreshHash, from),
        inArray(
          sessions.refreshHash,
          successors.map(({ hash }) => hash),
        ),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        sql`${retakings} <= ${MOST_RETAKINGS}`,
      ),
    )
    .returning({ refreshHash: sessions.refreshHash });
  return successorWith(successors, row?.refreshHash);
}

export async function findSessionRow(db: DirectoryDb, sessionId: string) {
  const [row] = await db
    .select({
      expiresAt: sessions.expiresAt,
      endedAt: sessions.endedAt,
      user: { id: users.id, name: users.name },
      impersonatorId: sessions.impersonatorId,
      impersonatorName: impersonators.name,
      impersonatedBusinessId: sessions.impersonatedBusinessId,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(impersonators, eq(impersonators.id, sessions.impersonatorId))
    .where(eq(sessions.id, sessionId));
  return row;
}

/** The one business a person belongs to, whose managers may read what happens to their account; null for none and many. */
export async function findOnlyBusiness(db: DirectoryDb, userId: string): Promise<string | null> {
  const rows = await db
    .select({ businessId: memberships.businessId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .limit(2);
  return rows.length === 1 ? (rows[0]?.businessId ?? null) : null;
}
