import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { facetQuery } from "../../../core/listings/facets.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import type { ListingState } from "../../../core/listings/states.ts";
import type { ListingField, ListingFields, ListingFilter, ListingSummary } from "../../../core/listings/wire.ts";
import { inOrder } from "../../db/in-order.ts";
import { pageFrom, positionOf } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { leads, listingOrder, listingPhotos, listings, matchProposals } from "../../db/tenant/schema.ts";
import { leftOf, visibleLeads, visibleWithBin } from "../leads/queries.ts";

const {
  businessId: _,
  ownerLeadId,
  assistantLine,
  description,
  state,
  stateAt,
  createdBy: _by,
  deletedBy: _deletedBy,
  ...shownColumns
} = getTableColumns(listings);

/**
 * The first photo. Its index ends it after one row. The columns of the listing stand here as text: where one table alone
 * is read drizzle leaves its name out in front of them, and within these they would be those of the photo.
 */
const coverId = sql<string | null>`(select photo.id from listing_photos as photo
  where photo.business_id = listings.business_id and photo.listing_id = listings.id
  order by photo.position, photo.id limit 1)`;
const summaryColumns = { ...shownColumns, state, coverId };

/** A row that can be changed: with its state, and whether it lies in the bin. */
export type ListingRow = typeof listings.$inferSelect;

const ofBusiness = ({ businessId }: BusinessScope) => eq(listings.businessId, businessId);
const byId = (scope: BusinessScope, id: string) => and(ofBusiness(scope), eq(listings.id, id));
const isLive = isNull(listings.deletedAt);

export type ListingsAsked = {
  page: PageQuery;
  filter: ListingFilter;
  /** The day in Israel. */ today: string;
  /** Only these, where a text was looked for. */ among?: readonly string[];
};

/**
 * Latest changed first. The facets answer with the rows of the page and no others, whatever they are narrowed to; their
 * numbers grow with each change, so they are the order and the key of pages too.
 */
export async function listListings(scope: BusinessScope, { page, filter, today, among }: ListingsAsked) {
  const { db, businessId } = scope;
  const most = page.limit + 1;
  // Numbers of JavaScript are bound as REAL, which FTS5 does not take for the row to begin at.
  const from = page.cursor === undefined ? undefined : positionOf(page.cursor).at;
  const picked = sql`${matching(scope, { filter, today, ...(among && { among }) })}
    ${from === undefined ? sql`` : sql`and rowid < cast(${from} as integer)`} order by rowid desc limit ${most}`;
  const rows = await db
    .select({ ...summaryColumns, at: listingOrder.id })
    .from(listingOrder)
    .innerJoin(listings, and(ofBusiness(scope), eq(listings.id, listingOrder.listingId)))
    // The business is kept from the index (`+`): by it SQLite would read the whole order.
    .where(and(sql`+${listingOrder.businessId} = ${businessId}`, sql`${listingOrder.id} in (${picked})`))
    .orderBy(desc(listingOrder.id));
  const { items, nextCursor } = pageFrom(rows, page.limit, ({ at, id }) => ({ at, id }));
  return { items: items.map(({ at: _at, ...row }): ListingSummary => row), nextCursor };
}

/** Rows of the facets. */
const matching = (scope: BusinessScope, { filter, today, among }: Omit<ListingsAsked, "page">): SQL =>
  sql`select rowid from listing_facets where listing_facets match ${facetQuery(scope.businessId, filter, today)}
    ${among ? sql`and rowid in (${ordersOf(scope, among)})` : sql``}`;

/** `most` at most. */
export async function countListings(
  scope: BusinessScope,
  asked: Omit<ListingsAsked, "page">,
  most: number,
): Promise<number> {
  const [row] = await scope.db.all<{ count: number }>(
    sql`select count(*) as count from (${matching(scope, asked)} limit ${most})`,
  );
  return row?.count ?? 0;
}

const ordersOf = ({ businessId }: BusinessScope, ids: readonly string[]): SQL =>
  sql`select id from listing_order where business_id = ${businessId}
    and listing_id in (select value from json_each(${JSON.stringify(ids)}))`;

/** As lists show them, without those in the bin. `which`: a condition of their ids. */
export const listingsInList = (scope: BusinessScope, which: SQL) =>
  scope.db
    .select(summaryColumns)
    .from(listings)
    .where(and(ofBusiness(scope), sql`${listings.id} ${which}`, isLive));

/** In the order of `ids`. Without those in the bin. */
export async function findListingsById(scope: BusinessScope, ids: readonly string[]): Promise<ListingSummary[]> {
  if (ids.length === 0) return [];
  return inOrder(await listingsInList(scope, sql`in (select value from json_each(${JSON.stringify(ids)}))`), ids);
}

/** Also one in the bin. */
export async function findListing(scope: BusinessScope, id: string): Promise<ListingRow | undefined> {
  const [row] = await scope.db.select().from(listings).where(byId(scope, id));
  return row;
}

/** What a page about one shows; the owner only if this person may see that lead. */
export async function findWhole(scope: BusinessScope, id: string) {
  const [[row], photos, [owner]] = await scope.db.batch([
    scope.db
      .select({ ...summaryColumns, assistantLine, description, stateAt, ownerLeadId })
      .from(listings)
      .where(byId(scope, id)),
    scope.db
      .select({
        id: listingPhotos.id,
        width: listingPhotos.width,
        height: listingPhotos.height,
        alt: listingPhotos.alt,
      })
      .from(listingPhotos)
      .where(and(eq(listingPhotos.businessId, scope.businessId), eq(listingPhotos.listingId, id)))
      .orderBy(asc(listingPhotos.position), asc(listingPhotos.id)),
    scope.db
      .select({ leadId: leads.id, name: leads.name, phone: leads.phone })
      .from(leads)
      .where(
        and(
          // One that lies in the bin is known there still.
          visibleWithBin(scope),
          // Where two leads have become one, the owner is the one that is left.
          sql`${leads.id} = ${leftOf(
            scope.businessId,
            sql`(select owner_lead_id from listings where business_id = ${scope.businessId} and id = ${id})`,
          )}`,
        ),
      ),
  ]);
  return row && { row, photos, owner };
}

/**
 * The owner that a listing has, as this person knows them: where two leads have become one, the one that is left; also
 * one in the bin. Null: they may not see them.
 */
export async function findOwner(scope: BusinessScope, ownerLeadId: string): Promise<string | null> {
  const [row] = await scope.db
    .select({ id: leads.id })
    .from(leads)
    .where(and(visibleWithBin(scope), sql`${leads.id} = ${leftOf(scope.businessId, ownerLeadId)}`));
  return row?.id ?? null;
}

/** Whether this person may see that lead, and so name it as an owner. */
export async function maySeeLead(scope: BusinessScope, leadId: string): Promise<boolean> {
  const rows = await scope.db
    .select({ id: leads.id })
    .from(leads)
    .where(and(visibleLeads(scope), eq(leads.id, leadId)));
  return rows.length > 0;
}

export async function insertListing(
  { db, businessId }: BusinessScope,
  fields: ListingFields,
  { id, by, now }: { id: string; by: string; now: number },
  line: BatchItem<"sqlite">,
): Promise<void> {
  const row = { ...fields, businessId, id, state: "draft" as const, stateAt: now };
  await db.batch([db.insert(listings).values({ ...row, createdAt: now, createdBy: by, updatedAt: now }), line]);
}

/** As the database keeps it, to compare with it. */
const kept = (value: unknown): string | number | null =>
  Array.isArray(value) ? JSON.stringify(value) : (value as string | number | null);

/** False: one of the fields is not as `from` says any more, or the listing is in the bin. Nothing is written then. */
export async function updateFields(
  scope: BusinessScope,
  id: string,
  { from, to }: { from: Partial<ListingFields>; to: Partial<ListingFields> },
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const asSeen = (Object.keys(to) as ListingField[]).map((field) => sql`${listings[field]} is ${kept(from[field])}`);
  const [rows] = await scope.db.batch([
    scope.db
      .update(listings)
      .set({ ...to, updatedAt: now })
      .where(and(byId(scope, id), isLive, ...asSeen))
      .returning({ id: listings.id }),
    line,
  ]);
  return rows.length > 0;
}

/** Nobody is to be told of one that is not offered. Offered again, it is news again. */
const withdrawProposals = ({ db, businessId }: BusinessScope, id: string) =>
  db.delete(matchProposals).where(
    and(
      eq(matchProposals.businessId, businessId),
      eq(matchProposals.listingId, id),
      inArray(matchProposals.state, ["new", "seen"]),
      sql`exists (select 1 from listings as it where it.business_id = ${businessId} and it.id = ${id}
        and (it.state <> 'active' or it.deleted_at is not null))`,
    ),
  );

/** False: it was not in `from` any more, or is in the bin. */
export async function setState(
  scope: BusinessScope,
  id: string,
  { from, to }: { from: ListingState; to: ListingState },
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [rows] = await scope.db.batch([
    scope.db
      .update(listings)
      .set({ state: to, stateAt: now, updatedAt: now })
      .where(and(byId(scope, id), isLive, eq(listings.state, from)))
      .returning({ id: listings.id }),
    line,
    withdrawProposals(scope, id),
  ]);
  return rows.length > 0;
}

/** Into the bin (`by`: who), or out of it. False: it was there already, or has gone for good. */
export async function setDeleted(
  scope: BusinessScope,
  id: string,
  { by, now }: { by: string | null; now: number },
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const isThere = by === null ? isNotNull(listings.deletedAt) : isLive;
  const [rows] = await scope.db.batch([
    scope.db
      .update(listings)
      .set({ deletedAt: by === null ? null : now, deletedBy: by, updatedAt: now })
      .where(and(byId(scope, id), isThere))
      .returning({ id: listings.id }),
    line,
    withdrawProposals(scope, id),
  ]);
  return rows.length > 0;
}
