/** Tags of a business and which leads have them. */
import { and, asc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Tag, TagChange, TagCounts } from "../../../../core/leads/tags.ts";
import { TAGS_MAX } from "../../../../core/leads/bulk-limits.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { tags } from "../../../db/tenant/schema.ts";
import { insertEvent } from "../intake/statements.ts";
import { visibleLeads } from "../queries.ts";

const columns = { id: tags.id, name: tags.name, color: tags.color };
type Keyed = Tag & { nameKey: string };
type Line = BatchItem<"sqlite">;

/** One that is being taken off its leads is as good as gone. */
const standing = ({ businessId }: BusinessScope) => and(eq(tags.businessId, businessId), isNull(tags.closedAt));
const byId = (scope: BusinessScope, tagId: string) => and(standing(scope), eq(tags.id, tagId));

export const listTags = (scope: BusinessScope): Promise<Tag[]> =>
  scope.db.select(columns).from(tags).where(standing(scope)).orderBy(asc(tags.name), asc(tags.id));

/** Of every tag, those without a lead too; of the leads that this person may see. Rows as many as tags and people. */
export async function countTags(scope: BusinessScope): Promise<TagCounts> {
  const { businessId, onlyOf } = scope;
  const theirs = onlyOf === null ? sql`` : sql`and c.assigned_to = ${onlyOf}`;
  return scope.db.all<TagCounts[number]>(
    sql`select tags.id as tag, coalesce((select sum(c.count) from lead_tag_counts as c
        where c.business_id = tags.business_id and c.tag_id = tags.id ${theirs}), 0) as count
      from tags where tags.business_id = ${businessId} and tags.closed_at is null order by tags.name, tags.id`,
  );
}

/** The one of this name: the new one, or one that was there. Undefined: there are as many as there may be. */
export async function insertTag(scope: BusinessScope, tag: Keyed & { createdAt: number }): Promise<Tag | undefined> {
  const { db, businessId } = scope;
  const insert = db.insert(tags).select(
    sql`${selectRow(tags, { ...tag, businessId })} where (select count(*) from tags as it
        where it.business_id = ${businessId} and it.closed_at is null) < ${sql.raw(String(TAGS_MAX))}
      and not exists (select 1 from tags as it where it.business_id = ${businessId} and it.name_key = ${tag.nameKey})`,
  );
  const read = db
    .select(columns)
    .from(tags)
    .where(and(eq(tags.businessId, businessId), eq(tags.nameKey, tag.nameKey)));
  const [, [made]] = await db.batch([insert, read]);
  return made;
}

export async function findTag(scope: BusinessScope, tagId: string): Promise<Tag | undefined> {
  const [tag] = await scope.db.select(columns).from(tags).where(byId(scope, tagId));
  return tag;
}

/** False: there is none, or another has the name. */
export async function updateTag(scope: BusinessScope, { id, name, nameKey, color }: Keyed, line: Line) {
  const other = sql`exists (select 1 from tags as other where other.business_id = ${scope.businessId}
    and other.name_key = ${nameKey} and other.id <> ${id})`;
  const update = scope.db
    .update(tags)
    .set({ name, nameKey, color })
    .where(and(byId(scope, id), sql`not ${other}`))
    .returning({ id: tags.id });
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}

/**
 * Which of these tags the lead of the query around it will get (`has` false) or lose (true), as JSON. `leads` is read
 * beside it.
 */
export const tagsThat = (businessId: string, ids: readonly string[], has: boolean, column: "id" | "name"): SQL =>
  sql`(select json_group_array(it.value) from (select tags.${sql.raw(column)} as value from tags
    where tags.business_id = ${businessId} and tags.id in (select value from json_each(${JSON.stringify(ids)}))
    and tags.closed_at is null
    and ${has ? sql`` : sql`not`} exists (select 1 from lead_tags as has where has.business_id = tags.business_id
      and has.lead_id = leads.id and has.tag_id = tags.id) order by tags.name) as it)`;

export type TagsNow = { tags: string[]; assignedTo: string | null };

/** Null: there is no such lead. What it has already, and tags that are gone, change nothing. */
export async function changeTagsOf(
  scope: BusinessScope,
  leadId: string,
  { add, remove }: TagChange,
  { now, event }: { now: number; event: { id: string; actorId: string; actorName: string } },
): Promise<TagsNow | null> {
  const { businessId } = scope;
  const mine = sql`${visibleLeads(scope)} and leads.id = ${leadId}`;
  const [added, removed] = [tagsThat(businessId, add, false, "name"), tagsThat(businessId, remove, true, "name")];
  const results = await rawBatch<{ tags: string; assignedTo: string | null }>(scope.db, [
    insertEvent(
      { businessId, now },
      { ...event, kind: "tags", data: sql`json_object('added', json(${added}), 'removed', json(${removed}))` },
      sql`${leadId}`,
      sql`${visibleLeads(scope)} and (${added} <> '[]' or ${removed} <> '[]')`,
    ),
    sql`insert into lead_tags (business_id, lead_id, tag_id) select leads.business_id, leads.id, tags.id from leads
      cross join tags on tags.business_id = leads.business_id
        and tags.id in (select value from json_each(${JSON.stringify(add)})) and tags.closed_at is null
      where ${mine} on conflict do nothing`,
    sql`delete from lead_tags where business_id = ${businessId} and lead_id = ${leadId}
      and tag_id in (select value from json_each(${JSON.stringify(remove)})) and exists (select 1 from leads where ${mine})`,
    sql`select assigned_to as assignedTo, (select json_group_array(tag_id) from lead_tags
      where lead_tags.business_id = leads.business_id and lead_tags.lead_id = leads.id) as tags from leads where ${mine}`,
  ]);
  const row = results.at(-1)?.[0];
  if (!row) return null;
  const left: string[] = JSON.parse(row.tags);
  return { tags: left, assignedTo: row.assignedTo };
}
