/** Two leads become one, and one becomes two again. Each in one batch, of which nothing is written unless all is so still. */
import { and, desc, eq, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { MergeRecord } from "../../../../core/leads/duplicates.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import { leadMerges, leads } from "../../../db/tenant/schema.ts";
import { insertEvent } from "../intake/statements.ts";
import { visibleLeads } from "../queries.ts";
import { standingStatus } from "../statuses/queries.ts";

export type StoredLead = typeof leads.$inferSelect;

/** Both as they are stored, of those that one may see; the first stays. Fewer than two: one of them is not there. */
export async function findBoth(scope: BusinessScope, ids: { stays: string; goes: string }): Promise<StoredLead[]> {
  const rows = await scope.db
    .select()
    .from(leads)
    .where(and(visibleLeads(scope), sql`${leads.id} in (${ids.stays}, ${ids.goes})`));
  return [ids.stays, ids.goes].flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

type Ids = { businessId: string; stays: string; goes: string };

/**
 * What moves along. `key`: the column by which a row is told from the lead's others. `leftBehind`: a row that the lead which
 * stays has already (`mine` is the row that would move), which waits with the other for the merge to be taken back.
 */
const MOVES: readonly { table: string; key: string; leftBehind?(ids: Ids): SQL }[] = [
  {
    table: "lead_contacts",
    key: "id",
    leftBehind: ({ businessId, stays }) => sql`exists (select 1 from lead_contacts as theirs
      where theirs.business_id = ${businessId} and theirs.lead_id = ${stays} and theirs.kind = mine.kind
      and theirs.value = mine.value)`,
  },
  { table: "demands", key: "id" },
  { table: "lead_notes", key: "id" },
  { table: "lead_events", key: "id" },
  { table: "consents", key: "id" },
  {
    table: "lead_proposals",
    key: "call_id",
    leftBehind: ({ businessId, stays }) => sql`exists (select 1 from lead_proposals as theirs
      where theirs.business_id = ${businessId} and theirs.lead_id = ${stays} and theirs.call_id = mine.call_id)`,
  },
  { table: "calls", key: "id" },
];

const rowsOf = (ids: Ids, { table, leftBehind }: (typeof MOVES)[number]): SQL =>
  sql`from ${sql.raw(table)} as mine where mine.business_id = ${ids.businessId} and mine.lead_id = ${ids.goes}
    ${leftBehind ? sql`and not ${leftBehind(ids)}` : sql``}`;

/** Tags that only the lead which goes has: the other gets them. */
const newTags = ({ businessId, stays, goes }: Ids): SQL => sql`from lead_tags as mine
  where mine.business_id = ${businessId} and mine.lead_id = ${goes} and not exists (select 1 from lead_tags as theirs
    where theirs.business_id = ${businessId} and theirs.lead_id = ${stays} and theirs.tag_id = mine.tag_id)`;

const keysThatMove = (ids: Ids): SQL => {
  const parts = MOVES.map(
    (move) =>
      sql`${sql.raw(`'${move.table}'`)}, (select json_group_array(${sql.raw(`mine.${move.key}`)}) ${rowsOf(ids, move)})`,
  );
  return sql`json_object(${sql.join(parts, sql`, `)},
    'lead_tags', (select json_group_array(mine.tag_id) ${newTags(ids)}))`;
};

export type Merge = {
  id: string;
  now: number;
  by: { userId: string; name: string };
  stays: StoredLead;
  goes: StoredLead;
  /** Columns of the lead that stays, as they are to be. */
  after: Readonly<Record<string, string | number | null>>;
  before: Readonly<Record<string, string | number | null>>;
};

type Lines = { eventId: string; audit: SQLWrapper; goesName: string | null };

/** False: one of the two was changed, merged or thrown away since it was read. */
export async function mergeLeads(scope: BusinessScope, merge: Merge, lines: Lines): Promise<boolean> {
  const { businessId } = scope;
  const { id, now, by, stays, goes, before, after } = merge;
  const ids: Ids = { businessId, stays: stays.id, goes: goes.id };
  const isAsSeen = (name: string, lead: StoredLead) =>
    sql`${sql.raw(name)}.business_id = ${businessId} and ${sql.raw(name)}.id = ${lead.id}
      and ${sql.raw(name)}.updated_at = ${lead.updatedAt} and ${sql.raw(name)}.deleted_at is null
      and ${sql.raw(name)}.assigned_to is ${lead.assignedTo}`;
  const record: Omit<MergeRecord, "moved"> = { stays: { before, after }, goes: { phone: goes.phone } };
  const done = sql`exists (select 1 from lead_merges as it where it.business_id = ${businessId} and it.id = ${id})`;
  const [made] = await rawBatch<object>(scope.db, [
    sql`insert into lead_merges (business_id, id, lead_id, merged_id, merged_at, merged_by, merged_by_name, record)
      select ${businessId}, ${id}, one.id, other.id, ${now}, ${by.userId}, ${by.name},
        json_set(${JSON.stringify(record)}, '$.moved', ${keysThatMove(ids)})
      from leads as one cross join leads as other where ${isAsSeen("one", stays)} and ${isAsSeen("other", goes)}
      returning id`,
    lines.audit,
    // It gives its number up before the other may take it.
    sql`update leads set phone = null, merged_into = ${stays.id}, deleted_at = ${now}, deleted_by = ${by.userId},
      updated_at = ${now} where business_id = ${businessId} and id = ${goes.id} and ${done}`,
    ...MOVES.map(
      ({ table, key }) => sql`update ${sql.raw(table)} set lead_id = ${stays.id} where business_id = ${businessId}
        and lead_id = ${goes.id} and ${sql.raw(key)} in (${movedKeys(businessId, id, table)})`,
    ),
    sql`insert into lead_tags (business_id, lead_id, tag_id)
      select ${businessId}, ${stays.id}, value from (${movedKeys(businessId, id, "lead_tags")}) where true
      on conflict do nothing`,
    sql`update leads set ${setsOf(businessId, { ...after, updated_at: now })}
      where business_id = ${businessId} and id = ${stays.id} and ${done}`,
    insertEvent(
      { businessId, now },
      {
        id: lines.eventId,
        kind: "merged",
        actorId: by.userId,
        actorName: by.name,
        data: { name: lines.goesName, mergeId: id },
      },
      sql`${stays.id}`,
      done,
    ),
    sql`update lead_duplicates set state = 'merged', decided_by = ${by.userId}, decided_at = ${now}
      where business_id = ${businessId} and (one_id, other_id) in ((${stays.id}, ${goes.id}), (${goes.id}, ${stays.id}))
      and ${done}`,
  ]);
  return (made?.length ?? 0) > 0;
}

const movedKeys = (businessId: string, mergeId: string, table: string): SQL =>
  sql`select moved.value from lead_merges as it, json_each(it.record, ${`$.moved.${table}`}) as moved
    where it.business_id = ${businessId} and it.id = ${mergeId}`;

const setsOf = (businessId: string, values: Readonly<Record<string, string | number | null>>): SQL =>
  sql.join(
    Object.entries(values).map(([column, value]) => sql`${sql.raw(column)} = ${writable(businessId, column, value)}`),
    sql`, `,
  );

/** Of a status that was deleted since it was read, another stands in its place. */
const writable = (businessId: string, column: string, value: unknown): SQL =>
  column === "status" && typeof value === "string" ? standingStatus(businessId, value) : sql`${value}`;

export type FoundMerge = typeof leadMerges.$inferSelect;

/** Of a lead that one may see, also where that one is in the bin. */
export async function findMerge(scope: BusinessScope, mergeId: string): Promise<FoundMerge | undefined> {
  const [row] = await scope.db
    .select({ merge: leadMerges })
    .from(leadMerges)
    .innerJoin(leads, and(eq(leads.businessId, leadMerges.businessId), eq(leads.id, leadMerges.leadId)))
    .where(
      and(
        eq(leadMerges.businessId, scope.businessId),
        eq(leadMerges.id, mergeId),
        scope.onlyOf === null ? undefined : eq(leads.assignedTo, scope.onlyOf),
      ),
    );
  return row?.merge;
}

/** Merges into this lead that can still be taken back, the latest first. */
export const listMerges = ({ db, businessId }: BusinessScope, leadId: string, after: number) =>
  db
    .select({
      id: leadMerges.id,
      mergedId: leadMerges.mergedId,
      mergedAt: leadMerges.mergedAt,
      mergedByName: leadMerges.mergedByName,
      name: sql<string | null>`(select name from leads as it where it.business_id = "lead_merges"."business_id"
        and it.id = "lead_merges"."merged_id")`,
    })
    .from(leadMerges)
    .where(
      and(
        eq(leadMerges.businessId, businessId),
        eq(leadMerges.leadId, leadId),
        sql`${leadMerges.mergedAt} > ${after}`,
        sql`${leadMerges.undoneAt} is null`,
      ),
    )
    .orderBy(desc(leadMerges.mergedAt), desc(leadMerges.id))
    .limit(MERGES_SHOWN);

const MERGES_SHOWN = 20;

type Undo = { now: number; by: { userId: string; name: string }; eventIds: [string, string]; audit: SQLWrapper };

/** False: it was taken back already, or the lead that stayed has become part of another since. */
export async function undoMerge(scope: BusinessScope, merge: FoundMerge, undo: Undo): Promise<boolean> {
  const { businessId } = scope;
  const { id, leadId: stays, mergedId: goes, record } = merge;
  const { now, by, eventIds, audit } = undo;
  const done = sql`exists (select 1 from lead_merges as it where it.business_id = ${businessId} and it.id = ${id}
    and it.undone_at = ${now})`;
  // What a person has changed since stays as they have it.
  const back = Object.entries(record.stays.after).map(([column, value]) => {
    const name = sql.raw(column);
    const before = writable(businessId, column, record.stays.before[column] ?? null);
    return sql`${name} = case when ${name} is ${value} then ${before} else ${name} end`;
  });
  const phone = record.goes["phone"] ?? null;
  const event = (place: 0 | 1, leadId: string) =>
    insertEvent(
      { businessId, now },
      { id: eventIds[place], kind: "unmerged", actorId: by.userId, actorName: by.name, data: { mergeId: id } },
      sql`${leadId}`,
      done,
    );
  const [undone] = await rawBatch<object>(scope.db, [
    sql`update lead_merges set undone_at = ${now} where business_id = ${businessId} and id = ${id} and undone_at is null
      and exists (select 1 from leads where leads.business_id = ${businessId} and leads.id = ${stays}
        and leads.merged_into is null)
      returning id`,
    audit,
    sql`update leads set ${sql.join([...back, sql`updated_at = ${now}`], sql`, `)}
      where business_id = ${businessId} and id = ${stays} and ${done}`,
    ...MOVES.map(
      ({ table, key }) => sql`update ${sql.raw(table)} set lead_id = ${goes} where business_id = ${businessId}
        and lead_id = ${stays} and ${done} and ${sql.raw(key)} in (${movedKeys(businessId, id, table)})`,
    ),
    sql`delete from lead_tags where business_id = ${businessId} and lead_id = ${stays} and ${done}
      and tag_id in (${movedKeys(businessId, id, "lead_tags")})`,
    sql`update leads set merged_into = null, deleted_at = null, deleted_by = null, updated_at = ${now},
      phone = (select value from lead_contacts where business_id = ${businessId} and kind = 'phone'
        and value = ${phone} and lead_id = ${goes})
      where business_id = ${businessId} and id = ${goes} and ${done}`,
    event(0, stays),
    event(1, goes),
    sql`update lead_duplicates set state = 'dismissed', decided_by = ${by.userId}, decided_at = ${now}
      where business_id = ${businessId} and (one_id, other_id) in ((${stays}, ${goes}), (${goes}, ${stays})) and ${done}`,
  ]);
  return (undone?.length ?? 0) > 0;
}
