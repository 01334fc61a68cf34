/** Into the bin, out of it, and away for good. */
import { and, eq, getTableName, isNotNull, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { PageQuery } from "../../../../core/contract/paging.ts";
import { ALL_LEADS } from "../../../../core/leads/facets.ts";
import type { BinLead } from "../../../../core/leads/bin.ts";
import { inOrder } from "../../../db/in-order.ts";
import { pageFrom, positionOf } from "../../../db/keyset.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope, TenantDb } from "../../../db/scope.ts";
import { PERSON_TABLES } from "../../../db/tenant/person-tables.ts";
import { leadBulkChanges, leadEvents, leads } from "../../../db/tenant/schema.ts";
import { idsInOrder, visibleLeads, visibleWithBin } from "../queries.ts";
import { selectRow } from "../../../db/select-row.ts";

/** Last deleted first. */
export async function listBin(
  scope: BusinessScope,
  page: PageQuery,
): Promise<{ items: BinLead[]; nextCursor: string | null }> {
  const facets = { ...ALL_LEADS, isInBin: true, assignees: scope.onlyOf === null ? [] : [scope.onlyOf] };
  const before = page.cursor === undefined ? null : positionOf(page.cursor).at;
  const places = await scope.db.all<{ leadId: string; place: number }>(
    idsInOrder(scope, facets, before, page.limit + 1),
  );
  const { items, nextCursor } = pageFrom(places, page.limit, ({ place, leadId }) => ({ at: place, id: leadId }));
  const ids = items.map(({ leadId }) => leadId);
  const rows = await scope.db
    .select({
      id: leads.id,
      name: leads.name,
      phone: leads.phone,
      phoneTyped: leads.phoneTyped,
      assignedTo: leads.assignedTo,
      deletedAt: sql<number>`${leads.deletedAt}`.as("deleted_at"),
      deletedBy: leads.deletedBy,
    })
    .from(leads)
    .where(
      and(
        visibleWithBin(scope),
        isNotNull(leads.deletedAt),
        sql`${leads.id} in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    );
  return { items: inOrder(rows, ids), nextCursor };
}

type Move = { to: "bin" | "list"; now: number; eventId: string; actorId: string; actorName: string };
type Moved = { id: string; assignedTo: string | null };

/** Undefined: it is not there any more, or was not. */
export async function moveLead(
  scope: BusinessScope,
  leadId: string,
  { to, now, eventId, actorId, actorName }: Move,
  line: BatchItem<"sqlite">,
): Promise<Moved | undefined> {
  const { businessId, db } = scope;
  const isBin = to === "bin";
  const from = isBin ? visibleLeads(scope) : and(visibleWithBin(scope), isNotNull(leads.deletedAt));
  const event = selectRow(leadEvents, {
    businessId,
    id: eventId,
    leadId,
    kind: isBin ? "deleted" : "restored",
    at: now,
    actorId,
    actorName,
    data: {},
  });
  const is = and(from, eq(leads.id, leadId));
  const [, moved] = await db.batch([
    db.insert(leadEvents).select(sql`${event} where exists (select 1 from leads where ${is})`),
    db
      .update(leads)
      .set(isBin ? { deletedAt: now, deletedBy: actorId } : { deletedAt: null, deletedBy: null, updatedAt: now })
      .where(is)
      .returning({ id: leads.id, assignedTo: leads.assignedTo }),
    line,
  ]);
  return moved[0];
}

export type Over = { businessId: string; id: string };

/** In the bin since before `before`, of any business; by the index of the bin. */
export const listOver = (db: TenantDb, before: number, most: number): Promise<Over[]> =>
  db.all<Over>(sql`select business_id as businessId, id from leads indexed by leads_bin
    where deleted_at is not null and deleted_at < ${before} and merged_into is null limit ${most}`);

/**
 * Away for good, with all that is theirs; calls stay, by their number. One batch, of leads of one business. Whoever was
 * taken out of the bin in this very moment stays whole.
 */
export async function takeAway(
  db: TenantDb,
  businessId: string,
  ids: readonly string[],
  before: number,
): Promise<void> {
  // With them goes whatever has become part of them; that is in the index of the bin as well.
  const over = sql`with recursive gone(id) as (
      select over.id from leads as over where over.business_id = ${businessId}
        and over.id in (select value from json_each(${JSON.stringify(ids)})) and over.deleted_at < ${before}
        and over.merged_into is null
      union select part.id from leads as part indexed by leads_bin join gone on part.merged_into = gone.id
        where part.business_id = ${businessId} and part.deleted_at is not null
    ) select id from gone`;
  const children = [...PERSON_TABLES.filter(({ isChild }) => isChild).map(({ table }) => table), leadBulkChanges];
  await rawBatch(db, [
    ...children.map(
      (table) =>
        sql`delete from ${sql.raw(getTableName(table))} where business_id = ${businessId} and lead_id in (${over})`,
    ),
    sql`delete from lead_duplicates where business_id = ${businessId} and (one_id in (${over}) or other_id in (${over}))`,
    sql`delete from duplicate_pending where business_id = ${businessId} and lead_id in (${over})`,
    sql`delete from lead_merges where business_id = ${businessId} and (lead_id in (${over}) or merged_id in (${over}))`,
    sql`update listings set owner_lead_id = null where business_id = ${businessId} and owner_lead_id in (${over})`,
    sql`update calls set lead_id = null where business_id = ${businessId} and lead_id in (${over})`,
    sql`delete from leads where business_id = ${businessId} and id in (${over})`,
  ]);
}
