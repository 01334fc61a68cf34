/** The list of leads: by what they are filtered, and by what was typed to find them. */
import { facetsOf, findLeadsById, listLeads } from "./queries.ts";
import { searchIds } from "../search-index/service.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import { ALL_LEADS, facetExpression, type LeadFacets } from "../../../core/leads/facets.ts";
import type { Lead, LeadFilter } from "../../../core/leads/wire.ts";
import { pageFrom, positionOf } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";

/** Of what was typed so many are looked at: whoever means another one types more. */
const MOST_FOUND = 300;
/** D1 takes 100 parameters. */
const READ_AT_ONCE = 90;

type LeadPage = { items: Lead[]; nextCursor: string | null };

/** Latest changed first; of what was typed the best first. `onBehind` as in `searchIds`. */
export async function findLeads(
  scope: BusinessScope,
  page: PageQuery,
  { query = "", ...filter }: LeadFilter,
  onBehind?: (cause: unknown) => void,
): Promise<LeadPage> {
  if (query === "") return listLeads(scope, page, filter);
  const facets = facetsOf(scope, filter);
  // The index holds none of those in the bin.
  if (facets === null || facets.isInBin) return { items: [], nextCursor: null };
  const start = page.cursor === undefined ? 0 : positionOf(page.cursor).at + 1;
  // Where nothing is left out again, a page is all that is needed, and one more to know whether there is another.
  const isFiltered = facetExpression(scope.businessId, facets) !== facetExpression(scope.businessId, ALL_LEADS);
  const most = isFiltered ? MOST_FOUND : Math.min(MOST_FOUND, start + page.limit + 1);
  const ids = (await searchIds(scope, query, ["lead"], most, onBehind)).lead;
  const found: { place: number; lead: Lead }[] = [];
  for (let from = start; from < ids.length && found.length <= page.limit; from += READ_AT_ONCE) {
    const leads = await findLeadsById(scope, ids.slice(from, from + READ_AT_ONCE));
    for (const lead of leads) if (isAmong(lead, facets)) found.push({ lead, place: ids.indexOf(lead.id, from) });
  }
  const { items, nextCursor } = pageFrom(found, page.limit, ({ place, lead }) => ({ at: place, id: lead.id }));
  return { items: items.map(({ lead }) => lead), nextCursor };
}

function isAmong(lead: Lead, { statuses, assignees, sources, tags, dealTypes }: LeadFacets): boolean {
  const anyOf = <T>(wanted: readonly T[], has: readonly T[]) =>
    wanted.length === 0 || has.some((one) => wanted.includes(one));
  return (
    anyOf(statuses, [lead.status]) &&
    anyOf(assignees, [lead.assignedTo ?? ""]) &&
    anyOf(sources, [lead.source]) &&
    anyOf(tags, lead.tags) &&
    anyOf(
      dealTypes,
      lead.demands.flatMap(({ isActive, dealType }) => (isActive && dealType !== null ? [dealType] : [])),
    )
  );
}
