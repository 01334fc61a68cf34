/** Listings whose time in the bin is over, of all businesses of a database. */
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { TenantDb } from "../../../db/scope.ts";
import { listingPhotos, listings, listingShares, matchProposals } from "../../../db/tenant/schema.ts";

export type Gone = { businessId: string; id: string; photoIds: string[] };

/** The condition stands as in its index, which holds the bins alone. */
const inBin = sql`deleted_at is not null`;

export async function findGone(db: TenantDb, before: number, most: number): Promise<Gone[]> {
  const rows = await db
    .select({ businessId: listings.businessId, id: listings.id })
    .from(listings)
    .where(and(inBin, lt(listings.deletedAt, before)))
    .limit(most);
  if (rows.length === 0) return [];
  const photos = await db
    .select({ id: listingPhotos.id, businessId: listingPhotos.businessId, listingId: listingPhotos.listingId })
    .from(listingPhotos)
    .where(
      sql`(${listingPhotos.businessId}, ${listingPhotos.listingId}) in (select it.value ->> 0, it.value ->> 1
        from json_each(${JSON.stringify(rows.map(({ businessId, id }) => [businessId, id]))}) as it)`,
    );
  return rows.map((row) => ({
    ...row,
    photoIds: photos
      .filter(({ businessId, listingId }) => businessId === row.businessId && listingId === row.id)
      .map(({ id }) => id),
  }));
}

/** One that was taken back in this moment stays: each statement looks again. */
export async function removeForGood(db: TenantDb, businessId: string, id: string, before: number): Promise<boolean> {
  const stillGone = db
    .select({ id: listings.id })
    .from(listings)
    .where(and(eq(listings.businessId, businessId), eq(listings.id, id), inBin, lt(listings.deletedAt, before)));
  const [, , , rows] = await db.batch([
    db
      .delete(matchProposals)
      .where(and(eq(matchProposals.businessId, businessId), inArray(matchProposals.listingId, stillGone))),
    db
      .delete(listingPhotos)
      .where(and(eq(listingPhotos.businessId, businessId), inArray(listingPhotos.listingId, stillGone))),
    db
      .delete(listingShares)
      .where(and(eq(listingShares.businessId, businessId), inArray(listingShares.listingId, stillGone))),
    db
      .delete(listings)
      .where(and(eq(listings.businessId, businessId), inArray(listings.id, stillGone)))
      .returning({ id: listings.id }),
  ]);
  return rows.length > 0;
}
