/**
 * The stages that a business's leads go through. They are few, and what holds for them (no two of one name, one won and
 * one lost at least) is a matter of all: whoever changes one has read all, and writes if they are still what was read.
 */
import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { LeadStatus, StatusFields } from "../../../../core/leads/status.ts";
import { FIRST_STATUS } from "../../../../core/leads/status-rules.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { leadStatuses } from "../../../db/tenant/schema.ts";

type Line = BatchItem<"sqlite">;

const columns = {
  id: leadStatuses.id,
  name: leadStatuses.name,
  color: leadStatuses.color,
  position: leadStatuses.position,
  kind: leadStatuses.kind,
  mayContact: leadStatuses.mayContact,
  asksReason: leadStatuses.asksReason,
  movesTo: leadStatuses.movesTo,
};

/** As they are ordered on the screen. */
export const listStatuses = ({ db, businessId }: BusinessScope): Promise<LeadStatus[]> =>
  db
    .select(columns)
    .from(leadStatuses)
    .where(eq(leadStatuses.businessId, businessId))
    .orderBy(asc(leadStatuses.position), asc(leadStatuses.id));

/**
 * For whoever writes a status that was chosen or kept earlier: it may be deleted by now. Then it is the one to which its
 * leads go, as long as they do, and after that the one where every lead begins.
 */
export const standingStatus = (businessId: string, status: string): SQL =>
  status === FIRST_STATUS
    ? sql`${FIRST_STATUS}`
    : sql`coalesce((select coalesce(moves_to, id) from lead_statuses where business_id = ${businessId}
        and id = ${status}), ${FIRST_STATUS})`;

/** Whether names, kinds and deletions are still as they were read, and no status is new or gone. */
const asRead = ({ businessId }: BusinessScope, read: readonly LeadStatus[]): SQL => {
  const known = JSON.stringify(read.map(({ id, name, kind, movesTo }) => ({ id, name, kind, movesTo })));
  return sql`(select count(*) from lead_statuses as it where it.business_id = ${businessId}) = ${read.length}
    and not exists (select 1 from lead_statuses as it where it.business_id = ${businessId} and not exists
      (select 1 from json_each(${known}) as known where known.value ->> 'id' = it.id
        and known.value ->> 'name' = it.name and known.value ->> 'kind' = it.kind
        and known.value ->> 'movesTo' is it.moves_to))`;
};

const byId = ({ businessId }: BusinessScope, statusId: string) =>
  and(eq(leadStatuses.businessId, businessId), eq(leadStatuses.id, statusId));

/** At the end. False, here and below: somebody was faster. */
export async function insertStatus(
  scope: BusinessScope,
  read: readonly LeadStatus[],
  status: Omit<LeadStatus, "position" | "movesTo">,
  line: Line,
): Promise<boolean> {
  const { businessId, db } = scope;
  const position = sql`(select coalesce(max(it.position), -1) + 1 from lead_statuses as it
    where it.business_id = ${businessId})`;
  const row = selectRow(leadStatuses, { ...status, businessId, position });
  const insert = db
    .insert(leadStatuses)
    .select(sql`${row} where ${asRead(scope, read)}`)
    .returning({ id: leadStatuses.id });
  const [rows] = await db.batch([insert, line]);
  return rows.length > 0;
}

export async function updateStatus(
  scope: BusinessScope,
  read: readonly LeadStatus[],
  statusId: string,
  fields: Partial<StatusFields>,
  line: Line,
): Promise<boolean> {
  const update = scope.db
    .update(leadStatuses)
    .set(fields)
    .where(and(byId(scope, statusId), asRead(scope, read)))
    .returning({ id: leadStatuses.id });
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}

/** `ids`: all of them. */
export async function orderStatuses(
  scope: BusinessScope,
  read: readonly LeadStatus[],
  ids: readonly string[],
  line: Line,
): Promise<boolean> {
  const place = sql`(select it.key from json_each(${JSON.stringify(ids)}) as it where it.value = ${leadStatuses.id})`;
  const update = scope.db
    .update(leadStatuses)
    .set({ position: place })
    .where(and(eq(leadStatuses.businessId, scope.businessId), asRead(scope, read)))
    .returning({ id: leadStatuses.id });
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}

/** From here on no lead comes to it. */
export async function closeStatus(
  scope: BusinessScope,
  read: readonly LeadStatus[],
  statusId: string,
  moveTo: string,
  line: Line,
): Promise<boolean> {
  const update = scope.db
    .update(leadStatuses)
    .set({ movesTo: moveTo })
    .where(and(byId(scope, statusId), asRead(scope, read)))
    .returning({ id: leadStatuses.id });
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}
