/** Pictures of 40 × 24 pixels as Chromium writes them, and PNGs of any size. */
import { crc32, deflateSync } from "node:zlib";

const decoded = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64, "base64"));

export const WIDTH = 40;
export const HEIGHT = 24;

export const png = decoded(
  "iVBORw0KGgoAAAANSUhEUgAAACgAAAAYCAYAAACIhL/AAAAAZ0lEQVR4AezRwQkAIAwDwOqOzqIjOIsOqf98JBShhQh9FCPUa7XVT+SqFvxoQO+CJPhd" +
    "8LRpTHkHwvdaMYqwvQRZMcxLEEXYXoKsGOYliCJsn1+w7GFMsUKvfH7B1w9/30vQKxxe8AIAAP//+HUHuwAAAAZJREFUAwBE9nkxvH5p4wAAAABJRU5ErkJg" +
    "gg==",
);

export const jpeg = decoded(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/" +
    "2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAYACgDASIAAhEBAxEB/8QA" +
    "GAABAAMBAAAAAAAAAAAAAAAAAAMEBQb/xAAkEAABAwEIAwEAAAAAAAAAAAAAAQQSAwITFSExU6LRBUOCwf/EABgBAQEAAwAAAAAAAAAAAAAAAAABAgMF/8QA" +
    "GhEBAQADAQEAAAAAAAAAAAAAAQACAxEhMf/aAAwDAQACEQMRAD8AjLWGu9nknZVOqLc/TqNne3NV21ZvG9sRlpmikRq+d9H1+GULXsxMckIABYQtYk73uKdA" +
    "Cpknxoq7ms4je25R0yRCIARV9YABS//Z",
);

/** The three ways in which a WebP can begin. */
export const webp = {
  lossy: decoded(
    "UklGRnAAAABXRUJQVlA4IGQAAAAQBACdASooABgAPv1oqlArJiQitUgBYB+JZADKLoAARCyAMDuTLGxEAAD51oZve94lfFbhd/8BH6yqc1uI4xF89VLIc7pf" +
      "S7tUlzk2C3vT1xhY+F/vMYcT15sptV48teu4AAAA",
  ),
  lossless: decoded("UklGRjIAAABXRUJQVlA4TCYAAAAvJ8AFAA/wKtX5/x3i/EcayKRt4mD+1e4eMxDR/3kAAAAAND9rCA=="),
  extended: decoded(
    "UklGRngAAABXRUJQVlA4WAoAAAAQAAAAJwAAFwAAQUxQSBQAAAABDzD/ERFCSED4v9YDC/SI/gdYS1ZQOCA+AAAAcAMAnQEqKAAYAD8RdLNRrCakorAaqAGA" +
      "IgljAM8oPTIPfdAAAP7xRqUqmfun1rh+tt+nG7LdXPpAW4TcAAA=",
  ),
};

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A whole PNG of one grey; `text` is a comment in it, so that two of a size differ, or one is as long as is wanted. */
export function aPng(width: number, height: number, text = ""): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const comment = text === "" ? [] : [chunk("tEXt", Buffer.from(`Comment\0${text}`, "latin1"))];
  return new Uint8Array(
    Buffer.concat([
      png.subarray(0, 8),
      chunk("IHDR", header),
      ...comment,
      chunk("IDAT", deflateSync(Buffer.alloc(height * (1 + width), 0))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

/** One of exactly this many bytes. */
export function aPngOfBytes(bytes: number): Uint8Array<ArrayBuffer> {
  const oneLetter = aPng(WIDTH, HEIGHT, "x").byteLength;
  return aPng(WIDTH, HEIGHT, "x".repeat(bytes - oneLetter + 1));
}
