import { describe, expect, test } from "vitest";
import { checkLogo, LOGO_MAX_BYTES, LOGO_MAX_PX, LOGO_MIN_PX } from "./logo.ts";
import { aPng, aPngOfBytes, jpeg, png, webp } from "../../test/support/pictures.ts";

const problemOf = (...asked: Parameters<typeof checkLogo>) => {
  const check = checkLogo(...asked);
  return check.ok ? null : check.problem;
};

describe("a logo", () => {
  test.each([
    ["PNG", png, "image/png"],
    ["JPEG", jpeg, "image/jpeg"],
    ["WebP", webp.lossless, "image/webp"],
  ] as const)("can be a %s that is called so, or that nobody has called anything", (_, bytes, type) => {
    expect(checkLogo(bytes, type)).toMatchObject({ ok: true, picture: { type } });
    expect(problemOf(bytes, null)).toBeNull();
  });

  test("cannot be called another kind than it is", () => {
    expect(problemOf(png, "image/jpeg")).toBe("other_type");
    expect(problemOf(jpeg, "image/webp")).toBe("other_type");
    expect(problemOf(webp.lossy, "image/png")).toBe("other_type");
  });

  test("cannot be something that only ends in .png", () => {
    expect(problemOf(new TextEncoder().encode("<svg/>"), "image/png")).toBe("not_a_picture");
    expect(problemOf(new Uint8Array(), "image/png")).toBe("empty");
  });

  test("has to be whole", () => {
    expect(problemOf(png.subarray(0, 100), "image/png")).toBe("damaged");
  });

  test("has its bounds in bytes", () => {
    expect(problemOf(aPngOfBytes(LOGO_MAX_BYTES), "image/png")).toBeNull();
    expect(problemOf(aPngOfBytes(LOGO_MAX_BYTES + 1), "image/png")).toBe("too_large");
  });

  test("has its bounds in pixels, each way", () => {
    const [few, many] = [LOGO_MIN_PX, LOGO_MAX_PX];
    expect(problemOf(aPng(few, few), null)).toBeNull();
    expect(problemOf(aPng(many, many), null)).toBeNull();
    expect(problemOf(aPng(few - 1, 100), null)).toBe("too_few_pixels");
    expect(problemOf(aPng(100, few - 1), null)).toBe("too_few_pixels");
    expect(problemOf(aPng(many + 1, 100), null)).toBe("too_many_pixels");
    expect(problemOf(aPng(100, many + 1), null)).toBe("too_many_pixels");
  });
});
