/**
 * A picture without what was written into its file beside the picture: where and when it was taken, with which device,
 * by whom, and smaller copies of it (EXIF, XMP, IPTC, comments). Only the picture's own parts are copied, so that what is
 * not known is left out too. For bytes that `readPicture` has found whole; null: they are not.
 */
import type { ImageType } from "./image-type.ts";

export function bareImage(bytes: Uint8Array, type: ImageType): Uint8Array<ArrayBuffer> | null {
  switch (type) {
    case "image/jpeg":
      return bareJpeg(bytes);
    case "image/png":
      return barePng(bytes);
    case "image/webp":
      return bareWebp(bytes);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const APP0 = 0xe0;
const APP15 = 0xef;
/** Says how colours are stored: without it some pictures change theirs. */
const APP14_ADOBE = 0xee;
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;
/** Stuffed byte and restart markers stand within the coded picture; anything else begins a new segment. */
const isWithinScan = (marker: number): boolean => marker === 0x00 || (marker >= 0xd0 && marker <= 0xd7);
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** ITU-T T.81, annex B. Ends with the end of the picture: phones write a film or another picture behind it. */
function bareJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const data = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= bytes.byteLength) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return joined([...parts, Uint8Array.of(0xff, END)]);
    if (isAlone(marker)) {
      parts.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    if (at + 4 > bytes.byteLength) return null;
    const next = at + 2 + data.getUint16(at + 2);
    if (next > bytes.byteLength) return null;
    const isBeside = (marker >= APP0 && marker <= APP15 && marker !== APP14_ADOBE) || marker === COMMENT;
    if (!isBeside) parts.push(bytes.subarray(at, next));
    at = next;
    if (marker === SCAN) {
      const end = endOfScan(bytes, at);
      parts.push(bytes.subarray(at, end));
      at = end;
    }
  }
  return null;
}

function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.byteLength; at++)
    if (bytes[at] === 0xff && bytes[at + 1] !== 0xff && !isWithinScan(bytes[at + 1] ?? 0)) return at;
  return bytes.byteLength;
}

/** What a picture is made of, and its colours and their meaning (https://www.w3.org/TR/png-3/#5ChunkOrdering). */
const PNG_KEPT = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT"]);

function barePng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const data = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const next = at + 12 + data.getUint32(at);
    if (next > bytes.byteLength) return null;
    const name = fourLetters(bytes, at + 4);
    if (PNG_KEPT.has(name)) parts.push(bytes.subarray(at, next));
    if (name === "IEND") return joined(parts);
    at = next;
  }
  return null;
}

const WEBP_KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH"]);
/** Of the flags of `VP8X`, bits that say what else is in the file; only the one for transparency stays. */
const ALPHA_FLAG = 0x10;

/** https://developers.google.com/speed/webp/docs/riff_container; of moving pictures nothing is kept, so they are none. */
function bareWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const data = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.slice(0, 12)];
  let hasPicture = false;
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const length = data.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    const name = fourLetters(bytes, at);
    if (at + 8 + length > bytes.byteLength) break;
    if (WEBP_KEPT.has(name)) {
      const part = new Uint8Array(next - at);
      part.set(bytes.subarray(at, Math.min(next, bytes.byteLength)));
      if (name === "VP8X") part[8] = (part[8] ?? 0) & ALPHA_FLAG;
      if (name === "VP8 " || name === "VP8L") hasPicture = true;
      parts.push(part);
    }
    at = next;
  }
  if (!hasPicture) return null;
  const all = joined(parts);
  viewOf(all).setUint32(4, all.byteLength - 8, true);
  return all;
}

const fourLetters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
