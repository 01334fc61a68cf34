/** Whose a lead is. */
import { and, eq, ne, sql } from "drizzle-orm";
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

/** All of one person's become nobody's. They stay where they are in the list: nothing is new about the leads. */
export async function clearAssignee(scope: BusinessScope, userId: string, line: BatchItem<"sqlite">): Promise<void> {
  const { db, businessId } = scope;
  await db.batch([
    db
      .update(leads)
      .set({ assignedTo: null })
      .where(and(eq(leads.businessId, businessId), eq(leads.assignedTo, userId))),
    line,
  ]);
}

/** CallSids of the calls that are going on with this lead. */
export async function listLiveCallsOf({ db, businessId }: BusinessScope, leadId: string): Promise<string[]> {
  const rows = await db
    .select({ callSid: calls.callSid })
    .from(calls)
    .where(and(eq(calls.businessId, businessId), eq(calls.leadId, leadId), ne(calls.status, "ended")));
  return rows.map(({ callSid }) => callSid);
}
