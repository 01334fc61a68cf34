import { describe, expect, it, vi } from "vitest";
import { LOGO_MAX_BYTES, LOGO_PROBLEMS } from "../../../../../../core/business/logo.ts";
import { aPng, aPngOfBytes, jpeg, png } from "../../../../../../test/support/pictures.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { he } from "../../../../i18n/he.ts";
import { readLogoFile as readIn, refusalText } from "./logo-file.ts";

const readLogoFile = (chosen: File) => readIn(chosen, async () => true);
const file = (bytes: BlobPart, name = "logo.png") => new File([bytes], name);

describe("a file that is chosen for a logo", () => {
  it("is taken for what it is, whatever it is called, and can be looked at", async () => {
    const read = await readLogoFile(file(jpeg, "logo.png"));
    const url = `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
    expect(read).toEqual({ ok: true, logo: { name: "logo.png", bytes: jpeg, type: "image/jpeg", url } });
  });

  it.each([
    ["empty", new Uint8Array()],
    ["not_a_picture", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["damaged", png.slice(0, 60)],
    ["too_few_pixels", aPng(15, 40)],
    ["too_large", aPngOfBytes(LOGO_MAX_BYTES + 1)],
  ] as const)("is refused as %s", async (problem, bytes) => {
    expect(await readLogoFile(file(bytes))).toEqual({ ok: false, problem });
  });

  it("is not read at all when it is too large", async () => {
    const film = file(new Uint8Array(LOGO_MAX_BYTES + 1));
    const read = vi.spyOn(film, "arrayBuffer");
    await readLogoFile(film);
    expect(read).not.toHaveBeenCalled();
  });

  it("is refused as damaged when the browser can make no picture of it", async () => {
    expect(await readIn(file(png), async () => false)).toEqual({ ok: false, problem: "damaged" });
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
