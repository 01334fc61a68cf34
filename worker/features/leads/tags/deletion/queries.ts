/** A tag goes: it is closed, then taken off its leads, so many at a time, then its row goes. */
import { sql, type SQLWrapper } from "drizzle-orm";
import { rawBatch } from "../../../../db/raw-batch.ts";
import type { BusinessScope, TenantDb } from "../../../../db/scope.ts";

export type ClosedTag = { businessId: string; id: string; movesTo: string | null };

/**
 * From here on nobody sees it or puts it on, and its name is free. Views that ask for it ask for the one that takes its
 * place; without one they go on to find nothing, for a view that suddenly shows everybody would be acted on. False: it is
 * gone or closed, or there is no such tag to take its place, or another's leads are on their way to this one.
 */
export async function closeTag(
  scope: BusinessScope,
  { tagId, moveTo, now }: { tagId: string; moveTo: string | null; now: number },
  line: SQLWrapper,
): Promise<boolean> {
  const { businessId, db } = scope;
  const stands = (id: string) => sql`exists (select 1 from tags as other where other.business_id = ${businessId}
    and other.id = ${id} and other.closed_at is null)`;
  const close = sql`update tags set closed_at = ${now}, moves_to = ${moveTo}, name_key = '~' || id
    where business_id = ${businessId} and id = ${tagId} and closed_at is null
    ${moveTo === null ? sql`` : sql`and id <> ${moveTo} and ${stands(moveTo)}`}
    and not exists (select 1 from tags as other where other.business_id = ${businessId} and other.closed_at is not null
      and other.moves_to = ${tagId})
    returning id`;
  const inPlace = (
    instead: string,
  ) => sql`update lead_views set settings = json_set(settings, '$.tag', (select json_group_array(value) from
      (select distinct iif(it.value = ${tagId}, ${instead}, it.value) as value from json_each(settings, '$.tag') as it)))
    where business_id = ${businessId} and exists (select 1 from json_each(settings, '$.tag') where value = ${tagId})
      and exists (select 1 from tags where business_id = ${businessId} and id = ${tagId} and moves_to = ${instead})`;
  const [closed] = await rawBatch<{ id: string }>(db, [close, line, ...(moveTo === null ? [] : [inPlace(moveTo)])]);
  return (closed?.length ?? 0) > 0;
}

export async function findClosedTag({ db, businessId }: BusinessScope, tagId: string): Promise<ClosedTag | undefined> {
  const [tag] = await db.all<ClosedTag>(sql`select business_id as businessId, id, moves_to as movesTo from tags
    where business_id = ${businessId} and id = ${tagId} and closed_at is not null`);
  return tag;
}

/** Off so many leads, those in the bin too; answers with whether it was on any. */
export async function takeOffSome(
  { db, businessId }: BusinessScope,
  { id, movesTo }: ClosedTag,
  most: number,
): Promise<boolean> {
  // Found by their index in both statements, which are one transaction: they are the same.
  const some = sql`select lead_id from lead_tags where business_id = ${businessId} and tag_id = ${id}
    order by lead_id limit ${most}`;
  const off = sql`delete from lead_tags where business_id = ${businessId} and tag_id = ${id} and lead_id in (${some})
    returning 1 as one`;
  const on = sql`insert into lead_tags (business_id, lead_id, tag_id) select ${businessId}, some.lead_id, ${movesTo}
    from (${some}) as some where true on conflict do nothing`;
  const results = await rawBatch<{ one: number }>(db, movesTo === null ? [off] : [on, off]);
  return (results.at(-1)?.length ?? 0) > 0;
}

/** Once no lead has it. */
export async function forgetTag({ db, businessId }: BusinessScope, tagId: string): Promise<void> {
  await rawBatch(db, [
    sql`delete from tags where business_id = ${businessId} and id = ${tagId} and closed_at is not null
      and not exists (select 1 from lead_tags as it where it.business_id = ${businessId} and it.tag_id = ${tagId})`,
    sql`delete from lead_tag_counts where business_id = ${businessId} and tag_id = ${tagId}
      and not exists (select 1 from tags as it where it.business_id = ${businessId} and it.id = ${tagId})`,
  ]);
}

/** Of all businesses of a database: those that were closed so long ago that nobody can be at them any more. */
export const listLeftClosed = (db: TenantDb, before: number, most: number): Promise<ClosedTag[]> =>
  db.all<ClosedTag>(sql`select business_id as businessId, id, moves_to as movesTo from tags
    where closed_at is not null and closed_at < ${before} limit ${most}`);
