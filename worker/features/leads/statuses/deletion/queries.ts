/** A status goes: its leads first, so many at a time, then the status itself. */
import { and, asc, eq, inArray, isNotNull, notExists, sql } from "drizzle-orm";
import type { BusinessScope } from "../../../../db/scope.ts";
import { newIdInSql, selectRow } from "../../../../db/select-row.ts";
import { leadCounts, leadEvents, leads, leadStatuses } from "../../../../db/tenant/schema.ts";

/** Who decided it; null in both: the rest of it is moved without them. */
type By = { actorId: string | null; actorName: string | null };

/**
 * With a line in the timeline of each. They stay where they are in the lists: nothing is new about the leads. Answers
 * with whether any moved. Those in the bin and those that were merged into others go too.
 */
export async function moveSome(
  { db, businessId }: BusinessScope,
  { from, to, by, now, most }: { from: string; to: string; by: By; now: number; most: number },
): Promise<boolean> {
  // Found by their index in both statements, which are one transaction: they are the same.
  const theirs = db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.businessId, businessId), eq(leads.status, from)))
    .orderBy(asc(leads.id))
    .limit(most);
  const nameOf = (id: string) => sql`(select name from lead_statuses where business_id = ${businessId} and id = ${id})`;
  const event = selectRow(leadEvents, {
    businessId,
    id: newIdInSql,
    leadId: sql`it.id`,
    kind: "status",
    at: now,
    ...by,
    data: sql`json_object('from', ${nameOf(from)}, 'to', ${nameOf(to)})`,
  });
  const isLost = sql`exists (select 1 from lead_statuses where business_id = ${businessId} and id = ${to}
    and kind = 'lost')`;
  const [, moved] = await db.batch([
    db.insert(leadEvents).select(sql`${event} from ${theirs} as it`),
    db
      .update(leads)
      .set({ status: to, statusAt: now, lostReason: sql`iif(${isLost}, lost_reason, null)` })
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, theirs)))
      .returning({ one: sql<number>`1` }),
  ]);
  return moved.length > 0;
}

/** Once no lead is in it. */
export async function deleteStatus({ db, businessId }: BusinessScope, statusId: string): Promise<void> {
  const isUsed = db
    .select({ one: sql`1` })
    .from(leads)
    .where(and(eq(leads.businessId, businessId), eq(leads.status, statusId)));
  const stands = db
    .select({ one: sql`1` })
    .from(leadStatuses)
    .where(and(eq(leadStatuses.businessId, businessId), eq(leadStatuses.id, statusId)));
  await db.batch([
    db
      .delete(leadStatuses)
      .where(
        and(
          eq(leadStatuses.businessId, businessId),
          eq(leadStatuses.id, statusId),
          isNotNull(leadStatuses.movesTo),
          notExists(isUsed),
        ),
      ),
    db
      .delete(leadCounts)
      .where(and(eq(leadCounts.businessId, businessId), eq(leadCounts.status, statusId), notExists(stands))),
  ]);
}
