/** Imports of all businesses of one tenant database that stand still, or are over: the platform's own look, no member's. */
import { sql } from "drizzle-orm";
import type { TenantDb } from "../../../db/scope.ts";
import { rawBatch } from "../../../db/raw-batch.ts";

/** A job moves it every second or so, and one that failed comes again within some minutes. */
const STANDS_STILL_MS = 10 * 60_000;
/** So often it is sent again; a whole day of the queue's or the database's failing. */
const STALLS_MAX = 96;

export type Stalled = { businessId: string; importId: string; state: "running" | "undoing" | "paused" };

/** Takes them for this sweep. One that stands still for too long waits for a person. */
export const takeStalled = (db: TenantDb, now: number, most: number): Promise<Stalled[]> =>
  db.all<Stalled>(sql`update imports set touched_at = ${now}, stalls = stalls + 1,
      state = iif(state = 'running' and stalls + 1 >= ${STALLS_MAX}, 'paused', state)
    where (business_id, id) in (select business_id, id from imports
      where state in ('running', 'undoing') and touched_at < ${now - STANDS_STILL_MS} order by touched_at limit ${most})
    returning business_id as businessId, id as importId, state`);

const ABANDONED_MS = 86_400_000;

export type Over = { businessId: string; importId: string; state: string };

/** Uploads that broke off; files that nobody has begun with; imports that cannot be undone any more. */
export const findOver = (db: TenantDb, now: number, undoMs: number, most: number): Promise<Over[]> =>
  db.all<Over>(sql`select business_id as businessId, id as importId, state from imports where cleared_at is null and (
      (state = 'uploading' and touched_at < ${now - ABANDONED_MS})
      or (state = 'uploaded' and touched_at < ${now - undoMs})
      or (state in ('done', 'cancelled', 'undone') and touched_at < ${now - undoMs}))
    order by touched_at limit ${most}`);

/** A database has one writer: whatever else is to be written waits for so many and not for all of a file. */
const ROWS_AT_ONCE = 5_000;

/** True: nothing is left of it but what it came to. What was wrong with rows stays. */
export async function clearImport(db: TenantDb, { businessId, importId, state }: Over, now: number): Promise<boolean> {
  const its = sql`business_id = ${businessId} and import_id = ${importId}`;
  const some = sql`row in (select row from import_rows where ${its}
    and (problems is null or before is not null or after is not null) limit ${ROWS_AT_ONCE})`;
  const [cleared = []] = await rawBatch<{ row: number }>(db, [
    sql`update import_rows set before = null, after = null where ${its} and ${some} returning row`,
    sql`delete from import_rows where ${its} and problems is null and before is null and after is null
      and row in (select row from import_rows where ${its} and problems is null and before is null and after is null
        limit ${ROWS_AT_ONCE})`,
  ]);
  if (cleared.length >= ROWS_AT_ONCE) return false;
  await db.run(
    state === "uploading"
      ? sql`delete from imports where business_id = ${businessId} and id = ${importId} and state = 'uploading'`
      : sql`update imports set cleared_at = ${now}, sample = '[]', state = iif(state = 'uploaded', 'cancelled', state)
          where business_id = ${businessId} and id = ${importId}`,
  );
  return true;
}
