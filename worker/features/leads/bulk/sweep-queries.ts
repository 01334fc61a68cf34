/** The platform's own look at actions on many leads, of all businesses of a database. */
import { sql } from "drizzle-orm";
import { rawBatch } from "../../../db/raw-batch.ts";
import { newIdInSql } from "../../../db/select-row.ts";
import type { TenantDb } from "../../../db/scope.ts";

type RunRef = { businessId: string; id: string };

/** Their lines of the audit log stand first: what was changed has to be on record, though nobody has waited for the end. */
export async function endAbandoned(db: TenantDb, before: number, now: number): Promise<void> {
  const left = sql`state = 'running' and updated_at < ${before}`;
  await rawBatch(db, [
    sql`insert into audit_log (business_id, id, at, actor_id, actor_name, action, record_type, record_id, data)
      select business_id, ${newIdInSql}, ${now}, actor_id, actor_name, 'leads.bulk_changed', 'leads', id,
        json_object('kind', kind, 'stopped', json('true'), 'leads', changed)
      from lead_bulk_runs where ${left} and changed > 0`,
    sql`update lead_bulk_runs set state = 'stopped', updated_at = ${now} where ${left}`,
  ]);
}

export const listOldRuns = (db: TenantDb, before: number, most: number): Promise<RunRef[]> =>
  db.all<RunRef>(
    sql`select business_id as businessId, id from lead_bulk_runs where updated_at < ${before} limit ${most}`,
  );

/** So much of what it has kept, and itself with the last; answers with whether there is more. */
export async function forgetRun(db: TenantDb, { businessId, id }: RunRef, most: number): Promise<boolean> {
  const some = sql`select lead_id from lead_bulk_changes where business_id = ${businessId} and run_id = ${id} limit ${most}`;
  const [, , left] = await rawBatch<{ one: number }>(db, [
    sql`delete from lead_bulk_changes where business_id = ${businessId} and run_id = ${id} and lead_id in (${some})`,
    sql`delete from lead_bulk_runs where business_id = ${businessId} and id = ${id} and not exists
      (select 1 from lead_bulk_changes where business_id = ${businessId} and run_id = ${id})`,
    sql`select 1 as one from lead_bulk_runs where business_id = ${businessId} and id = ${id}`,
  ]);
  return (left?.length ?? 0) > 0;
}
