/** The pictures of a listing: stored first and named in the record then, so that nothing is shown that is not there. */
import { deletePhoto, describePhoto, hasPhoto, insertPhoto, orderPhotos, photoIdsOf } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import { bareImage } from "../../../../core/contract/image-bare.ts";
import { checkPhoto, PHOTOS_MAX, type PhotoProblem } from "../../../../core/listings/photos.ts";
import type { Listing } from "../../../../core/listings/wire.ts";
import type { StoredFile } from "../../../adapters/storage.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { lineOf, liveListing, readListing, tellOf } from "../service.ts";

/** Under the business's id, as everything of a business. */
export const photoKey = (businessId: string, photoId: string): string => `listings/${businessId}/${photoId}`;

const noPhoto = () => new CodedError("not_found", "there is no such photo");

export function photoRefusal(problem: PhotoProblem): CodedError {
  if (problem === "too_large") return new CodedError("payload_too_large", "the photo is too large");
  return invalidFields({ field: "photo", problem });
}

/** Of what was sent only the picture is kept: where it was taken stands in most photos of a phone. */
export async function addPhoto(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  listingId: string,
  sent: ArrayBuffer,
): Promise<Listing> {
  const listing = await liveListing(scope, listingId);
  const bytes = new Uint8Array(sent);
  const check = checkPhoto(bytes);
  if (!check.ok) throw photoRefusal(check.problem);
  const { type, width, height } = check.picture;
  const bare = bareImage(bytes, type);
  if (!bare) throw photoRefusal("damaged");
  if ((await photoIdsOf(scope, listingId)).length >= PHOTOS_MAX) throw photoRefusal("too_many");

  const id = deps.newId();
  await deps.files.put(photoKey(scope.businessId, id), { bytes: bare.buffer, type });
  const size = { width, height, bytes: bare.byteLength };
  const line = lineOf(deps, actor, scope, listing, "listing.photo_added", size);
  if (!(await insertPhoto(scope, listingId, { id, type, ...size }, deps.now(), line))) {
    await forgetPhotos(deps, scope, [id]);
    throw photoRefusal("too_many");
  }
  await tellOf(deps, scope, listingId);
  return readListing(scope, listingId);
}

export async function removePhoto(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  { listingId, photoId }: { listingId: string; photoId: string },
): Promise<Listing> {
  const listing = await liveListing(scope, listingId);
  const line = lineOf(deps, actor, scope, listing, "listing.photo_removed", {});
  if (!(await deletePhoto(scope, listingId, photoId, deps.now(), line))) throw noPhoto();
  await forgetPhotos(deps, scope, [photoId]);
  await tellOf(deps, scope, listingId);
  return readListing(scope, listingId);
}

/** Throws `conflict` when there are others by now than those that were put in order. */
export async function putInOrder(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  listingId: string,
  photoIds: readonly string[],
): Promise<Listing> {
  const listing = await liveListing(scope, listingId);
  const there = await photoIdsOf(scope, listingId);
  const given = new Set(photoIds);
  if (given.size !== photoIds.length || given.size !== there.length || !there.every((id) => given.has(id)))
    throw new CodedError("conflict", "the photos are others by now");
  const line = lineOf(deps, actor, scope, listing, "listing.photos_ordered", {});
  await orderPhotos(scope, listingId, photoIds, deps.now(), line);
  await tellOf(deps, scope, listingId);
  return readListing(scope, listingId);
}

export async function nameWhatIsSeen(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  { listingId, photoId }: { listingId: string; photoId: string },
  alt: string | null,
): Promise<Listing> {
  const listing = await liveListing(scope, listingId);
  const line = lineOf(deps, actor, scope, listing, "listing.photo_described", {});
  if (!(await describePhoto(scope, listingId, photoId, alt, line))) throw noPhoto();
  await tellOf(deps, scope, listingId);
  return readListing(scope, listingId);
}

/** Throws `not_found`. */
export async function readPhoto(
  deps: Pick<Deps, "files">,
  scope: BusinessScope,
  { listingId, photoId }: { listingId: string; photoId: string },
): Promise<StoredFile> {
  if (!(await hasPhoto(scope, listingId, photoId))) throw noPhoto();
  const file = await deps.files.get(photoKey(scope.businessId, photoId));
  if (!file) throw noPhoto();
  return file;
}

/** Nobody is shown them any more: that one stays behind is no reason to tell somebody that it failed. */
export async function forgetPhotos(
  { files, log }: Pick<Deps, "files" | "log">,
  { businessId }: BusinessScope,
  photoIds: readonly string[],
): Promise<void> {
  for (const photoId of photoIds)
    try {
      await files.remove(photoKey(businessId, photoId));
    } catch (cause) {
      log.error("photo_left_behind", { businessId, photoId, cause });
    }
}
