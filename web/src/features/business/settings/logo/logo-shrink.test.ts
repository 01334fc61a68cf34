import { describe, expect, it, vi, type Mock } from "vitest";
import { LOGO_MAX_BYTES } from "../../../../../../core/business/logo.ts";
import type { ImageType } from "../../../../../../core/contract/image-type.ts";
import { shrunk, shrunkSize, type Drawable } from "./logo-shrink.ts";

describe("the size of a shrunk logo", () => {
  it.each([
    ["wide", { width: 4000, height: 1000 }, { width: 512, height: 128 }],
    ["high", { width: 300, height: 600 }, { width: 256, height: 512 }],
    ["small already", { width: 200, height: 100 }, { width: 200, height: 100 }],
    ["a narrow band, which must not vanish", { width: 1500, height: 30 }, { width: 800, height: 16 }],
    ["of an odd shape", { width: 1023, height: 767 }, { width: 512, height: 384 }],
  ])("of one that is %s", (_, size, expected) => expect(shrunkSize(size, 512)).toEqual(expected));
});

describe("a logo that is too much", () => {
  /** As large as is said for a type and a width. */
  function picture(
    bytesOf: (type: ImageType, width: number) => number | null,
  ): Drawable & { draw: Mock<Drawable["draw"]> } {
    const draw = vi.fn<Drawable["draw"]>(async ({ width }, type) => {
      const bytes = bytesOf(type, width);
      return bytes === null ? null : new Blob([new Uint8Array(bytes)], { type });
    });
    return { width: 2000, height: 2000, close: () => {}, draw };
  }

  it("stays of its kind where that is small enough", async () => {
    expect(
      await shrunk(
        picture(() => 100),
        "image/png",
      ),
    ).toMatchObject({ type: "image/png", size: 100 });
  });

  it("becomes a WebP, which keeps what is transparent, where PNG takes too many bytes", async () => {
    const heavyPng = picture((type) => (type === "image/png" ? LOGO_MAX_BYTES + 1 : LOGO_MAX_BYTES));
    expect(await shrunk(heavyPng, "image/png")).toMatchObject({ type: "image/webp" });
    expect(heavyPng.draw.mock.calls.some(([, type]) => type === "image/jpeg")).toBe(false);
  });

  it("becomes smaller where the browser writes no WebP", async () => {
    const heavy = picture((type, width) => (type === "image/webp" ? null : width * 700));
    expect(await shrunk(heavy, "image/png")).toMatchObject({ type: "image/png", size: 256 * 700 });
  });

  it("is given up where nothing helps", async () => {
    expect(
      await shrunk(
        picture(() => LOGO_MAX_BYTES + 1),
        "image/jpeg",
      ),
    ).toBeNull();
  });
});
