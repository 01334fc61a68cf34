/** In which stage a lead is. */
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { LeadStatus } from "../../../../core/leads/status.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { leadEvents, leads } from "../../../db/tenant/schema.ts";
import { leadColumns, visibleLeads } from "../queries.ts";

type Known = { lead: Lead; lostReason: string | null };

/** With the reason that stands there, which lists do not have. */
export async function findWithReason(scope: BusinessScope, leadId: string): Promise<Known | undefined> {
  const [row] = await scope.db
    .select({ ...leadColumns, lostReason: leads.lostReason })
    .from(leads)
    .where(and(visibleLeads(scope), eq(leads.id, leadId)));
  if (!row) return undefined;
  const { lostReason, ...lead } = row;
  return { lead, lostReason };
}

type Change = {
  from: string;
  to: Pick<LeadStatus, "id" | "kind">;
  reason: string | null;
  now: number;
  event: { id: string; actorId: string; actorName: string };
};

/**
 * If it is in `from` still and leads can come to the other: that one may be closed, deleted or ask for a reason in the
 * very moment, so it is looked at in the same statement. Undefined: it was not so. The line of the timeline has the
 * names as they are now. A lead that moves is news, so it goes to the top of the list.
 */
export async function setStatus(
  scope: BusinessScope,
  leadId: string,
  { from, to, reason, now, event }: Change,
): Promise<Lead | undefined> {
  const { db, businessId } = scope;
  const nameOf = (id: string) => sql`(select name from lead_statuses where business_id = ${businessId} and id = ${id})`;
  const isOpen: SQL = sql`exists (select 1 from lead_statuses as it where it.business_id = ${businessId}
    and it.id = ${to.id} and it.moves_to is null and it.kind = ${to.kind}
    and (it.asks_reason = 0 or ${reason} is not null))`;
  const isMeant = and(visibleLeads(scope), eq(leads.id, leadId), eq(leads.status, from), isOpen);
  const data = sql`json_patch(json_object('from', ${nameOf(from)}, 'to', ${nameOf(to.id)}),
    json_object('reason', ${reason}))`;
  const line = selectRow(leadEvents, {
    businessId,
    id: event.id,
    leadId: sql`${leads.id}`,
    kind: "status",
    at: now,
    actorId: event.actorId,
    actorName: event.actorName,
    data,
  });
  const [, [lead]] = await db.batch([
    db.insert(leadEvents).select(sql`${line} from ${leads} where ${isMeant}`),
    db
      .update(leads)
      .set({ status: to.id, statusAt: now, lostReason: to.kind === "lost" ? reason : null, updatedAt: now })
      .where(isMeant)
      .returning(leadColumns),
  ]);
  return lead;
}
