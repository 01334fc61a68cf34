/**
 * What a picture's own bytes say it is, whatever it is called: its kind, its size, and whether it is all there. Nothing
 * is decoded, nothing is believed that the bytes do not say, and no bytes make it throw. SVG is not among the kinds: it
 * is a document, and can carry scripts.
 */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export type Picture =
  | { kind: "picture"; type: ImageType; width: number; height: number }
  /** Begins as one, and then ends too early or makes no sense. */
  | { kind: "damaged"; type: ImageType }
  | { kind: "unknown" };

type Size = { width: number; height: number };

export function readPicture(bytes: Uint8Array): Picture {
  const type = typeOf(bytes);
  if (type === null) return { kind: "unknown" };
  const size = sizeOf(type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return size ? { kind: "picture", type, ...size } : { kind: "damaged", type };
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_SIGNATURE = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

function typeOf(bytes: Uint8Array): ImageType | null {
  const has = (signature: readonly number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte);
  if (has(PNG_SIGNATURE)) return "image/png";
  if (has(JPEG_SIGNATURE)) return "image/jpeg";
  return has(RIFF) && has(WEBP, 8) ? "image/webp" : null;
}

/** Null: damaged. */
function sizeOf(type: ImageType, data: DataView): Size | null {
  switch (type) {
    case "image/png":
      return sizeOfPng(data);
    case "image/jpeg":
      return sizeOfJpeg(data);
    case "image/webp":
      return sizeOfWebp(data);
  }
}

const fourLetters = (data: DataView, at: number): string =>
  String.fromCharCode(data.getUint8(at), data.getUint8(at + 1), data.getUint8(at + 2), data.getUint8(at + 3));

/** Of a chunk: length, four letters, and behind its content a check sum (https://www.w3.org/TR/png-3/#5Chunk-layout). */
const PNG_CHUNK_EXTRA = 12;

function sizeOfPng(data: DataView): Size | null {
  let size: Size | null = null;
  for (let at = PNG_SIGNATURE.length; at + PNG_CHUNK_EXTRA <= data.byteLength;) {
    const length = data.getUint32(at);
    const name = fourLetters(data, at + 4);
    const next = at + PNG_CHUNK_EXTRA + length;
    if (next > data.byteLength) return null;
    // The first chunk, and no other, tells the size.
    if ((size === null) !== (name === "IHDR") || (name === "IHDR" && length !== 13)) return null;
    size ??= { width: data.getUint32(at + 8), height: data.getUint32(at + 12) };
    if (name === "IEND") return size;
    at = next;
  }
  return null;
}

/** The markers that begin a frame, and so tell its size: C0 to CF without DHT, JPG and DAC (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** TEM and RST0 to RST7 stand alone. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const SCAN = 0xda;
const END = 0xd9;

function sizeOfJpeg(data: DataView): Size | null {
  let size: Size | null = null;
  for (let at = 2; at + 4 <= data.byteLength;) {
    if (data.getUint8(at) !== 0xff) return null;
    const marker = data.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isAlone(marker)) at += 2;
    else if (marker === SCAN) return endsAfter(data, at) ? size : null;
    else {
      const length = data.getUint16(at + 2);
      if (length < 2) return null;
      if (isFrame(marker)) {
        if (size !== null || length < 8 || at + 9 > data.byteLength) return null;
        size = { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
      }
      at += 2 + length;
    }
  }
  return null;
}

/** Cameras write behind the end of the picture, so it is looked for; inside of a scan FF is always followed by 00. */
function endsAfter(data: DataView, scanAt: number): boolean {
  for (let at = data.byteLength - 2; at > scanAt; at--)
    if (data.getUint8(at) === 0xff && data.getUint8(at + 1) === END) return true;
  return false;
}

/** https://developers.google.com/speed/webp/docs/riff_container; the first chunk tells the size. */
function sizeOfWebp(data: DataView): Size | null {
  const riffEnd = data.byteLength < 30 ? Number.NaN : 8 + data.getUint32(4, true);
  if (!(riffEnd <= data.byteLength) || riffEnd < 30) return null;
  switch (fourLetters(data, 12)) {
    case "VP8 ":
      // A key frame's start code, then 14 bits each; the two above them are a scale (RFC 6386, 9.1).
      if (data.getUint8(23) !== 0x9d || data.getUint8(24) !== 0x01 || data.getUint8(25) !== 0x2a) return null;
      return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      if (data.getUint8(20) !== 0x2f) return null;
      const packed = data.getUint32(21, true);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
    }
    case "VP8X":
      return { width: 1 + uint24(data, 24), height: 1 + uint24(data, 27) };
    default:
      return null;
  }
}

const uint24 = (data: DataView, at: number): number => data.getUint16(at, true) | (data.getUint8(at + 2) << 16);
