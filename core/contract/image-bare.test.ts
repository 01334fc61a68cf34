import { describe, expect, it } from "vitest";
import { aPng, jpeg, png, webp } from "../../test/support/pictures.ts";
import { bareImage } from "./image-bare.ts";
import { readPicture } from "./image-type.ts";

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

function segment(marker: number, text: string): Uint8Array {
  const content = Buffer.from(text, "latin1");
  return new Uint8Array([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content]);
}

describe("a picture laid bare", () => {
  it.each([
    ["image/jpeg", jpeg],
    ["image/png", png],
    ["image/webp", webp.lossy],
    ["image/webp", webp.lossless],
    ["image/webp", webp.extended],
  ] as const)("%s is still one of the same size", (type, picture) => {
    const bare = bareImage(picture, type);
    expect(bare && readPicture(bare)).toEqual({ kind: "picture", type, width: 40, height: 24 });
  });

  it("of a JPEG has no EXIF, no comment, and nothing behind its end", () => {
    const notes = [segment(0xe1, "Exif\0\0SECRET"), segment(0xed, "Photoshop SECRET"), segment(0xfe, "SECRET")];
    const sent = Buffer.concat([jpeg.slice(0, 2), ...notes, jpeg.slice(2), Buffer.from("SECRET film")]);
    const bare = bareImage(new Uint8Array(sent), "image/jpeg");
    expect(bare && latin(bare)).not.toContain("SECRET");
    expect(bare && latin(bare)).not.toContain("Exif");
    expect(bare && readPicture(bare).kind).toBe("picture");
  });

  it("of a PNG has no texts", () => {
    const bare = bareImage(aPng(20, 20, "SECRET"), "image/png");
    expect(bare && latin(bare)).not.toContain("SECRET");
  });

  it("of a WebP has no chunk of notes, and its flags say so", () => {
    const notes = Buffer.from("EXIF\u0006\0\0\0SECRET", "latin1");
    const sent = new Uint8Array(Buffer.concat([webp.extended, notes]));
    new DataView(sent.buffer).setUint32(4, sent.byteLength - 8, true);
    const bare = bareImage(sent, "image/webp");
    expect(bare && latin(bare)).not.toContain("SECRET");
    expect(bare && readPicture(bare).kind).toBe("picture");
  });

  it("is nothing where the bytes are none", () => {
    expect(bareImage(Uint8Array.of(0xff, 0xd8, 0xff), "image/jpeg")).toBeNull();
    expect(bareImage(new Uint8Array(40), "image/webp")).toBeNull();
  });
});
