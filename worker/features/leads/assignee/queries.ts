/** Whose a lead is. */
import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Lead } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { calls, leads } from "../../../db/tenant/schema.ts";
import { leadColumns, visibleLeads } from "../queries.ts";

/** Undefined: it was not `from`'s any more. A lead that changes hands is news, so it goes to the top of the list. */
export async function setAssignee(
  scope: BusinessScope,
  leadId: string,
  { from, to, now }: { from: string | null; to: string | null; now: number },
  line: BatchItem<"sqlite">,
): Promise<Lead | undefined> {
  const update = scope.db
    .update(leads)
    .set({ assignedTo: to, updatedAt: now })
    .where(and(visibleLeads(scope), eq(leads.id, leadId), sql`${leads.assignedTo} is ${from}`))
    .returning(leadColumns);
  const [[lead]] = await scope.db.batch([update, line]);
  return lead;
}

const theirLeads = ({ db, businessId }: BusinessScope, userId: string, most: number) =>
  db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.businessId, businessId), eq(leads.assignedTo, userId)))
    .limit(most);

/** How many of somebody's leads, `most` at most. */
export const countTheirs = (scope: BusinessScope, userId: string, most: number): SQL =>
  sql`(select count(*) from ${theirLeads(scope, userId, most)})`;

/**
 * So many of one person's become nobody's; answers with whether any did. `line`: written before them. They stay where they
 * are in the list: nothing is new about the leads.
 */
export async function clearAssignee(
  scope: BusinessScope,
  userId: string,
  most: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const { db, businessId } = scope;
  const [, cleared] = await db.batch([
    line,
    db
      .update(leads)
      .set({ assignedTo: null })
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, theirLeads(scope, userId, most))))
      .returning({ one: sql<number>`1` }),
  ]);
  return cleared.length > 0;
}

/**
 * CallSids of the calls that are going on with this lead. The status stands in the text of the query and the lead is kept
 * from its index (`+`): both make SQLite take the index of open calls, which are few. A lead may have thousands that are
 * over.
 */
export async function listLiveCallsOf({ db, businessId }: BusinessScope, leadId: string): Promise<string[]> {
  const rows = await db
    .select({ callSid: calls.callSid })
    .from(calls)
    .where(and(eq(calls.businessId, businessId), sql`${calls.status} <> 'ended'`, sql`+${calls.leadId} = ${leadId}`));
  return rows.map(({ callSid }) => callSid);
}
