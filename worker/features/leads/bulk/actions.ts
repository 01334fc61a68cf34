/**
 * What each action on many leads does, as parts of statements. `leads` is read beside the first two, the row `c` of
 * `lead_bulk_changes` beside the others.
 */
import { sql, type SQL } from "drizzle-orm";
import type { BulkAction } from "../../../../core/leads/bulk.ts";
import type { LeadEventKind } from "../../../../core/leads/events.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { visibleLeads, visibleWithBin } from "../queries.ts";
import { tagsThat } from "../tags/queries.ts";

export type Names = Readonly<Record<string, string>>;

export type Parts = {
  /** Whether the action changes this lead. */
  changes: SQL;
  /** `BulkBefore` of it. */
  before: SQL;
  event: LeadEventKind;
  data: SQL;
  /** And of taking it back: whether the lead is still as the action has left it. */
  stands: SQL;
  undoEvent: LeadEventKind;
  undoData: SQL;
};

const NOTHING = sql`'{}'`;

export function partsOf(scope: BusinessScope, action: BulkAction, names: Names): Parts {
  const { businessId } = scope;
  const alive = visibleLeads(scope) ?? sql`false`;
  const inBin = sql`${visibleWithBin(scope)} and leads.deleted_at is not null`;
  switch (action.kind) {
    case "status": {
      const statusName = (id: SQL) =>
        sql`(select name from lead_statuses where business_id = ${businessId} and id = ${id})`;
      const [from, to] = [statusName(sql`c.before ->> 'status'`), statusName(sql`${action.status}`)];
      const reason = action.reason === undefined ? sql`` : sql`, 'reason', ${action.reason}`;
      return {
        changes: sql`${alive} and leads.status <> ${action.status} and ${to} is not null`,
        before: sql`json_object('status', leads.status, 'statusAt', leads.status_at, 'lostReason', leads.lost_reason)`,
        event: "status",
        data: sql`json_object('from', ${from}, 'to', ${to}${reason})`,
        // Deleted meanwhile, the status it came from takes no lead back.
        stands: sql`${alive} and leads.status = ${action.status} and ${from} is not null`,
        undoEvent: "status",
        undoData: sql`json_object('from', ${to}, 'to', ${from})`,
      };
    }
    case "assign": {
      const nameOf = (id: SQL) =>
        sql`(select it.value from json_each(${JSON.stringify(names)}) as it where it.key = ${id})`;
      const [from, to] = [nameOf(sql`c.before ->> 'assignedTo'`), nameOf(sql`${action.userId}`)];
      return {
        changes: sql`${alive} and leads.assigned_to is not ${action.userId}`,
        before: sql`json_object('assignedTo', leads.assigned_to)`,
        event: "assigned",
        data: sql`json_object('from', ${from}, 'to', ${to})`,
        stands: sql`${alive} and leads.assigned_to is ${action.userId}`,
        undoEvent: "assigned",
        undoData: sql`json_object('from', ${to}, 'to', ${from})`,
      };
    }
    case "tags": {
      const [added, removed] = [
        tagsThat(businessId, action.add, false, "id"),
        tagsThat(businessId, action.remove, true, "id"),
      ];
      const namesIn = (path: string) => sql`(select json_group_array(tags.name) from tags
        where tags.business_id = ${businessId}
        and tags.id in (select value from json_each(c.before, ${sql.raw(`'$.${path}'`)})))`;
      return {
        changes: sql`${alive} and (${added} <> '[]' or ${removed} <> '[]')`,
        before: sql`json_object('added', json(${added}), 'removed', json(${removed}))`,
        event: "tags",
        data: sql`json_object('added', json(${namesIn("added")}), 'removed', json(${namesIn("removed")}))`,
        stands: alive,
        undoEvent: "tags",
        undoData: sql`json_object('added', json(${namesIn("removed")}), 'removed', json(${namesIn("added")}))`,
      };
    }
    case "delete":
      return {
        changes: alive,
        before: NOTHING,
        event: "deleted",
        data: NOTHING,
        stands: inBin,
        undoEvent: "restored",
        undoData: NOTHING,
      };
    case "restore":
      return {
        changes: inBin,
        before: NOTHING,
        event: "restored",
        data: NOTHING,
        stands: alive,
        undoEvent: "deleted",
        undoData: NOTHING,
      };
  }
}

type When = { now: number; actorId: string };

/** The change itself, of the leads in `chosen` (a query of ids). */
export function changeOf(
  scope: BusinessScope,
  action: BulkAction,
  chosen: SQL,
  rows: SQL,
  { now, actorId }: When,
): SQL[] {
  const { businessId } = scope;
  const update = (sets: SQL) => [sql`update leads set ${sets} where business_id = ${businessId} and id in (${chosen})`];
  switch (action.kind) {
    case "status":
      return update(sql`status = ${action.status}, status_at = ${now}, lost_reason = ${action.reason ?? null},
        updated_at = ${now}`);
    case "assign":
      return update(sql`assigned_to = ${action.userId}, updated_at = ${now}`);
    case "tags":
      return tagMoves("added", "removed", rows);
    case "delete":
      return update(sql`deleted_at = ${now}, deleted_by = ${actorId}`);
    case "restore":
      return update(sql`deleted_at = null, deleted_by = null, updated_at = ${now}`);
  }
}

/** And back. `members`: whoever is of the business now; a lead goes to nobody else. */
export function undoOf(
  scope: BusinessScope,
  action: BulkAction,
  { runId, chosen, rows, members }: { runId: string; chosen: SQL; rows: SQL; members: readonly string[] },
  { now, actorId }: When,
): SQL[] {
  const { businessId } = scope;
  const before = (field: string) => sql`(select c.before ->> ${sql.raw(`'${field}'`)} from lead_bulk_changes as c
    where c.business_id = leads.business_id and c.run_id = ${runId} and c.lead_id = leads.id)`;
  const update = (sets: SQL) => [sql`update leads set ${sets} where business_id = ${businessId} and id in (${chosen})`];
  switch (action.kind) {
    case "status":
      return update(sql`status = ${before("status")}, status_at = ${before("statusAt")},
        lost_reason = ${before("lostReason")}, updated_at = ${now}`);
    case "assign":
      return update(sql`assigned_to = (select value from json_each(${JSON.stringify(members)})
        where value = ${before("assignedTo")}), updated_at = ${now}`);
    case "tags":
      return tagMoves("removed", "added", rows);
    case "delete":
      return update(sql`deleted_at = null, deleted_by = null, updated_at = ${now}`);
    case "restore":
      return update(sql`deleted_at = ${now}, deleted_by = ${actorId}`);
  }
}

/** `rows`: `lead_bulk_changes as c where …`. Tags that are gone meanwhile stay so. */
const tagMoves = (on: "added" | "removed", off: "added" | "removed", rows: SQL): SQL[] => [
  sql`insert into lead_tags (business_id, lead_id, tag_id) select c.business_id, c.lead_id, tags.id
    from (select * from ${rows}) as c cross join json_each(c.before, ${sql.raw(`'$.${on}'`)}) as it
    cross join tags on tags.business_id = c.business_id and tags.id = it.value
      and tags.closed_at is null where true on conflict do nothing`,
  sql`delete from lead_tags where (business_id, lead_id, tag_id) in (select c.business_id, c.lead_id, it.value
    from (select * from ${rows}) as c cross join json_each(c.before, ${sql.raw(`'$.${off}'`)}) as it)`,
];
