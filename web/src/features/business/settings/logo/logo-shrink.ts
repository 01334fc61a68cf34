/** A logo made as small as it is ever shown, in the browser: a photograph from a phone is no load for every page. */
import { LOGO_MAX_BYTES, LOGO_MIN_PX } from "../../../../../../core/business/logo.ts";
import type { ImageType } from "../../../../../../core/contract/image-type.ts";

/** The longest side. It is shown at 96 points, of which a phone's screen has three pixels each; the rest is for print. */
export const ENOUGH_PX = 512;
/** Tried after it, for pictures that are too many bytes nevertheless. */
const LESS_PX = [384, 256];
/** Of JPEG and WebP: edges of letters stay clean. */
const QUALITY = 0.92;

type Size = { width: number; height: number };

/** What the browser makes of a file. `draw`: null when it cannot write that type. */
export type Drawable = Size & { draw(size: Size, type: ImageType): Promise<Blob | null>; close(): void };

/** Never larger than it is, of the same shape, and no side shorter than a logo may be. */
export function shrunkSize({ width, height }: Size, longestPx: number): Size {
  const wanted = Math.max(longestPx / Math.max(width, height), LOGO_MIN_PX / Math.min(width, height));
  const scale = Math.min(1, wanted);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Null: it cannot be made small enough. What is transparent stays so: JPEG is written only for what was one. */
export async function shrunk(picture: Drawable, type: ImageType): Promise<Blob | null> {
  for (const longestPx of [ENOUGH_PX, ...LESS_PX]) {
    const size = shrunkSize(picture, longestPx);
    for (const each of new Set([type, "image/webp" as const])) {
      const blob = await picture.draw(size, each);
      if (blob && blob.size <= LOGO_MAX_BYTES) return blob;
    }
  }
  return null;
}

/** Null: the browser can make no picture of it. An `<img>` shows a broken one as an empty frame, and says nothing. */
export async function openPicture(file: Blob): Promise<Drawable | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  return {
    width,
    height,
    close: () => bitmap.close(),
    draw: async (size, type) => {
      const canvas = Object.assign(document.createElement("canvas"), size);
      const context = canvas.getContext("2d");
      if (!context) return null;
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, size.width, size.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
      // A browser that does not write a type writes PNG instead.
      return blob?.type === type ? blob : null;
    },
  };
}
