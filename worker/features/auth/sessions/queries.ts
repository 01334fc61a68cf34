import { and, desc, eq, gt, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { auditLog, memberships, sessions, users } from "../../../db/directory/schema.ts";
import { newIdInSql, selectRow } from "../../../db/select-row.ts";

export type SessionEndReason = NonNullable<(typeof sessions.$inferInsert)["endReason"]>;

/** A condition on rows of `sessions`, with the names of its columns as they stand in the database. */
export type Chosen = SQL;

export const sessionsOf = (userId: string, except: string | null = null): Chosen =>
  except === null ? sql`user_id = ${userId}` : sql`user_id = ${userId} and id <> ${except}`;

export const theSession = (...ids: string[]): Chosen =>
  sql`id in (${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`;

/** Those in which an admin acts as somebody else, and which they began out of this session of their own. */
export const visitsOutOf = (parentSessionId: string, except: string | null = null): Chosen =>
  except === null
    ? sql`parent_session_id = ${parentSessionId}`
    : sql`parent_session_id = ${parentSessionId} and id <> ${except}`;

/**
 * Those of admins who acted as somebody else, whose hour is over. Each of them came out of a session of their own, and is
 * found by that: there is an index of it, and they are few among all sessions.
 */
export const visitsOver = (now: number): Chosen =>
  sql`parent_session_id > '' and impersonator_id is not null and expires_at <= ${now}`;

/** What a browser has shown to hold: by its access token, by its refresh token, and the one they act in the name of. */
export const sessionsHeld = (held: { sessionId: string; refreshHash: string | null }[]): Chosen => {
  const each = held.map(({ sessionId, refreshHash }) =>
    refreshHash === null
      ? sql`id = ${sessionId}`
      : sql`(id = ${sessionId} and (refresh_hash = ${refreshHash} or previous_refresh_hash = ${refreshHash}))`,
  );
  const any = sql`(${sql.join(each, sql` or `)})`;
  return sql`(${any} or id in (select parent_session_id from sessions where ${any} and parent_session_id is not null))`;
};

/** The chosen ones that still go on, and those in which somebody acts for another person out of one of them. */
const goingOn = (chosen: Chosen): SQL =>
  sql`ended_at is null and ((${chosen}) or parent_session_id in (select id from sessions where ${chosen}))`;

/**
 * Ends sessions, in a batch: first lines of the audit log for those in which somebody acts for another person, then the
 * end itself, which answers with the rows it ended. Neither happens unless `when` holds. Once ended a session stays ended
 * for its first reason. One whose hour was over before had its end then, and the line says so.
 */
export function endingOf(
  db: DirectoryDb,
  chosen: Chosen,
  reason: SessionEndReason,
  now: number,
  when: SQL = sql`true`,
) {
  const line = selectRow(auditLog, {
    id: newIdInSql,
    businessId: sql`s.impersonated_business_id`,
    at: sql`min(${now}, s.expires_at)`,
    actorId: sql`s.user_id`,
    actorName: sql`u.name`,
    impersonatorId: sql`s.impersonator_id`,
    impersonatorName: sql`i.name`,
    address: sql`s.address`,
    userAgent: sql`s.user_agent`,
    action: "impersonation.ended",
    recordType: "person",
    recordId: sql`s.user_id`,
    recordLabel: sql`u.name`,
    data: sql`json_object('why', case when s.expires_at > ${now} then ${reason} else 'expired' end)`,
  });
  const lines = db.insert(auditLog).select(
    sql`${line} from sessions s join users u on u.id = s.user_id join users i on i.id = s.impersonator_id
      where s.id in (select id from sessions where ${goingOn(chosen)}) and ${when}`,
  );
  const end = db
    .update(sessions)
    .set({ endedAt: now, endReason: reason })
    .where(sql`${goingOn(chosen)} and ${when}`)
    .returning({
      id: sessions.id,
      userId: sessions.userId,
      impersonatedBusinessId: sessions.impersonatedBusinessId,
      expiresAt: sessions.expiresAt,
    });
  return { lines, end };
}
export type EndedSession = Awaited<ReturnType<typeof endingOf>["end"]>[number];

/** In which businesses dashboards of these people may be open. */
export const businessesOf = (db: DirectoryDb, userIds: string[]) =>
  db
    .select({ userId: memberships.userId, businessId: memberships.businessId })
    .from(memberships)
    .where(inArray(memberships.userId, userIds));

const impersonators = alias(users, "impersonators");

/** A person uses few devices; what is beyond this many is old and can be ended with all others. */
const MOST_SHOWN = 100;

/** Those that go on, last used first. */
export const listSessions = (db: DirectoryDb, userId: string, now: number) =>
  db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.rotatedAt,
      userAgent: sessions.userAgent,
      address: sessions.address,
      impersonator: impersonators.name,
    })
    .from(sessions)
    .leftJoin(impersonators, eq(impersonators.id, sessions.impersonatorId))
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.rotatedAt), sessions.id)
    .limit(MOST_SHOWN);

export async function findOpenSession(db: DirectoryDb, userId: string, sessionId: string, now: number) {
  const [row] = await db
    .select({ id: sessions.id, userAgent: sessions.userAgent })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
      ),
    );
  return row;
}
