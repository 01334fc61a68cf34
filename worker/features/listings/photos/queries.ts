import { and, asc, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { PHOTOS_MAX } from "../../../../core/listings/photos.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { listingPhotos, listings } from "../../../db/tenant/schema.ts";

type Photo = { id: string; type: string; width: number; height: number; bytes: number };

const ofListing = ({ businessId }: BusinessScope, listingId: string) =>
  and(eq(listingPhotos.businessId, businessId), eq(listingPhotos.listingId, listingId));
const byId = (scope: BusinessScope, listingId: string, id: string) =>
  and(ofListing(scope, listingId), eq(listingPhotos.id, id));

/** A listing whose photos change is news in lists: its cover may be another. */
const touch = ({ db, businessId }: BusinessScope, listingId: string, now: number) =>
  db
    .update(listings)
    .set({ updatedAt: now })
    .where(and(eq(listings.businessId, businessId), eq(listings.id, listingId)));

/** False: there are as many as there may be, or the listing is not there any more. */
export async function insertPhoto(
  scope: BusinessScope,
  listingId: string,
  photo: Photo,
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const { db, businessId } = scope;
  const row = selectRow(listingPhotos, {
    ...photo,
    businessId,
    listingId,
    position: sql`1 + coalesce((select max(position) from listing_photos
      where business_id = ${businessId} and listing_id = ${listingId}), 0)`,
    createdAt: now,
  });
  const [rows] = await db.batch([
    db
      .insert(listingPhotos)
      .select(
        sql`${row} where (select count(*) from listing_photos
            where business_id = ${businessId} and listing_id = ${listingId}) < ${PHOTOS_MAX}
          and exists (select 1 from listings
            where business_id = ${businessId} and id = ${listingId} and deleted_at is null)`,
      )
      .returning({ id: listingPhotos.id }),
    line,
    touch(scope, listingId, now),
  ]);
  return rows.length > 0;
}

export async function deletePhoto(
  scope: BusinessScope,
  listingId: string,
  id: string,
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [rows] = await scope.db.batch([
    scope.db
      .delete(listingPhotos)
      .where(byId(scope, listingId, id))
      .returning({ id: listingPhotos.id }),
    line,
    touch(scope, listingId, now),
  ]);
  return rows.length > 0;
}

/** `ids`: each of the listing's once; the first becomes the cover. */
export async function orderPhotos(
  scope: BusinessScope,
  listingId: string,
  ids: readonly string[],
  now: number,
  line: BatchItem<"sqlite">,
): Promise<void> {
  await scope.db.batch([
    scope.db
      .update(listingPhotos)
      .set({
        position: sql`(select it.key + 1 from json_each(${JSON.stringify(ids)}) as it where it.value = ${listingPhotos.id})`,
      })
      .where(
        and(
          ofListing(scope, listingId),
          sql`${listingPhotos.id} in (select value from json_each(${JSON.stringify(ids)}))`,
        ),
      ),
    line,
    touch(scope, listingId, now),
  ]);
}

export async function describePhoto(
  scope: BusinessScope,
  listingId: string,
  id: string,
  alt: string | null,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [rows] = await scope.db.batch([
    scope.db
      .update(listingPhotos)
      .set({ alt })
      .where(byId(scope, listingId, id))
      .returning({ id: listingPhotos.id }),
    line,
  ]);
  return rows.length > 0;
}

/** In their order. */
export async function photoIdsOf(scope: BusinessScope, listingId: string): Promise<string[]> {
  const rows = await scope.db
    .select({ id: listingPhotos.id })
    .from(listingPhotos)
    .where(ofListing(scope, listingId))
    .orderBy(asc(listingPhotos.position), asc(listingPhotos.id));
  return rows.map(({ id }) => id);
}

export async function hasPhoto(scope: BusinessScope, listingId: string, id: string): Promise<boolean> {
  const rows = await scope.db
    .select({ id: listingPhotos.id })
    .from(listingPhotos)
    .where(byId(scope, listingId, id));
  return rows.length > 0;
}
