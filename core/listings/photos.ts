/** What can be a photo of a listing. Asked by the screen before it sends one, and by the server of what it got. */
import { readPicture, type ImageType, type Picture } from "../contract/image-type.ts";

export const PHOTOS_MAX = 20;
/** A photo of `PHOTO_SIDE_PX` at the browser's quality has about 400 kB. */
export const PHOTO_MAX_BYTES = 2 * 1024 * 1024;
/** The browser makes them so large: sharp on a full screen, and no more than a phone's line carries. */
export const PHOTO_SIDE_PX = 1600;
/** Of what is said of a photo to who does not see it. */
export const PHOTO_ALT_MAX_CHARS = 200;
export const PHOTO_MIN_PX = 16;
/** Larger costs a phone more memory to unpack than it has. */
export const PHOTO_MAX_PX = 4096;

export const PHOTO_PROBLEMS = [
  "empty",
  "too_large",
  "not_a_picture",
  "damaged",
  "too_few_pixels",
  "too_many_pixels",
  "too_many",
] as const;
export type PhotoProblem = (typeof PHOTO_PROBLEMS)[number];

export type PhotoCheck =
  | { ok: true; picture: Extract<Picture, { kind: "picture" }> }
  | { ok: false; problem: PhotoProblem };

export function checkPhoto(bytes: Uint8Array): PhotoCheck {
  if (bytes.byteLength > PHOTO_MAX_BYTES) return refused("too_large");
  if (bytes.byteLength === 0) return refused("empty");
  const picture = readPicture(bytes);
  if (picture.kind === "unknown") return refused("not_a_picture");
  if (picture.kind === "damaged") return refused("damaged");
  if (Math.min(picture.width, picture.height) < PHOTO_MIN_PX) return refused("too_few_pixels");
  if (Math.max(picture.width, picture.height) > PHOTO_MAX_PX) return refused("too_many_pixels");
  return { ok: true, picture };
}

const refused = (problem: PhotoProblem): PhotoCheck => ({ ok: false, problem });

export type PhotoType = ImageType;
