/** Writes the listings of a demo business, and their drawn photos where there is a place to put them. */
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { businessId, seedId } from "./ids.ts";
import { listingPhoto, PHOTO_SIZE } from "./listing-photo.ts";
import type { SeedBusiness, SeedListing } from "./shapes.ts";
import { addDays, dayInIsrael } from "../../core/listings/exclusivity.ts";
import { HOME_FEATURES } from "../../core/listings/features.ts";
import { listingPhotos, listings, matchProposals } from "../../worker/db/tenant/schema.ts";
import { photoKey } from "../../worker/features/listings/photos/service.ts";

/** As much of R2 as is needed; null: photos are left out. */
export type SeedFiles = Pick<R2Bucket, "put" | "head"> | null;

const DAY_MS = 24 * 60 * 60_000;

export async function seedListings(
  db: DrizzleD1Database,
  { slug, listings: all }: SeedBusiness,
  now: number,
  files: SeedFiles,
): Promise<void> {
  // In the order in which they changed: that is the order of the lists.
  const oldestFirst = all.toSorted((one, other) => other.updatedDaysAgo - one.updatedDaysAgo);
  for (const [place, listing] of oldestFirst.entries()) {
    const row = listingRow(slug, listing, now);
    await db.insert(listings).values(row).onConflictDoNothing();
    for (let at = 0; at < (files ? listing.photos : 0); at++) {
      const alt = listing.photosShow?.[at] ?? null;
      await seedPhoto(db, files, row, { drawing: place * 5 + at, at, alt }, now);
    }
    await seedProposals(db, slug, listing, now);
  }
}

async function seedPhoto(
  db: DrizzleD1Database,
  files: SeedFiles,
  listing: { businessId: string; id: string },
  { drawing, at, alt }: { drawing: number; at: number; alt: string | null },
  now: number,
): Promise<void> {
  const id = seedId(`photo/${listing.id}/${at}`);
  const key = photoKey(listing.businessId, id);
  const bytes = listingPhoto(drawing);
  // One that was taken away on the screen is not brought back: its row stays away only if its file is there.
  if (!files || (await files.head(key))) return;
  await files.put(key, bytes, { httpMetadata: { contentType: "image/png" } });
  await db
    .insert(listingPhotos)
    .values({
      businessId: listing.businessId,
      listingId: listing.id,
      id,
      position: at + 1,
      type: "image/png",
      ...PHOTO_SIZE,
      bytes: bytes.byteLength,
      alt,
      createdAt: now,
    })
    .onConflictDoNothing();
}

async function seedProposals(
  db: DrizzleD1Database,
  businessSlug: string,
  { slug, proposedTo }: SeedListing,
  now: number,
): Promise<void> {
  if (!proposedTo) return;
  const { why, leads, daysAgo } = proposedTo;
  for (const lead of leads)
    await db
      .insert(matchProposals)
      .values({
        businessId: businessId(businessSlug),
        listingId: seedId(`listing/${businessSlug}/${slug}`),
        demandId: seedId(`demand/${businessSlug}/${lead}/0`),
        state: "new",
        reason: why,
        at: Math.round(now - daysAgo * DAY_MS),
      })
      .onConflictDoNothing();
}

function listingRow(businessSlug: string, listing: SeedListing, now: number): typeof listings.$inferInsert {
  const { slug, exclusiveInDays, owner, agent, updatedDaysAgo, features, ...fields } = listing;
  const { photos: _photos, photosShow: _show, proposedTo: _proposed, ...written } = fields;
  const at = Math.round(now - updatedDaysAgo * DAY_MS);
  const today = dayInIsrael(now);
  return {
    ...written,
    addressTold: "neighbourhood",
    features: HOME_FEATURES.filter((feature) => features.includes(feature)),
    exclusiveFrom: exclusiveInDays ? addDays(today, exclusiveInDays[0]) : null,
    exclusiveUntil: exclusiveInDays ? addDays(today, exclusiveInDays[1]) : null,
    ownerLeadId: owner === undefined ? null : seedId(`lead/${businessSlug}/${owner}`),
    agentId: agent === null ? null : seedId(`user/${agent}`),
    businessId: businessId(businessSlug),
    id: seedId(`listing/${businessSlug}/${slug}`),
    stateAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
