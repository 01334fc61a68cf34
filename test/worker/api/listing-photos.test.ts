/** Photos of a listing, and the page that customers see under a link. */
import { createHash } from "node:crypto";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aListing } from "./support/listings.ts";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import { browserOf, strangerIn } from "../security/stage.ts";
import { aPng, jpeg, png, webp } from "../../support/pictures.ts";
import { PHOTO_MAX_BYTES, PHOTOS_MAX } from "../../../core/listings/photos.ts";
import type { Listing, ListingShare } from "../../../core/listings/wire.ts";
import { businesses, channelAddresses } from "../../../worker/db/directory/schema.ts";
import { listings } from "../../../worker/db/tenant/schema.ts";

const { RECORDINGS } = env as unknown as { RECORDINGS: R2Bucket };

/** As phones write it: a place and a time behind `Exif`, in the first segment. */
function withExif(picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode("Exif\0\0GPS 32.79,34.98 SECRETPLACE");
  const length = text.byteLength + 2;
  return new Uint8Array([...picture.slice(0, 2), 0xff, 0xe1, length >> 8, length & 0xff, ...text, ...picture.slice(2)]);
}

async function anOffice(fields: Parameters<typeof aBusiness>[0] = {}) {
  const world = makeWorld();
  const business = await aBusiness(fields);
  const manager = await browserOf(world, await aMember(business));
  const stranger = strangerIn(world);
  const listing = await aListing(business, { street: "רחוב סודי", houseNumber: "77", price: 1_234_000, rooms: 3.5 });
  const path = `${business.path}/listings/${listing.id}`;
  const add = (raw: Uint8Array<ArrayBuffer>, type = "image/jpeg") =>
    manager.post(`${path}/photos`, { raw, headers: { "Content-Type": type } });
  const added = async (raw: Uint8Array<ArrayBuffer>) => {
    const response = await add(raw);
    expect(response.status, await response.clone().text()).toBe(200);
    return response.json<Listing>();
  };
  const stored = async () => (await RECORDINGS.list({ prefix: `listings/${business.id}/` })).objects;
  const share = async (withAddress = false) =>
    (await manager.post(`${path}/shares`, { body: { withAddress } })).json<ListingShare>();
  return { world, business, manager, stranger, listing, path, add, added, stored, share };
}

describe("a photo", () => {
  const pictures: [string, Uint8Array<ArrayBuffer>][] = [["jpeg", jpeg], ["png", png], ...Object.entries(webp)].map(
    ([name, picture]) => [String(name), new Uint8Array(picture as Uint8Array)],
  );
  test.each(pictures)("that is a %s is kept and shown as it was, to members alone", async (_, picture) => {
    const { manager, stranger, path, added } = await anOffice();
    const { photos } = await added(picture);
    expect(photos).toMatchObject([{ width: 40, height: 24 }]);
    const shown = await manager.get(`${path}/photos/${photos[0]?.id}`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("Content-Type")).toMatch(/^image\//);
    expect(shown.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect((await stranger.get(`${path}/photos/${photos[0]?.id}`)).status).toBe(401);
  });

  test("loses where it was taken, whoever sent it", async () => {
    const { added, stored, manager, path } = await anOffice();
    const { photos } = await added(withExif(jpeg));
    const [object] = await stored();
    const kept: Uint8Array = new Uint8Array(await (await RECORDINGS.get(object!.key))!.arrayBuffer());
    const words = new TextDecoder("latin1").decode(kept);
    expect(words).not.toContain("Exif");
    expect(words).not.toContain("SECRETPLACE");
    expect(kept.slice(0, 3)).toEqual(Uint8Array.of(0xff, 0xd8, 0xff));
    expect(kept.slice(-2)).toEqual(Uint8Array.of(0xff, 0xd9));
    expect((await manager.get(`${path}/photos/${photos[0]?.id}`)).status).toBe(200);
    await added(aPng(30, 30, "SECRETPLACE"));
    for (const { key } of await stored())
      expect(await (await RECORDINGS.get(key))!.text()).not.toContain("SECRETPLACE");
  });

  const refused: [string, Uint8Array<ArrayBuffer>, string][] = [
    ["a script called a picture", new Uint8Array(new TextEncoder().encode("<svg onload=alert(1)>")), "not_a_picture"],
    ["half a picture", new Uint8Array(jpeg.slice(0, 200)), "damaged"],
    ["nothing", new Uint8Array(), "empty"],
    ["a dot", aPng(2, 2), "too_few_pixels"],
  ];
  test.each(refused)("that is %s is refused", async (_, raw, problem) => {
    const { add, stored } = await anOffice();
    const response = await add(raw);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details).toEqual([{ field: "photo", problem }]);
    expect(await stored()).toEqual([]);
  });

  test("that is too large is refused", async () => {
    const { add } = await anOffice();
    expect((await add(new Uint8Array(PHOTO_MAX_BYTES + 1))).status).toBe(413);
  });

  test("beyond the twentieth is refused, and nothing of it stays behind", async () => {
    const { add, stored } = await anOffice();
    for (let at = 0; at < PHOTOS_MAX; at++) expect((await add(png)).status).toBe(200);
    const response = await add(png);
    expect((await errorOf(response)).details).toEqual([{ field: "photo", problem: "too_many" }]);
    expect(await stored()).toHaveLength(PHOTOS_MAX);
  });

  test("is put in order, described and taken away; the first is the cover", async () => {
    const { business, manager, path, added, stored } = await anOffice();
    await added(jpeg);
    const { photos } = await added(png);
    const [first, second] = photos.map(({ id }) => id);
    const cover = async () =>
      (await (await manager.get(`${business.path}/listings`)).json<{ items: { coverId: string }[] }>()).items[0]
        ?.coverId;
    expect(await cover()).toBe(first);
    expect((await manager.put(`${path}/photos`, { body: { photoIds: [second] } })).status).toBe(409);
    expect((await manager.put(`${path}/photos`, { body: { photoIds: [second, second] } })).status).toBe(409);
    expect((await manager.put(`${path}/photos`, { body: { photoIds: [second, first] } })).status).toBe(200);
    expect(await cover()).toBe(second);
    await manager.patch(`${path}/photos/${second}`, { body: { alt: "הסלון" } });
    const after = await (await manager.delete(`${path}/photos/${first}`)).json<Listing>();
    expect(after.photos).toMatchObject([{ id: second, alt: "הסלון" }]);
    expect(await stored()).toHaveLength(1);
    expect((await manager.get(`${path}/photos/${first}`)).status).toBe(404);
  });
});

describe("the page for customers", () => {
  test("shows what is offered, by whom, and neither owner nor address", async () => {
    const { world, business, listing, path, added, share, stranger, manager } = await anOffice();
    await world.deps.directory.insert(channelAddresses).values({
      channel: "phone",
      address: `+9723${String(Date.now()).slice(-7)}`,
      businessId: business.id,
      createdAt: START,
    });
    const owner = await aLead(business, { name: "אדון הבית", phone: "+972525550999" });
    await manager.patch(path, {
      body: {
        from: { ownerLeadId: null, description: null, assistantLine: null },
        to: { ownerLeadId: owner.id, description: "<script>alert(1)</script> נוף", assistantLine: "לא לומר לאיש" },
      },
    });
    const { photos } = await added(jpeg);
    const { token } = await share();
    const response = await stranger.get(`/p/${token}`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('<html lang="he" dir="rtl">');
    expect(text).toContain(business.name);
    expect(text).toContain("tel:+9723");
    expect(text).toContain("1,234,000");
    expect(text).not.toMatch(/<script/);
    for (const secret of ["רחוב סודי", "77", "אדון הבית", "972525550999", "לא לומר", owner.id, listing.id])
      expect(text, secret).not.toContain(secret === "77" ? "סודי 77" : secret);
    expect(response.headers.get("X-Robots-Tag")).toContain("noindex");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(response.headers.get("Content-Security-Policy")).not.toContain("script-src");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const [, style = ""] = /<style>([^]*)<\/style>/.exec(text) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(response.headers.get("Content-Security-Policy")).toContain(`style-src 'sha256-${hash}'`);
    expect((await stranger.get(`/p/${token}/photos/${photos[0]?.id}`)).headers.get("Content-Type")).toBe("image/jpeg");
    expect((await stranger.get(`/p/${token}/photos/${crypto.randomUUID()}`)).status).toBe(404);
  });

  test("tells the address where the link was made to", async () => {
    const { share, stranger } = await anOffice();
    const { token } = await share(true);
    expect(await (await stranger.get(`/p/${token}`)).text()).toContain("רחוב סודי 77");
  });

  test("is gone, in Hebrew, once it is revoked, deleted, withdrawn or its business is suspended", async () => {
    const { world, business, manager, path, share, stranger, listing, added } = await anOffice();
    const { photos } = await added(jpeg);
    const gone = async (token: string) => {
      const response = await stranger.get(`/p/${token}`);
      expect((await stranger.get(`/p/${token}/photos/${photos[0]?.id}`)).status).toBe(response.status);
      const text = await response.text();
      return response.status === 404 && text.includes("הקישור כבר לא פעיל") && !text.includes(business.name);
    };
    const [one, two] = [await share(), await share()];
    expect(one.token).not.toBe(two.token);
    expect((await manager.delete(`${path}/shares/${one.id}`)).status).toBe(204);
    expect((await manager.delete(`${path}/shares/${one.id}`)).status).toBe(404);
    expect([await gone(one.token), await gone(two.token)]).toEqual([true, false]);
    const set = (fields: object) => business.scope.db.update(listings).set(fields).where(eq(listings.id, listing.id));
    await set({ state: "withdrawn" });
    expect(await gone(two.token)).toBe(true);
    await set({ state: "active", deletedAt: START });
    expect(await gone(two.token)).toBe(true);
    await set({ deletedAt: null });
    expect(await gone(two.token)).toBe(false);
    await world.deps.directory.update(businesses).set({ status: "suspended" }).where(eq(businesses.id, business.id));
    expect(await gone(two.token)).toBe(true);
  });

  test.each([
    "x",
    "0".repeat(64),
    `${"0".repeat(32)}${"_".repeat(32)}`,
    "..%2f..%2fapi",
    "%F0%9F%98%80",
    "a".repeat(5_000),
  ])("%s is no link", async (token) => {
    const { stranger } = await anOffice();
    expect((await stranger.get(`/p/${token}`)).status).toBe(404);
  });

  test("opens with the secret of its own business alone", async () => {
    const [ours, theirs] = [await anOffice(), await anOffice()];
    const { token } = await theirs.share();
    const mixed = ours.business.id.replaceAll("-", "") + token.slice(32);
    expect((await ours.stranger.get(`/p/${mixed}`)).status).toBe(404);
  });

  test("is asked for so often and no more by one address", async () => {
    const world = makeWorld({
      deps: { rateLimits: { address: { allows: async () => false }, session: { allows: async () => true } } },
    });
    expect((await strangerIn(world).get(`/p/${"0".repeat(64)}`)).status).toBe(429);
  });
});
