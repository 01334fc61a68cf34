/** Taking an import back, some rows at a time from the last to the first, each batch with how far it has come. */
import { and, desc, eq, inArray, isNotNull, lt, sql, type SQL } from "drizzle-orm";
import type { LeadImage, UndoPlan } from "../../../../core/imports/undo.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { importRows, imports } from "../../../db/tenant/schema.ts";
import { CONTACT_COLUMNS, DEMAND_COLUMNS, LEAD_COLUMNS, leadImage } from "../images.ts";

export type WrittenRow = {
  row: number;
  leadId: string;
  before: LeadImage | null;
  after: LeadImage;
  now: LeadImage | null;
};

/** Rows that have written something, before `row`, the last first; with their leads as they are now. */
export async function readWritten(
  { db, businessId }: BusinessScope,
  importId: string,
  { before, most }: { before: number; most: number },
): Promise<WrittenRow[]> {
  const image = (text: string): LeadImage => JSON.parse(text);
  const rows = await db
    .select({
      row: importRows.row,
      leadId: importRows.leadId,
      before: importRows.before,
      after: importRows.after,
      now: sql<string | null>`${leadImage(businessId, sql`"import_rows"."lead_id"`)}`.as("now_image"),
    })
    .from(importRows)
    .where(
      and(
        eq(importRows.businessId, businessId),
        eq(importRows.importId, importId),
        lt(importRows.row, before),
        inArray(importRows.outcome, ["made", "changed"]),
        isNotNull(importRows.after),
      ),
    )
    .orderBy(desc(importRows.row))
    .limit(most);
  return rows.flatMap(({ row, leadId, before: was, after, now }) =>
    leadId === null || after === null
      ? []
      : [
          {
            row,
            leadId,
            before: was === null ? null : image(was),
            after: image(after),
            now: now === null ? null : image(now),
          },
        ],
  );
}

export type Undoing =
  | { what: "remove"; row: number; leadId: string; now: LeadImage }
  | { what: "restore"; row: number; leadId: string; now: LeadImage; plan: UndoPlan }
  /** Somebody has worked with it since, or it is gone. */
  | { what: "leave"; row: number };

type Step = { importId: string; from: number; to: number; now: number };

/** Throws what `wasMoved` knows where undoing does not stand at `from`, or one of the leads was changed since it was read. */
export async function undoRows(scope: BusinessScope, { importId, from, to, now }: Step, rows: readonly Undoing[]) {
  const { businessId } = scope;
  const many = (what: Undoing["what"]) => rows.filter((row) => row.what === what).length;
  const left = rows.filter((row) => row.what === "leave" || (row.what === "restore" && row.plan.isPartly)).length;
  const seen = rows.flatMap((row) =>
    row.what === "leave"
      ? []
      : [
          sql`and exists (select 1 from leads where leads.business_id = ${businessId} and leads.id = ${row.leadId}
          and leads.updated_at = ${Number(row.now.lead["updated_at"])})`,
        ],
  );
  await rawBatch(scope.db, [
    sql`update imports set next_row = iif(state = 'undoing' and undo_row = ${from} ${sql.join(seen, sql` `)}, next_row, null),
      undo_row = ${to}, touched_at = ${now}, stalls = 0, removed = removed + ${many("remove")},
      restored = restored + ${many("restore")}, kept = kept + ${left}
      where business_id = ${businessId} and id = ${importId}`,
    ...rows.flatMap((row) => {
      if (row.what === "remove") return removeLead(businessId, row.leadId);
      if (row.what === "leave") return [];
      const event = `${importId}.${row.row}`;
      return [...restoreLead(businessId, row.leadId, row.plan, now), forgetLines(businessId, row.leadId, event)];
    }),
  ]);
}

const CHILDREN = ["lead_events", "lead_tags", "lead_contacts", "demands"] as const;

/** Of one that nobody has touched; what else there may be of it keeps it by its reference, and the batch falls. */
const removeLead = (businessId: string, leadId: string): SQL[] => [
  ...CHILDREN.map(
    (table) => sql`delete from ${sql.raw(table)} where business_id = ${businessId} and lead_id = ${leadId}`,
  ),
  // That it may be the same person as another was found by itself, and is no work of anybody's.
  sql`delete from lead_duplicates where business_id = ${businessId} and (one_id = ${leadId} or other_id = ${leadId})`,
  sql`delete from duplicate_pending where business_id = ${businessId} and lead_id = ${leadId}`,
  sql`delete from leads where business_id = ${businessId} and id = ${leadId}`,
];

const forgetLines = (businessId: string, leadId: string, event: string): SQL =>
  sql`delete from lead_events where business_id = ${businessId} and lead_id = ${leadId}
    and (id = ${event} or (id > ${`${event}.`} and id < ${`${event}/`}))`;

function restoreLead(businessId: string, leadId: string, plan: UndoPlan, now: number): SQL[] {
  const ofLead = (table: string, ids: readonly string[]) => sql`delete from ${sql.raw(table)}
    where business_id = ${businessId} and lead_id = ${leadId} and id in (select value from json_each(${JSON.stringify(ids)}))`;
  const restored = (table: string, columns: readonly string[], rows: UndoPlan["demands"]["restore"]) =>
    rows.map(
      ({ id, set }) => sql`update ${sql.raw(table)} set ${setOf(columns, set)}
        where business_id = ${businessId} and lead_id = ${leadId} and id = ${id}`,
    );
  const lead = Object.keys(plan.lead).length === 0 ? sql`` : sql`${setOf(LEAD_COLUMNS, plan.lead)},`;
  return [
    sql`update leads set ${lead} updated_at = ${now} where business_id = ${businessId} and id = ${leadId}`,
    // After the lead's own row, whose trigger puts its number among the contacts.
    ...(plan.contacts.remove.length === 0 ? [] : [ofLead("lead_contacts", plan.contacts.remove)]),
    ...restored("lead_contacts", CONTACT_COLUMNS, plan.contacts.restore),
    ...(plan.demands.remove.length === 0 ? [] : [ofLead("demands", plan.demands.remove)]),
    ...restored("demands", DEMAND_COLUMNS, plan.demands.restore),
    ...(plan.tags.remove.length === 0
      ? []
      : [
          sql`delete from lead_tags where business_id = ${businessId} and lead_id = ${leadId}
            and tag_id in (select value from json_each(${JSON.stringify(plan.tags.remove)}))`,
        ]),
  ];
}

/** Only columns that we know by name: the images are JSON. */
const setOf = (columns: readonly string[], set: Readonly<Record<string, unknown>>): SQL =>
  sql.join(
    columns
      .filter((column) => column in set)
      .map((column) => sql`${sql.raw(column)} = ${set[column] as string | number | null}`),
    sql`, `,
  );

export async function finishUndo(scope: BusinessScope, importId: string, now: number): Promise<void> {
  await scope.db
    .update(imports)
    .set({ state: "undone", undoRow: 0, touchedAt: now })
    .where(and(eq(imports.businessId, scope.businessId), eq(imports.id, importId), eq(imports.state, "undoing")));
}
