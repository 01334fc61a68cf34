import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IMAGE_TYPES, readPicture } from "./image-type.ts";
import { aPng, HEIGHT, jpeg, png, webp, WIDTH } from "../../test/support/pictures.ts";

const SAMPLES = [
  ["a PNG", "image/png", png],
  ["a JPEG", "image/jpeg", jpeg],
  ["a lossy WebP", "image/webp", webp.lossy],
  ["a lossless WebP", "image/webp", webp.lossless],
  ["a WebP that can be seen through", "image/webp", webp.extended],
] as const;

const utf8 = (text: string) => new TextEncoder().encode(text);

describe.each(SAMPLES)("%s", (_, type, bytes) => {
  test("tells its kind and its size", () => {
    expect(readPicture(bytes)).toEqual({ kind: "picture", type, width: WIDTH, height: HEIGHT });
  });

  test("is read the same from the middle of a larger buffer", () => {
    const buffer = new Uint8Array(bytes.length + 20);
    buffer.set(bytes, 7);
    expect(readPicture(buffer.subarray(7, 7 + bytes.length))).toEqual(readPicture(bytes));
  });

  test("is never a picture once its end is missing, wherever it was cut", () => {
    for (let length = 0; length < bytes.length; length++)
      expect(readPicture(bytes.subarray(0, length)).kind, `${length} bytes`).not.toBe("picture");
  });

  test("never throws, and is of no other kind, whatever happens to bytes in it", () => {
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(changes, (changed) => {
        const copy = bytes.slice();
        for (const [at, byte] of changed) copy[at] = byte;
        const picture = readPicture(copy);
        if (picture.kind !== "unknown") expect(picture.type).toBe(type);
      }),
    );
  });

  test("followed by anything else is still what it was", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (more) => {
        const longer = new Uint8Array([...bytes, ...more]);
        expect(readPicture(longer)).toEqual({ kind: "picture", type, width: WIDTH, height: HEIGHT });
      }),
    );
  });
});

test("random bytes never make it throw, also behind the beginning of a picture", () => {
  const beginnings = [
    [],
    ...SAMPLES.flatMap(([, , bytes]) => [8, 16, 30].map((length) => [...bytes.subarray(0, length)])),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
      const picture = readPicture(new Uint8Array([...beginning, ...rest]));
      if (picture.kind === "picture") {
        expect(IMAGE_TYPES).toContain(picture.type);
        expect(picture.width).toBeGreaterThanOrEqual(0);
        expect(picture.height).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a PNG says any size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (width, height) => {
      expect(readPicture(aPng(width, height))).toEqual({ kind: "picture", type: "image/png", width, height });
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["nothing", new Uint8Array()],
  ["an SVG", utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["an SVG with a head", utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["a page", utf8("<!doctype html><script>alert(1)</script>")],
  ["a GIF", utf8("GIF89a\u0001\u0000\u0001\u0000")],
  ["a sound in a RIFF", utf8("RIFF\u0024\u0000\u0000\u0000WAVEfmt ")],
  ["a PDF", utf8("%PDF-1.7")],
])("%s is no picture", (_, bytes) => {
  expect(readPicture(bytes)).toEqual({ kind: "unknown" });
});

test("a JPEG whose first segment is not where it should be is damaged", () => {
  const broken = jpeg.slice();
  broken[2 + 2 + 16] = 0x00;
  expect(readPicture(broken)).toEqual({ kind: "damaged", type: "image/jpeg" });
});

test("a PNG that does not begin with its size is damaged", () => {
  const broken = png.slice();
  broken[12] = "J".charCodeAt(0);
  expect(readPicture(broken)).toEqual({ kind: "damaged", type: "image/png" });
});
