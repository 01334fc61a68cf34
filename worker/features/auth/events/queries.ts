/** What happened to one person's account, out of the directory's audit log. */
import { and, desc, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { ACCOUNT_EVENTS, type AccountEvent } from "../../../../core/auth/wire.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { auditLog, businesses } from "../../../db/directory/schema.ts";

const EVENTS_MAX = 50;

/**
 * Latest first, since `since`. What was done by others, and passwords whoever chose them. A link by support stands in the
 * log of each business of the person, and here once.
 */
export async function listAccountEvents(db: DirectoryDb, userId: string, since: number): Promise<AccountEvent[]> {
  const rows = await db
    .select({
      id: sql<string>`min(${auditLog.id})`,
      at: auditLog.at,
      kind: auditLog.action,
      actorId: auditLog.actorId,
      byName: sql<string>`coalesce(${auditLog.impersonatorName}, ${auditLog.actorName})`,
      businessName: sql<string | null>`case when count(*) = 1 then ${businesses.name} end`,
    })
    .from(auditLog)
    .leftJoin(businesses, eq(businesses.id, auditLog.businessId))
    .where(
      and(
        eq(auditLog.recordType, "person"),
        eq(auditLog.recordId, userId),
        gt(auditLog.at, since),
        inArray(auditLog.action, [...ACCOUNT_EVENTS]),
        or(ne(auditLog.actorId, userId), inArray(auditLog.action, ["password.changed", "password.reset"])),
      ),
    )
    .groupBy(auditLog.at, auditLog.action, auditLog.actorId)
    .orderBy(desc(auditLog.at), desc(sql`min(${auditLog.id})`))
    .limit(EVENTS_MAX);
  return rows.map(({ actorId, byName, kind, ...row }) => ({
    ...row,
    kind: kind as AccountEvent["kind"],
    byName: actorId === userId ? null : byName,
  }));
}
