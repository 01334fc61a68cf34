/** Actions on many leads, piece by piece. Each piece is one batch, and holds only if nobody else has done it meanwhile. */
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { BulkState } from "../../../../core/leads/bulk.ts";
import { newIdInSql, selectRow } from "../../../db/select-row.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { leadBulkRuns } from "../../../db/tenant/schema.ts";
import { facetsOf, idsInOrder, visibleWithBin } from "../queries.ts";
import { changeOf, partsOf, undoOf, type Names } from "./actions.ts";

export type Run = Omit<typeof leadBulkRuns.$inferSelect, "businessId">;
export type Piece = { ids: string[]; place: number; isLast: boolean };

const byId = ({ businessId }: BusinessScope, runId: string) =>
  and(eq(leadBulkRuns.businessId, businessId), eq(leadBulkRuns.id, runId));

/** The one of this id as it stands: the new one, or one that was there. */
export async function beginRun(scope: BusinessScope, run: Omit<Run, "place">): Promise<Run | undefined> {
  // What changes from here on is not of those that matched: it is above this place in the order.
  const place = run.ids === null ? sql`(select coalesce(max(id), 0) + 1 from lead_order)` : sql`0`;
  const row = selectRow(leadBulkRuns, { ...run, businessId: scope.businessId, place });
  await scope.db
    .insert(leadBulkRuns)
    .select(sql`${row} where true`)
    .onConflictDoNothing();
  return findRun(scope, run.actorId, run.id);
}

/** This person's own. */
export async function findRun(scope: BusinessScope, actorId: string, runId: string): Promise<Run | undefined> {
  const [run] = await scope.db
    .select()
    .from(leadBulkRuns)
    .where(and(byId(scope, runId), eq(leadBulkRuns.actorId, actorId)));
  return run;
}

/** The next `most` of a run, whether they change or not. */
export async function nextPiece(scope: BusinessScope, { ids, filter, place }: Run, most: number): Promise<Piece> {
  if (ids !== null) {
    const end = Math.min(place + most, ids.length);
    return { ids: ids.slice(place, end), place: end, isLast: end === ids.length };
  }
  const facets = facetsOf(scope, filter ?? {});
  if (facets === null) return { ids: [], place: 0, isLast: true };
  // One more tells whether there are more.
  const found = await scope.db.all<{ leadId: string; place: number }>(idsInOrder(scope, facets, place, most + 1));
  const rows = found.slice(0, most);
  return {
    ids: rows.map(({ leadId }) => leadId),
    place: rows.at(-1)?.place ?? 0,
    isLast: found.length <= most,
  };
}

/** Whose these leads are, of those that one may see. */
export async function assigneesOf(scope: BusinessScope, ids: readonly string[]): Promise<string[]> {
  const rows = await scope.db.all<{ who: string }>(sql`select distinct assigned_to as who from leads
    where ${visibleWithBin(scope)} and id in (select value from json_each(${JSON.stringify(ids)})) and who is not null`);
  return rows.map(({ who }) => who);
}

/** Whose the next leads were before, which would be taken back. */
export async function earlierAssignees(
  { db, businessId }: BusinessScope,
  runId: string,
  most: number,
): Promise<string[]> {
  const rows = await db.all<{ who: string | null }>(sql`select distinct it.before ->> 'assignedTo' as who
    from (select before from lead_bulk_changes where business_id = ${businessId} and run_id = ${runId}
      order by lead_id limit ${most}) as it`);
  return rows.flatMap(({ who }) => who ?? []);
}

/** One piece; what is left of the run as it is then. */
export async function doPiece(
  scope: BusinessScope,
  run: Run,
  piece: Piece,
  { now, names }: { now: number; names: Names },
) {
  const { businessId } = scope;
  const { id: runId, actorId, actorName, action } = run;
  const parts = partsOf(scope, action, names);
  const isNext = sql`exists (select 1 from lead_bulk_runs as run where run.business_id = ${businessId}
    and run.id = ${runId} and run.state = 'running' and run.piece = ${run.piece})`;
  const rows = sql`lead_bulk_changes as c where c.business_id = ${businessId} and c.run_id = ${runId}
    and c.piece = ${run.piece} and ${isNext}`;
  const chosen = sql`select c.lead_id from ${rows}`;
  await rawBatch(scope.db, [
    sql`insert into lead_bulk_changes (business_id, run_id, lead_id, piece, before)
      select leads.business_id, ${runId}, leads.id, ${run.piece}, ${parts.before} from leads
      where ${parts.changes} and leads.id in (select value from json_each(${JSON.stringify(piece.ids)})) and ${isNext}
      on conflict do nothing`,
    insertEvents(rows, { kind: parts.event, data: parts.data, now, actorId, actorName }),
    ...changeOf(scope, action, chosen, rows, { now, actorId }),
    sql`update lead_bulk_runs set place = ${piece.place}, piece = piece + 1, seen = seen + ${piece.ids.length},
      changed = changed + (select count(*) from ${rows}), updated_at = ${now}
      where business_id = ${businessId} and id = ${runId} and state = 'running' and piece = ${run.piece}`,
  ]);
  return findRun(scope, actorId, runId);
}

/** Takes back so many; answers with whether there are more. What was changed since stays as it is. */
export async function undoPiece(
  scope: BusinessScope,
  run: Run,
  { now, names, members, most }: { now: number; names: Names; members: readonly string[]; most: number },
): Promise<{ isLast: boolean; ids: string[] }> {
  const { businessId, db } = scope;
  const { id: runId, action, actorId, actorName } = run;
  const parts = partsOf(scope, action, names);
  const next = await db.all<{ leadId: string }>(sql`select lead_id as leadId from lead_bulk_changes
    where business_id = ${businessId} and run_id = ${runId} order by lead_id limit ${most + 1}`);
  const ids = next.slice(0, most).map(({ leadId }) => leadId);
  if (ids.length === 0) return { isLast: true, ids };
  const among = sql`c.business_id = ${businessId} and c.run_id = ${runId}
    and c.lead_id in (select value from json_each(${JSON.stringify(ids)}))`;
  const rows = sql`lead_bulk_changes as c where ${among} and exists (select 1 from leads
    where leads.business_id = c.business_id and leads.id = c.lead_id and ${parts.stands})`;
  const chosen = sql`select c.lead_id from ${rows}`;
  await rawBatch(db, [
    sql`update lead_bulk_runs set undone = undone + (select count(*) from ${rows}), updated_at = ${now}
      where business_id = ${businessId} and id = ${runId} and state = 'undoing'`,
    insertEvents(rows, { kind: parts.undoEvent, data: parts.undoData, now, actorId, actorName }),
    ...undoOf(scope, action, { runId, chosen, rows, members }, { now, actorId }),
    sql`delete from lead_bulk_changes as c where ${among}`,
  ]);
  return { isLast: next.length <= most, ids };
}

type Event = { kind: string; data: SQL; now: number; actorId: string; actorName: string };

const insertEvents = (rows: SQL, { kind, data, now, actorId, actorName }: Event) =>
  sql`insert into lead_events (business_id, id, lead_id, kind, at, actor_id, actor_name, data)
    select c.business_id, ${newIdInSql}, c.lead_id, ${kind}, ${now}, ${actorId}, ${actorName}, ${data} from ${rows}`;

/** Of the audit log: how many it were, if the run is in this state; null otherwise. */
export const countedOf = ({ businessId }: BusinessScope, runId: string, state: BulkState, what: "changed" | "undone") =>
  sql`(select ${sql.raw(what)} from lead_bulk_runs where business_id = ${businessId} and id = ${runId}
    and state = ${state})`;

/** From one state to another, with its line of the log before it. False: it was not in that state any more. */
export async function moveRun(
  scope: BusinessScope,
  runId: string,
  { from, to, now }: { from: readonly BulkState[]; to: BulkState; now: number },
  line: BatchItem<"sqlite"> | null,
): Promise<boolean> {
  const states = sql.join(
    from.map((state) => sql`${state}`),
    sql`, `,
  );
  const update = scope.db
    .update(leadBulkRuns)
    .set({ state: to, updatedAt: now })
    .where(and(byId(scope, runId), sql`state in (${states})`))
    .returning({ id: leadBulkRuns.id });
  if (line === null) return (await update).length > 0;
  const [, moved] = await scope.db.batch([line, update]);
  return moved.length > 0;
}

/** The calls that are going on with these leads, and whose these are now; open calls are few, and have an index. */
export const liveCallsOfMany = ({ db, businessId }: BusinessScope, ids: readonly string[]) =>
  db.all<{ callSid: string; to: string | null }>(sql`select calls.call_sid as callSid, leads.assigned_to as "to"
    from calls cross join leads on leads.business_id = calls.business_id and leads.id = calls.lead_id
    where calls.business_id = ${businessId} and calls.status <> 'ended'
    and calls.lead_id in (select value from json_each(${JSON.stringify(ids)}))`);
