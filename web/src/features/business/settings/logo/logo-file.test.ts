import { describe, expect, it, vi } from "vitest";
import { LOGO_MAX_BYTES, LOGO_PROBLEMS } from "../../../../../../core/business/logo.ts";
import { aPng, aPngOfBytes, jpeg, png } from "../../../../../../test/support/pictures.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { readPicture } from "../../../../../../core/contract/image-type.ts";
import { he } from "../../../../i18n/he.ts";
import { FILE_MAX_BYTES, readLogoFile as readIn, refusalText } from "./logo-file.ts";
import type { Drawable } from "./logo-shrink.ts";

/** A browser that draws a PNG of the size it is asked for. */
const drawable = (width: number, height: number): Drawable => ({
  width,
  height,
  close: () => {},
  draw: async (size, type) => new Blob([aPng(size.width, size.height)], { type }),
});
const readLogoFile = (chosen: File) => readIn(chosen, async () => drawable(40, 24));
const file = (bytes: BlobPart, name = "logo.png") => new File([bytes], name);

describe("a file that is chosen for a logo", () => {
  it("is taken for what it is, whatever it is called, and can be looked at", async () => {
    const read = await readLogoFile(file(jpeg, "logo.png"));
    const url = `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
    expect(read).toEqual({
      ok: true,
      logo: { name: "logo.png", bytes: jpeg, type: "image/jpeg", url, isShrunk: false },
    });
  });

  it.each([
    ["empty", new Uint8Array()],
    ["not_a_picture", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["damaged", png.slice(0, 60)],
    ["too_few_pixels", aPng(15, 40)],
    ["too_heavy", aPng(8193, 16)],
  ] as const)("is refused as %s", async (problem, bytes) => {
    expect(await readLogoFile(file(bytes))).toEqual({ ok: false, problem });
  });

  it.each([
    ["of more pixels than are shown", aPng(1024, 512), { width: 512, height: 256 }],
    ["of more pixels than a logo may have", aPng(4096, 4096), { width: 512, height: 512 }],
    ["of more bytes than a logo may have", aPngOfBytes(LOGO_MAX_BYTES + 1), { width: 40, height: 24 }],
  ])("is shrunk when it is %s", async (_, bytes, size) => {
    const picture = readPicture(bytes);
    if (picture.kind !== "picture") throw new Error("a test without a picture");
    const read = await readIn(file(bytes), async () => drawable(picture.width, picture.height));
    expect(read.ok && { isShrunk: read.logo.isShrunk, ...readPicture(read.logo.bytes) }).toEqual({
      isShrunk: true,
      kind: "picture",
      type: "image/png",
      ...size,
    });
  });

  it("is refused when it is too narrow to be shrunk", async () => {
    const read = await readIn(file(aPng(8000, 20)), async () => drawable(8000, 20));
    expect(read).toEqual({ ok: false, problem: "too_many_pixels" });
  });

  it("is not read at all when it is too large", async () => {
    const film = file(new Uint8Array(FILE_MAX_BYTES + 1));
    const read = vi.spyOn(film, "arrayBuffer");
    expect(await readLogoFile(film)).toEqual({ ok: false, problem: "too_heavy" });
    expect(read).not.toHaveBeenCalled();
  });

  it("is refused as damaged when the browser can make no picture of it", async () => {
    expect(await readIn(file(png), async () => null)).toEqual({ ok: false, problem: "damaged" });
  });

  it("that went away in the meantime is told so", async () => {
    const gone = file(png);
    vi.spyOn(gone, "arrayBuffer").mockRejectedValue(new DOMException("gone", "NotFoundError"));
    expect(await readLogoFile(gone)).toEqual({ ok: false, problem: "unreadable" });
  });
});

describe("what the server says against a logo", () => {
  it.each(LOGO_PROBLEMS)("is told in Hebrew when it is %s", (problem) => {
    const error = new ApiError("validation_failed", { details: [{ field: "logo", problem }] });
    expect(refusalText(error)).toBe(he.logo.problems[problem]);
  });

  it("is that it is too large, also when a limit before the route has said it", () => {
    expect(refusalText(new ApiError("payload_too_large"))).toBe(he.logo.problems.too_large);
  });

  it("is never shown as the server wrote it", () => {
    const error = new ApiError("validation_failed", { details: [{ field: "logo", problem: "brand_new" }] });
    expect(refusalText(error)).toBe(he.errors.validation_failed);
    expect(refusalText(new ApiError("network"))).toBe(he.errors.network);
  });
});
