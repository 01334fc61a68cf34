/** Sessions in which a platform admin acts as somebody else. */
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { NewSession } from "../auth/queries.ts";
import { RACE_MS, successorWith, type Successors } from "../auth/refresh-token.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { businesses, memberships, sessions, users } from "../../db/directory/schema.ts";
import { selectRow } from "../../db/select-row.ts";
import { endingOf, visitsOutOf, type EndedSession } from "../auth/sessions/queries.ts";

export type NewImpersonation = {
  session: NewSession;
  businessId: string;
  impersonatorId: string;
  parentSessionId: string;
  reason: string;
};

/**
 * Whether one may act as this person is decided inside the write: a manager who switches it off, or an admin's
 * sign-out, in the same moment is never overtaken. Undefined: not, for one of the reasons `findTarget` tells.
 *
 * A browser holds the cookies of one visit. Of two that are begun at once the earlier would go on for its hour with
 * nobody to leave it: so it ends with the beginning of the later, which answers with what it has ended.
 */
export async function insertImpersonation(
  db: DirectoryDb,
  { session, businessId, impersonatorId, parentSessionId, reason }: NewImpersonation,
  line: BatchItem<"sqlite">,
): Promise<EndedSession[] | undefined> {
  const now = session.createdAt;
  const row = selectRow(sessions, {
    ...session,
    userId: sql`users.id`,
    impersonatorId,
    parentSessionId: sql`own.id`,
    impersonatedBusinessId: sql`businesses.id`,
    impersonationReason: reason,
  });
  const insert = db
    .insert(sessions)
    .select(
      sql`${row} from users
        join memberships on memberships.user_id = users.id
        join businesses on businesses.id = memberships.business_id
        join sessions as own on own.id = ${parentSessionId}
        where users.id = ${session.userId} and users.platform_role is null and users.disabled_at is null
          and businesses.id = ${businessId} and businesses.impersonation_allowed
          and own.user_id = ${impersonatorId} and own.impersonator_id is null
          and own.ended_at is null and own.expires_at > ${now}`,
    )
    .returning({ id: sessions.id });
  const begun = sql`exists (select 1 from sessions as begun where begun.id = ${session.id})`;
  const earlier = endingOf(db, visitsOutOf(parentSessionId, session.id), "impersonation_ended", now, begun);
  const [inserted, , , ended] = await db.batch([insert, line, earlier.lines, earlier.end]);
  return inserted.length === 1 ? ended : undefined;
}

/** Why one may or may not act as this person. */
export async function findTarget(db: DirectoryDb, businessId: string, userId: string) {
  const [business] = await db
    .select({ impersonationAllowed: businesses.impersonationAllowed })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  const [user] = await db
    .select({
      name: users.name,
      platformRole: users.platformRole,
      disabledAt: users.disabledAt,
      role: memberships.role,
    })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.businessId, businessId)))
    .where(eq(users.id, userId));
  return { business, user };
}

/** A session in which somebody acts as another, over or not; undefined: it is none, or is long gone. */
export async function findVisit(db: DirectoryDb, sessionId: string) {
  const [row] = await db
    .select({
      id: sessions.id,
      expiresAt: sessions.expiresAt,
      endReason: sessions.endReason,
      impersonatorId: sessions.impersonatorId,
      parentSessionId: sessions.parentSessionId,
      impersonationAllowed: businesses.impersonationAllowed,
    })
    .from(sessions)
    .leftJoin(businesses, eq(businesses.id, sessions.impersonatedBusinessId))
    .where(eq(sessions.id, sessionId));
  if (!row || row.impersonatorId === null || row.parentSessionId === null) return undefined;
  const { impersonatorId, parentSessionId } = row;
  return { ...row, impersonatorId, parentSessionId };
}
export type Visit = NonNullable<Awaited<ReturnType<typeof findVisit>>>;

type Returning = {
  sessionId: string;
  userId: string;
  from: string;
  successors: Successors;
  now: number;
  expiresAt: number;
};

/**
 * Gives an admin's own session a new refresh token in exchange for the one it has (`from`: its hash). That nobody uses
 * the old one meanwhile shows later: a return leaves no token before it. Answers with the one that is good from now on,
 * also to who asks again at once; undefined: `from` was not the good one.
 */
export async function returnTo(
  db: DirectoryDb,
  { sessionId, userId, from, successors, now, expiresAt }: Returning,
): Promise<string | undefined> {
  const hashes = successors.map(({ hash }) => hash);
  // Two clicks, or an answer that was lost on its way: later than that it is somebody else who has kept a copy.
  const returned = sql`(${sessions.previousRefreshHash} is null and ${inArray(sessions.refreshHash, hashes)}
    and ${sessions.rotatedAt} > ${now - RACE_MS})`;
  const [row] = await db
    .update(sessions)
    .set({
      refreshHash: sql`case when ${sessions.refreshHash} = ${from} then ${successors[0].hash} else ${sessions.refreshHash} end`,
      previousRefreshHash: null,
      rotatedAt: sql`case when ${sessions.refreshHash} = ${from} then ${now} else ${sessions.rotatedAt} end`,
      expiresAt,
    })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.userId, userId),
        sql`(${sessions.refreshHash} = ${from} or ${returned})`,
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .returning({ refreshHash: sessions.refreshHash });
  return successorWith(successors, row?.refreshHash);
}
