/** How many leads there are in each status. */
import { sql, type SQL } from "drizzle-orm";
import { COUNTED_MOST, type LeadCounts, type LeadCountsFilter } from "../../../../core/leads/counts.ts";
import { facetExpression, type LeadFacets } from "../../../../core/leads/facets.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { facetsOf } from "../queries.ts";
import { listStatuses } from "../statuses/queries.ts";

/** Of every status of the business, those without a lead too; in their order. */
export async function countByStatus(scope: BusinessScope, filter: LeadCountsFilter): Promise<LeadCounts> {
  const facets = facetsOf(scope, filter);
  if (facets === null) return countKept(scope, null);
  const { sources, tags, dealTypes, assignees } = facets;
  const isKept = sources.length + tags.length + dealTypes.length === 0;
  return isKept ? countKept(scope, assignees) : countByIndex(scope, facets);
}

/**
 * By `lead_counts`. Its rows are as many as people and statuses, whatever the number of leads; those of some people are
 * found by their key. `assignees`: none for everybody's; null: there can be no lead.
 */
async function countKept({ db, businessId }: BusinessScope, assignees: readonly string[] | null): Promise<LeadCounts> {
  const among: SQL =
    assignees === null
      ? sql`and false`
      : assignees.length === 0
        ? sql``
        : sql`and c.assigned_to in (${sql.join(
            assignees.map((id) => sql`${id}`),
            sql`, `,
          )})`;
  const rows = await db.all<{ status: string; count: number }>(
    sql`select s.id as status, coalesce((select sum(c.count) from lead_counts as c
        where c.business_id = s.business_id and c.status = s.id ${among}), 0) as count
      from lead_statuses as s where s.business_id = ${businessId} order by s.position, s.id`,
  );
  return rows.map((row) => ({ ...row, isMore: false }));
}

/** FTS5 keeps no numbers of words that meet: each is counted, up to a bound. */
async function countByIndex(scope: BusinessScope, facets: LeadFacets): Promise<LeadCounts> {
  const statuses = await listStatuses(scope);
  const asked = statuses.map(({ id }) => ({
    id,
    expression: facetExpression(scope.businessId, { ...facets, statuses: [id] }),
  }));
  // As rows of a list: D1 joins five selects by `union` and no more.
  const rows = await scope.db.all<{ status: string; count: number }>(
    sql`select it.value ->> 'id' as status, (select count(*) from (select rowid from lead_facets
        where lead_facets match (it.value ->> 'expression') limit ${sql.raw(String(COUNTED_MOST + 1))})) as count
      from json_each(${JSON.stringify(asked)}) as it order by it.key`,
  );
  return rows.map(({ status, count }) => ({
    status,
    count: Math.min(count, COUNTED_MOST),
    isMore: count > COUNTED_MOST,
  }));
}
