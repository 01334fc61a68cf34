/** A photo that somebody chose: looked at before it is sent, by the server's rules, and made as small as it is shown. */
import {
  checkPhoto,
  PHOTO_MAX_PX,
  PHOTO_PROBLEMS,
  PHOTO_SIDE_PX,
  type PhotoProblem,
} from "../../../../../core/listings/photos.ts";
import { readPicture, type ImageType } from "../../../../../core/contract/image-type.ts";
import { ApiError } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";

const t = listingTexts.photos;
/** Photographs of a phone are below; films are not. */
const FILE_MAX_BYTES = 40 * 1024 * 1024;
const QUALITY = 0.82;

export type ReadyPhoto =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; type: ImageType }
  | { ok: false; problem: PhotoProblem };

const refused = (problem: PhotoProblem): ReadyPhoto => ({ ok: false, problem });

/** Drawn anew, so that nothing of the camera's notes is sent at all; turned as the camera was held. */
export async function readyPhoto(file: Blob, draw = drawSmaller): Promise<ReadyPhoto> {
  if (file.size > FILE_MAX_BYTES) return refused("too_large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.byteLength === 0) return refused("empty");
  const picture = readPicture(bytes);
  if (picture.kind === "unknown") return refused("not_a_picture");
  if (picture.kind === "damaged") return refused("damaged");
  if (Math.max(picture.width, picture.height) > 4 * PHOTO_MAX_PX) return refused("too_many_pixels");
  const drawn = await draw(new Blob([bytes], { type: picture.type }));
  if (!drawn) return refused("damaged");
  const made = new Uint8Array(await drawn.arrayBuffer());
  const check = checkPhoto(made);
  return check.ok ? { ok: true, bytes: made, type: check.picture.type } : refused(check.problem);
}

/** Never larger than it is, and of the same shape. */
export function photoSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, PHOTO_SIDE_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function drawSmaller(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  try {
    const canvas = Object.assign(document.createElement("canvas"), photoSize(bitmap.width, bitmap.height));
    const context = canvas.getContext("2d");
    if (!context) return null;
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  } finally {
    bitmap.close();
  }
}

/** What the server says against it, in Hebrew. */
export function photoRefusalText(error: unknown): string {
  if (!(error instanceof ApiError)) return errorMessage(error);
  if (error.code === "payload_too_large") return t.problems.too_large;
  const told = error.details.find(({ field }) => field === "photo")?.problem;
  const problem = PHOTO_PROBLEMS.find((each) => each === told);
  return problem ? t.problems[problem] : errorMessage(error);
}
