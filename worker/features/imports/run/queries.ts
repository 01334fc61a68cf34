/**
 * Rows of a file become leads: a batch of them with how far the import has come, in one transaction. Whoever is killed in
 * the middle has written all of a batch or nothing of it; whoever comes second, or after somebody has cancelled, writes
 * nothing.
 */
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { DuplicatePolicy } from "../../../../core/imports/states.ts";
import type { RowProblem } from "../../../../core/imports/problems.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { imports } from "../../../db/tenant/schema.ts";
import { takeInStatements, type Incoming, type TakenArrival } from "../../leads/intake/queries.ts";
import { insertEvent } from "../../leads/intake/statements.ts";
import { leadImage } from "../images.ts";

export type RowToWrite = {
  row: number;
  problems: readonly RowProblem[];
  /** Null: it was refused. */
  taken: {
    arrival: TakenArrival;
    incoming: Incoming;
    tags: readonly { id: string; name: string; key: string }[];
  } | null;
};

export type Step = {
  importId: string;
  policy: DuplicatePolicy;
  /** Where the import stands as far as we know, and where it stands after this batch. */
  from: { row: number };
  to: { row: number; piece: number };
  now: number;
};

/** A column that may not be null is set to null where the import is not where we think: the whole batch falls with it. */
const MOVED_MEANWHILE = /NOT NULL constraint failed: imports\.next_row/;
export const wasMoved = (cause: unknown): boolean =>
  cause instanceof Error && (MOVED_MEANWHILE.test(cause.message) || wasMoved(cause.cause));

/** What the database says of the values themselves: another time it says the same. All else may pass by itself. */
const REFUSED = /SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE|ERROR)/;
export const isRefused = (cause: unknown): boolean =>
  cause instanceof Error && (REFUSED.test(cause.message) || isRefused(cause.cause));

/** Throws what `wasMoved` knows where the import does not stand at `from`, or is not running any more. */
export async function writeRows(scope: BusinessScope, step: Step, rows: readonly RowToWrite[]): Promise<void> {
  const { businessId } = scope;
  const { importId, from, to, now } = step;
  const among = sql`business_id = ${businessId} and import_id = ${importId} and row >= ${from.row} and row < ${to.row}`;
  const many = (condition: string) => sql`(select count(*) from import_rows where ${among} and ${sql.raw(condition)})`;
  await rawBatch(scope.db, [
    sql`update imports set next_row = iif(state = 'running' and next_row = ${from.row}, ${to.row}, null),
      next_piece = ${to.piece}, touched_at = ${now}, stalls = 0 where business_id = ${businessId} and id = ${importId}`,
    ...rows.flatMap((row) => rowStatements(businessId, step, row)),
    ...(rows.length === 0
      ? []
      : [
          sql`update imports set made = made + ${many("outcome = 'made'")}, changed = changed + ${many("outcome = 'changed'")},
      skipped = skipped + ${many("outcome = 'skipped'")}, refused = refused + ${many("outcome = 'refused'")},
      with_problems = with_problems + ${many("problems is not null")}
      where business_id = ${businessId} and id = ${importId}`,
        ]),
  ]);
}

function rowStatements(businessId: string, { importId, policy }: Step, { row, problems, taken }: RowToWrite): SQL[] {
  const told = problems.length === 0 ? null : JSON.stringify(problems);
  if (taken === null)
    return [
      sql`insert into import_rows (business_id, import_id, row, outcome, problems)
        values (${businessId}, ${importId}, ${row}, 'refused', ${told})`,
    ];
  const { arrival, incoming, tags } = taken;
  const { newId } = arrival;
  const isNew = sql`leads.id = ${newId}`;
  const { found, lead, statements } = takeInStatements(arrival, incoming, policy === "skip" ? isNew : sql`true`);
  const known = incoming.contacts.length === 0 ? sql`null` : found;
  const outcomeOfKnown = policy === "skip" ? "skipped" : "changed";
  const thisRow = sql`business_id = ${businessId} and import_id = ${importId} and row = ${row}`;
  return [
    sql`insert into import_rows (business_id, import_id, row, outcome, lead_id, problems, before)
      select ${businessId}, ${importId}, ${row}, iif(lead_id is null, 'made', ${outcomeOfKnown}),
        coalesce(lead_id, ${newId}), ${told}, ${policy === "skip" ? sql`null` : leadImage(businessId, sql`lead_id`)}
      from (select ${known} as lead_id)`,
    ...statements,
    ...(policy === "replace" ? [replaceOwn(arrival, incoming, lead)] : []),
    ...(policy === "merge" ? tellKept(arrival, incoming, lead) : []),
    ...tagStatements(arrival, tags, sql`(select lead_id from import_rows where ${thisRow} and outcome <> 'skipped')`),
    // Without a phone or an e-mail it is found again by the row that names it alone.
    sql`update import_rows set after = ${leadImage(businessId, sql`import_rows.lead_id`)}
      where ${thisRow} and outcome <> 'skipped'`,
  ];
}

/** What only a new lead takes from the intake. */
function replaceOwn({ businessId, newId, now }: TakenArrival, { status, assignedTo }: Incoming, lead: SQL): SQL {
  return sql`update leads set
    status_at = iif(status is ${status ?? sql`status`}, status_at, ${now}), status = ${status ?? sql`status`},
    assigned_to = ${assignedTo ?? sql`assigned_to`}
    where business_id = ${businessId} and id = ${lead} and id <> ${newId}`;
}

/** Lines of the timeline for what gave way to what a person had typed: nothing that the file says is lost. */
function tellKept(arrival: TakenArrival, incoming: Incoming, lead: SQL): SQL[] {
  const { businessId, now, eventId, newId } = arrival;
  const kept = (field: string, given: unknown) => ({
    id: `${eventId}.${field}`,
    kind: "kept",
    actorId: null,
    actorName: null,
    data: { field, given },
  });
  const typed = (field: string, column: string, given: string) =>
    insertEvent(
      arrival,
      kept(field, given),
      lead,
      sql`leads.id <> ${newId} and json_extract(leads.provenance, ${`$.${field}.by`}) = 'person'
        and leads.${sql.raw(column)} <> ${given}`,
    );
  const demand = Object.entries(incoming.demand ?? {});
  return [
    ...(incoming.name === undefined ? [] : [typed("name", "name", incoming.name)]),
    ...(incoming.nextAction === undefined ? [] : [typed("nextAction", "next_action", incoming.nextAction)]),
    ...(demand.length === 0
      ? []
      : [
          // Of the demand that this row has written to; its time tells which.
          sql`insert into lead_events (business_id, id, lead_id, kind, at, data)
            select ${businessId}, ${`${eventId}.`} || it.key, demands.lead_id, 'kept', ${now},
              json_object('field', it.key, 'given', iif(it.type in ('array', 'object'), json(it.value), it.value))
            from demands cross join json_each(${JSON.stringify(incoming.demand)}) as it
            where demands.business_id = ${businessId} and demands.lead_id = ${lead} and demands.updated_at = ${now}
              and json_extract(demands.provenance, '$.' || it.key || '.by') = 'person'
              and it.value is not (case it.key ${sql.raw(DEMAND_CASES)} end)`,
        ]),
  ];
}

const DEMAND_CASES = [
  ["dealType", "deal_type"],
  ["areas", "areas"],
  ["roomsMin", "rooms_min"],
  ["roomsMax", "rooms_max"],
  ["sizeMin", "size_min"],
  ["sizeMax", "size_max"],
  ["floorMin", "floor_min"],
  ["floorMax", "floor_max"],
  ["priceMin", "price_min"],
  ["priceMax", "price_max"],
]
  .map(([field, column]) => `when '${field}' then demands.${column}`)
  .join(" ");

/** One tag for one word: the first that comes makes it. */
function tagStatements(
  { businessId, now }: TakenArrival,
  tags: readonly { id: string; name: string; key: string }[],
  lead: SQL,
): SQL[] {
  if (tags.length === 0) return [];
  const given = JSON.stringify(tags);
  return [
    sql`insert into tags (business_id, id, name, name_key, color, created_at)
      select ${businessId}, it.value ->> 'id', it.value ->> 'name', it.value ->> 'key', 'grey', ${now}
      from json_each(${given}) as it where ${lead} is not null on conflict do nothing`,
    sql`insert into lead_tags (business_id, lead_id, tag_id)
      select ${businessId}, ${lead}, tags.id from json_each(${given}) as it
      join tags on tags.business_id = ${businessId} and tags.name_key = it.value ->> 'key'
      where ${lead} is not null on conflict do nothing`,
  ];
}

/** All rows are gone through. False: it stands somewhere else by now. */
export async function finishImport(scope: BusinessScope, importId: string, now: number): Promise<boolean> {
  const done = await scope.db
    .update(imports)
    .set({ state: "done", finishedAt: now, touchedAt: now })
    .where(
      and(
        eq(imports.businessId, scope.businessId),
        eq(imports.id, importId),
        eq(imports.state, "running"),
        sql`${imports.nextPiece} >= ${imports.pieces}`,
      ),
    )
    .returning({ id: imports.id });
  return done.length === 1;
}
