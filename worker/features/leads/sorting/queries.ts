/**
 * The list in another order than the one that is kept (latest changed first). All leads by when they came lie in an
 * index; whatever is filtered is put in order here, up to a bound, so that no list reads in proportion to the business.
 */
import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { PageQuery } from "../../../../core/contract/paging.ts";
import type { LeadFacets } from "../../../../core/leads/facets.ts";
import { SORTED_MOST, type LeadSort } from "../../../../core/leads/list-sorts.ts";
import type { Lead, LeadFilter } from "../../../../core/leads/wire.ts";
import { after, pageFrom, positionOf } from "../../../db/keyset.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { leads } from "../../../db/tenant/schema.ts";
import { facetsOf, idsInOrder, readListed } from "../queries.ts";

type Sort = Exclude<LeadSort, "changed">;
type Page = { items: Lead[]; nextCursor: string | null };

/** Null: more match than can be put in this order. */
export async function listSorted(
  scope: BusinessScope,
  page: PageQuery,
  filter: Omit<LeadFilter, "query">,
  sort: Sort,
): Promise<Page | null> {
  const facets = facetsOf(scope, filter);
  if (facets === null) return { items: [], nextCursor: null };
  return sort === "created" && isEverything(facets) ? listCreated(scope, page) : listFew(scope, page, facets, sort);
}

const isEverything = ({ isInBin, statuses, assignees, sources, tags, dealTypes }: LeadFacets): boolean =>
  !isInBin && [statuses, assignees, sources, tags, dealTypes].every(({ length }) => length === 0);

async function listCreated(scope: BusinessScope, page: PageQuery): Promise<Page> {
  const rows = await scope.db
    .select({ id: leads.id, at: leads.createdAt })
    .from(leads)
    .where(
      and(
        eq(leads.businessId, scope.businessId),
        isNull(leads.deletedAt),
        isNull(leads.mergedInto),
        after(leads.createdAt, leads.id, page.cursor),
      ),
    )
    .orderBy(desc(leads.createdAt), desc(leads.id))
    .limit(page.limit + 1);
  const { items, nextCursor } = pageFrom(rows, page.limit, (row) => row);
  return { items: await readListed(scope, idsOf(items)), nextCursor };
}

/** Marks the cursors of these lists. */
const OF_FEW = "few:";

const ORDERS: Record<Sort, SQL> = {
  created: sql`leads.created_at desc, leads.id desc`,
  name: sql`coalesce(leads.name, '') = '', leads.name, leads.id`,
};

/** The place in a page's cursor is how many came before: the order is made anew for each page. */
async function listFew(scope: BusinessScope, page: PageQuery, facets: LeadFacets, sort: Sort): Promise<Page | null> {
  const position = page.cursor === undefined ? null : positionOf(page.cursor);
  // The list had too many when it was begun, and came in the kept order: it goes on in that.
  if (position && !position.id.startsWith(OF_FEW)) return null;
  const start = position?.at ?? 0;
  const rows = await scope.db.all<{ id: string }>(
    sql`select leads.id as id from (${idsInOrder(scope, facets, null, SORTED_MOST + 1)}) as it
      cross join leads on leads.business_id = ${scope.businessId} and leads.id = it.leadId order by ${ORDERS[sort]}`,
  );
  // A list that has begun goes on, though it may have grown beyond the bound meanwhile.
  if (rows.length > SORTED_MOST && page.cursor === undefined) return null;
  const places = rows.slice(start, start + page.limit + 1).map(({ id }, nth) => ({ id, at: start + nth + 1 }));
  const { items, nextCursor } = pageFrom(places, page.limit, ({ at, id }) => ({ at, id: `${OF_FEW}${id}` }));
  return { items: await readListed(scope, idsOf(items)), nextCursor };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
