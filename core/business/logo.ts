/** What can be a business's logo. Asked by the screen before it sends one, and by the server of what it got. */
import { z } from "zod";
import { readPicture, type ImageType, type Picture } from "../contract/image-type.ts";

/** Ten times what a drawn logo needs; it is loaded with every page. */
export const LOGO_MAX_BYTES = 256 * 1024;
/** Smaller is a blot beside the name; larger costs a phone more memory to unpack than it can show. */
export const LOGO_MIN_PX = 16;
export const LOGO_MAX_PX = 2048;

export const LOGO_PROBLEMS = [
  "empty",
  "too_large",
  /** Neither PNG nor JPEG nor WebP, whatever it is called. */
  "not_a_picture",
  /** Ends too early, or is broken. */
  "damaged",
  /** Called one kind, and another. */
  "other_type",
  "too_few_pixels",
  "too_many_pixels",
] as const;
export type LogoProblem = (typeof LOGO_PROBLEMS)[number];

export type LogoCheck =
  | { ok: true; picture: Extract<Picture, { kind: "picture" }> }
  | { ok: false; problem: LogoProblem };

/** `called`: the type it was sent as; null where only the bytes are known. */
export function checkLogo(bytes: Uint8Array, called: ImageType | null): LogoCheck {
  if (bytes.byteLength > LOGO_MAX_BYTES) return refused("too_large");
  if (bytes.byteLength === 0) return refused("empty");
  const picture = readPicture(bytes);
  if (picture.kind === "unknown") return refused("not_a_picture");
  if (called !== null && picture.type !== called) return refused("other_type");
  if (picture.kind === "damaged") return refused("damaged");
  if (Math.min(picture.width, picture.height) < LOGO_MIN_PX) return refused("too_few_pixels");
  if (Math.max(picture.width, picture.height) > LOGO_MAX_PX) return refused("too_many_pixels");
  return { ok: true, picture };
}

const refused = (problem: LogoProblem): LogoCheck => ({ ok: false, problem });

/**
 * Names the picture that is stored: another number for every upload, so that its address can be kept for ever. Null:
 * there is none.
 */
export const logoVersionSchema = z.number().int().nullable();

/** Shape of the answer of `PUT /api/businesses/:businessId/logo`. */
export const logoSchema = z.object({ logoVersion: logoVersionSchema });
