/** Reading leads. Every read goes through `visibleLeads`; lists go through the index of facets. */
import { and, eq, inArray, isNull, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { PageQuery } from "../../../core/contract/paging.ts";
import { facetExpression, type LeadFacets } from "../../../core/leads/facets.ts";
import type { Demand, DemandInList } from "../../../core/leads/demand.ts";
import { NOTES_IN_LISTS, UNASSIGNED, type Lead, type LeadDetail, type LeadFilter } from "../../../core/leads/wire.ts";
import { inOrder } from "../../db/in-order.ts";
import { pageFrom, positionOf } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { leadContacts, leads } from "../../db/tenant/schema.ts";

/** What this person may see of the leads; every read of them goes through it. Those in the bin are not among them. */
export const visibleLeads = (scope: BusinessScope) => and(visibleWithBin(scope), isNull(leads.deletedAt));

/** And those in the bin; of what was merged into another nothing is seen. */
export const visibleWithBin = ({ businessId, onlyOf }: BusinessScope) =>
  and(
    eq(leads.businessId, businessId),
    isNull(leads.mergedInto),
    onlyOf === null ? undefined : eq(leads.assignedTo, onlyOf),
  );

/**
 * Of the lead that is read, in one query with it. Its columns stand here as text: drizzle leaves the table out in front
 * of them, and within these they would be those of the inner one.
 */
const demandsOfLead = (fields: string) => sql<string>`coalesce((select json_group_array(json(it.demand)) from
  (select json_object(${sql.raw(fields)}) as demand from demands
    where demands.business_id = "leads"."business_id" and demands.lead_id = "leads"."id"
    order by is_active desc, updated_at desc, demands.id) as it), '[]')`;
const LISTED_FIELDS = `'id', demands.id, 'dealType', deal_type, 'areas', json(areas), 'roomsMin', rooms_min, 'roomsMax', rooms_max,
  'sizeMin', size_min, 'sizeMax', size_max, 'floorMin', floor_min, 'floorMax', floor_max, 'priceMin', price_min,
  'priceMax', price_max, 'features', json(features), 'note', note, 'isActive', json(iif(is_active, 'true', 'false')),
  'createdAt', created_at, 'updatedAt', updated_at`;
const listedDemands = demandsOfLead(LISTED_FIELDS)
  .mapWith((text: string): DemandInList[] => JSON.parse(text))
  .as("demands_json");
const wholeDemands = demandsOfLead(`${LISTED_FIELDS}, 'provenance', json(provenance)`)
  .mapWith((text: string): Demand[] => JSON.parse(text))
  .as("demands_json");
const tagsOfLead = sql<string>`coalesce((select json_group_array(tag_id) from lead_tags
    where lead_tags.business_id = "leads"."business_id" and lead_tags.lead_id = "leads"."id"), '[]')`
  .mapWith((text: string): string[] => JSON.parse(text))
  .as("tags_json");

const plainColumns = {
  id: leads.id,
  name: leads.name,
  phone: leads.phone,
  phoneTyped: leads.phoneTyped,
  status: leads.status,
  source: leads.source,
  nextAction: leads.nextAction,
  assignedTo: leads.assignedTo,
  createdAt: leads.createdAt,
  updatedAt: leads.updatedAt,
};
const shared = { ...plainColumns, tags: tagsOfLead };

/** Of a list, which shows a line of each: notes grow with every call, and a page of them would be megabytes. */
const listColumns = {
  ...shared,
  demands: listedDemands,
  notes: sql<string | null>`substr(${leads.notes}, 1, ${sql.raw(String(NOTES_IN_LISTS))})`.as("notes_begin"),
};
/** One lead as lists have it, with all its notes. */
export const leadColumns = { ...shared, demands: listedDemands, notes: leads.notes };

const detailColumns = {
  ...shared,
  demands: wholeDemands,
  notes: leads.notes,
  sourceDetail: leads.sourceDetail,
  statusAt: leads.statusAt,
  lostReason: leads.lostReason,
  provenance: leads.provenance,
  doNotCall: leads.doNotCall,
  deletedAt: leads.deletedAt,
};

/** What is asked for, within what this person may see. Null: nothing can be in it. */
export function facetsOf({ onlyOf }: BusinessScope, filter: LeadFilter): LeadFacets | null {
  const asked = (filter.assignedTo ?? []).map((who) => (who === UNASSIGNED ? "" : who));
  if (onlyOf !== null && asked.length > 0 && !asked.includes(onlyOf)) return null;
  return {
    isInBin: filter.bin !== undefined,
    statuses: filter.status ?? [],
    assignees: onlyOf === null ? asked : [onlyOf],
    sources: filter.source ?? [],
    tags: filter.tag ?? [],
    dealTypes: filter.deal ?? [],
  };
}

/** Ids of the leads of these facets with their place in the order, the latest changed first. */
export const idsInOrder = (
  { businessId }: BusinessScope,
  facets: LeadFacets,
  before: number | null,
  most: number,
): SQL =>
  sql`select lead_order.lead_id as leadId, lead_order.id as place from lead_facets
    cross join lead_order on lead_order.id = lead_facets.rowid
    where lead_facets match ${facetExpression(businessId, facets)} and lead_order.business_id = ${businessId}
    ${before === null ? sql`` : sql`and lead_facets.rowid < ${before}`}
    order by lead_facets.rowid desc limit ${most}`;

/** Latest changed first; of notes their beginning. `filter.query` is the search's (features/search). */
export async function listLeads(scope: BusinessScope, page: PageQuery, filter: Omit<LeadFilter, "query"> = {}) {
  const facets = facetsOf(scope, filter);
  if (facets === null) return { items: [], nextCursor: null };
  const position = page.cursor === undefined ? null : positionOf(page.cursor).at;
  const places = await scope.db.all<{ leadId: string; place: number }>(
    idsInOrder(scope, facets, position, page.limit + 1),
  );
  const { items: shown, nextCursor } = pageFrom(places, page.limit, ({ place, leadId }) => ({ at: place, id: leadId }));
  return {
    items: await readListed(
      scope,
      shown.map(({ leadId }) => leadId),
    ),
    nextCursor,
  };
}

/** As lists show them, in the order of `ids`, those in the bin too. One parameter, however many they are. */
export async function readListed(scope: BusinessScope, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows: Lead[] = await scope.db
    .select(listColumns)
    .from(leads)
    .where(and(visibleWithBin(scope), sql`${leads.id} in (select value from json_each(${JSON.stringify(ids)}))`));
  return inOrder(rows, ids);
}

/** Bounded: more than `most` are counted as `most`. */
export async function countLeads(
  scope: BusinessScope,
  filter: Omit<LeadFilter, "query">,
  most: number,
): Promise<number> {
  const facets = facetsOf(scope, filter);
  if (facets === null) return 0;
  if (isKept(facets)) return Math.min(await countKept(scope, facets), most);
  const rows = await scope.db.all<{ count: number }>(
    // The words have the beginning of the business's id alone.
    sql`select count(*) as count from (select 1 from lead_facets
      cross join lead_order on lead_order.id = lead_facets.rowid
      where lead_facets match ${facetExpression(scope.businessId, facets)}
        and lead_order.business_id = ${scope.businessId} limit ${most})`,
  );
  return rows[0]?.count ?? 0;
}

const isKept = ({ isInBin, sources, tags, dealTypes }: LeadFacets): boolean =>
  !isInBin && sources.length + tags.length + dealTypes.length === 0;

/** By status and by whose they are, numbers are kept: as many rows as statuses and people, whatever the number of leads. */
async function countKept({ db, businessId }: BusinessScope, { statuses, assignees }: LeadFacets): Promise<number> {
  const among = (column: string, values: readonly string[]) =>
    values.length === 0
      ? sql``
      : sql`and ${sql.raw(column)} in (select value from json_each(${JSON.stringify(values)}))`;
  const [row] = await db.all<{ count: number | null }>(sql`select sum(count) as count from lead_counts
    where business_id = ${businessId} ${among("status", statuses)} ${among("assigned_to", assignees)}`);
  return row?.count ?? 0;
}

/** Those that this person may see, in the order of `ids`; 90 at most. */
export async function findLeadsById(scope: BusinessScope, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows: Lead[] = await scope.db
    .select(listColumns)
    .from(leads)
    .where(and(visibleLeads(scope), inArray(leads.id, [...ids])));
  return inOrder(rows, ids);
}

export async function findLead(scope: BusinessScope, leadId: string): Promise<Lead | undefined> {
  const [lead] = await scope.db
    .select(leadColumns)
    .from(leads)
    .where(and(visibleLeads(scope), eq(leads.id, leadId)));
  return lead;
}

const contactColumns = {
  id: leadContacts.id,
  kind: leadContacts.kind,
  value: leadContacts.value,
  typed: leadContacts.typed,
  person: leadContacts.person,
};

/** With all that is known; of those in the bin too, in no order. 90 at most. */
export async function findLeadDetails(scope: BusinessScope, ids: readonly string[]): Promise<LeadDetail[]> {
  if (ids.length === 0) return [];
  const { db, businessId } = scope;
  const [rows, contacts] = await db.batch([
    db
      .select(detailColumns)
      .from(leads)
      .where(and(visibleWithBin(scope), inArray(leads.id, [...ids]))),
    db
      .select({ leadId: leadContacts.leadId, contact: contactColumns })
      .from(leadContacts)
      .where(and(eq(leadContacts.businessId, businessId), inArray(leadContacts.leadId, [...ids])))
      .orderBy(leadContacts.createdAt, leadContacts.id),
  ]);
  const contactsOf = Map.groupBy(contacts, ({ leadId }) => leadId);
  return rows.map((lead) => ({ ...lead, contacts: (contactsOf.get(lead.id) ?? []).map(({ contact }) => contact) }));
}

export const findLeadDetail = async (scope: BusinessScope, leadId: string): Promise<LeadDetail | undefined> =>
  (await findLeadDetails(scope, [leadId]))[0];

/** Whose it is now; null: nobody's. For telling those who may see it. */
export async function assigneeOfLead({ db, businessId }: BusinessScope, leadId: string): Promise<string | null> {
  const [lead] = await db
    .select({ assignedTo: leads.assignedTo })
    .from(leads)
    .where(and(eq(leads.businessId, businessId), eq(leads.id, leadId)));
  return lead?.assignedTo ?? null;
}

/**
 * The lead that is left of one (an id in SQL) after merges: whatever it became part of may have become part of another
 * since.
 */
export const leftOf = (businessId: SQLWrapper | string, leadId: SQLWrapper | string): SQL =>
  sql`(with recursive merged(id, into_id) as (
      select id, merged_into from leads where business_id = ${businessId} and id = ${leadId}
      union select next.id, next.merged_into from merged join leads as next on next.business_id = ${businessId}
        and next.id = merged.into_id)
    select id from merged where into_id is null)`;

/** Whose number it is, E.164: one look-up by the index of contacts. Null: nobody's, or of one in the bin. */
export async function findLeadOfNumber(scope: BusinessScope, phone: string): Promise<string | null> {
  const [lead] = await scope.db
    .select({ id: leads.id })
    .from(leadContacts)
    .innerJoin(leads, and(eq(leads.businessId, leadContacts.businessId), eq(leads.id, leadContacts.leadId)))
    .where(
      and(
        eq(leadContacts.businessId, scope.businessId),
        eq(leadContacts.kind, "phone"),
        eq(leadContacts.value, phone),
        visibleLeads(scope),
      ),
    );
  return lead?.id ?? null;
}
