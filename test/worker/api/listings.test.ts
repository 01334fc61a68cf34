import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { aListing } from "./support/listings.ts";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import { browserOf } from "../security/stage.ts";
import { addDays, dayInIsrael } from "../../../core/listings/exclusivity.ts";
import type { Listing, ListingFilter, ListingSummary } from "../../../core/listings/wire.ts";
import { leads, listingPhotos } from "../../../worker/db/tenant/schema.ts";
import { emptyBins } from "../../../worker/features/listings/bin/service.ts";
import { photoKey } from "../../../worker/features/listings/photos/service.ts";
import { listListings } from "../../../worker/features/listings/queries.ts";
import { search } from "../../../worker/features/search/service.ts";

const TODAY = dayInIsrael(START);
const NEW = { deal: "sell", kind: "apartment", city: "חיפה" } as const;

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const [boss, agent] = [await aMember(business), await aMember(business, "business")];
  const [manager, member] = [await browserOf(world, boss), await browserOf(world, agent)];
  const path = `${business.path}/listings`;
  const create = async (fields: object = {}): Promise<Listing> => {
    const response = await manager.post(path, { body: { ...NEW, ...fields } });
    expect(response.status, await response.clone().text()).toBe(200);
    return response.json();
  };
  const patch = (id: string, from: object, to: object, by = manager) =>
    by.patch(`${path}/${id}`, { body: { from, to } });
  const list = async (query = "", by = manager) => {
    const response = await by.get(`${path}${query}`);
    expect(response.status, await response.clone().text()).toBe(200);
    return response.json<{ items: ListingSummary[]; nextCursor: string | null }>();
  };
  const ids = async (query = "") => (await list(query)).items.map(({ id }) => id);
  return { world, business, boss, agent, manager, member, path, create, patch, list, ids };
}

describe("a listing", () => {
  test("begins as a draft, tells every dashboard, and stands in the log by its address", async () => {
    const { world, business, manager, create, path } = await anOffice();
    const listing = await create({ street: "הרצל", houseNumber: "12", neighbourhood: "הדר", price: 1_500_000 });
    expect(listing).toMatchObject({ state: "draft", owner: { is: "nobody" }, photos: [], features: [] });
    expect(world.hubCalls).toContainEqual({
      businessId: business.id,
      method: "announce",
      argument: { type: "listing.changed", listingId: listing.id },
    });
    const audit = await (await manager.get(`${business.path}/audit?kind=listings`)).json<{ items: object[] }>();
    expect(audit.items).toMatchObject([
      { action: "listing.created", record: { type: "listing", id: listing.id, label: "הרצל 12, הדר, חיפה" } },
    ]);
    expect(await (await manager.get(`${path}/${listing.id}`)).json()).toEqual(listing);
  });

  test("says which field somebody else has changed meanwhile, and changes nothing then", async () => {
    const { create, patch, manager, path } = await anOffice();
    const { id } = await create({ price: 100, rooms: 3, features: ["parking"] });
    expect((await patch(id, { price: 100 }, { price: 110 })).status).toBe(200);
    const late = await patch(id, { price: 100, rooms: 3 }, { price: 120, rooms: 4 });
    expect(late.status).toBe(409);
    expect(await errorOf(late)).toMatchObject({
      code: "conflict",
      details: [{ field: "price", problem: "changed_meanwhile" }],
    });
    // Another field of the same listing is nobody's business.
    expect((await patch(id, { rooms: 3 }, { rooms: 3.5 })).status).toBe(200);
    expect((await patch(id, { features: ["parking"] }, { features: ["balcony", "parking"] })).status).toBe(200);
    expect(await (await manager.get(`${path}/${id}`)).json()).toMatchObject({
      price: 110,
      rooms: 3.5,
      features: ["parking", "balcony"],
    });
  });

  test.each([
    [{ rooms: 3.2 }, "rooms"],
    [{ price: 0 }, "price"],
    [{ price: 1.5 }, "price"],
    [{ city: " " }, "city"],
    [{ entryDate: "2026-02-30" }, "entryDate"],
    [{ floor: 7, floors: 4 }, "floor"],
    [{ exclusiveFrom: "2026-12-01", exclusiveUntil: "2026-11-01" }, "exclusiveUntil"],
    [{ ownerLeadId: "nobody" }, "ownerLeadId"],
    [{ agentId: "nobody" }, "agentId"],
    [{ features: ["pool"] }, "features.0"],
  ])("with %j is refused for its %s", async (fields, field) => {
    const { manager, path } = await anOffice();
    const response = await manager.post(path, { body: { ...NEW, ...fields } });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details?.map((one) => one.field)).toContain(field);
  });

  test("goes from state to state by the table alone, and from the one it is in", async () => {
    const { create, manager, path } = await anOffice();
    const { id } = await create();
    const move = (from: string, to: string) => manager.put(`${path}/${id}/state`, { body: { from, to } });
    expect((await move("draft", "closed")).status).toBe(400);
    expect(await (await move("draft", "active")).json()).toMatchObject({ state: "active" });
    expect((await move("draft", "active")).status).toBe(409);
    expect((await move("active", "under_offer")).status).toBe(200);
    expect((await move("under_offer", "closed")).status).toBe(200);
    expect((await move("closed", "active")).status).toBe(200);
  });

  test("lies in the bin until it is taken back, and 30 days at most", async () => {
    const { business, create, manager, path, ids } = await anOffice();
    const { id } = await create();
    expect((await manager.request("DELETE", `${path}/${id}`)).status).toBe(204);
    expect(await ids()).toEqual([]);
    expect(await ids("?bin=1")).toEqual([id]);
    expect((await manager.patch(`${path}/${id}`, { body: { from: { price: null }, to: { price: 5 } } })).status).toBe(
      404,
    );
    expect((await manager.post(`${path}/${id}/restore`)).status).toBe(200);
    expect(await ids()).toEqual([id]);
    const old = START - 31 * 24 * 3_600_000;
    const { id: gone } = await aListing(business, { deletedAt: old });
    expect((await manager.post(`${path}/${gone}/restore`)).status).toBe(404);
  });

  test("is gone for good with its photos after that, and what is younger stays", async () => {
    const { world, business, manager, path } = await anOffice();
    const old = START - 31 * 24 * 3_600_000;
    const gone = await aListing(business, { deletedAt: old });
    const young = await aListing(business, { deletedAt: START - 1_000 });
    await business.scope.db.insert(listingPhotos).values({
      businessId: business.id,
      listingId: gone.id,
      id: "photo",
      position: 1,
      type: "image/png",
      width: 20,
      height: 20,
      bytes: 3,
      createdAt: old,
    });
    await world.deps.files.put(photoKey(business.id, "photo"), { bytes: new ArrayBuffer(3), type: "image/png" });
    await emptyBins(world.deps);
    expect((await manager.get(`${path}/${gone.id}`)).status).toBe(404);
    expect(await world.deps.files.get(photoKey(business.id, "photo"))).toBeNull();
    expect((await manager.get(`${path}/${young.id}`)).status).toBe(200);
  });
});

describe("the owner", () => {
  test("is named to whoever may see that lead, and to nobody else", async () => {
    const world = makeWorld();
    const business = await aBusiness({ agentsSee: "own" });
    const [boss, me] = [await aMember(business), await aMember(business, "business")];
    const [manager, agent] = [await browserOf(world, boss), await browserOf(world, me)];
    const theirs = await aLead(business, { name: "בעל הבית", phone: "+972525550888", assignedTo: boss.id });
    const mine = await aLead(business, { name: "שלי", assignedTo: me.id });
    const path = `${business.path}/listings`;
    const { id } = await (await manager.post(path, { body: { ...NEW, ownerLeadId: theirs.id } })).json<Listing>();
    expect(await (await manager.get(`${path}/${id}`)).json()).toMatchObject({
      owner: { is: "lead", leadId: theirs.id, name: "בעל הבית", phone: "+972525550888" },
    });
    const seen = await (await agent.get(`${path}/${id}`)).text();
    expect(JSON.parse(seen)).toMatchObject({ owner: { is: "hidden" } });
    for (const secret of ["בעל הבית", "972525550888", theirs.id]) expect(seen).not.toContain(secret);
    // Whom one may not see one neither names nor replaces.
    const body = (from: string | null, to: string | null) => ({
      body: { from: { ownerLeadId: from }, to: { ownerLeadId: to } },
    });
    expect((await agent.patch(`${path}/${id}`, body(null, mine.id))).status).toBe(400);
    expect((await agent.patch(`${path}/${id}`, body(theirs.id, mine.id))).status).toBe(400);
    expect((await agent.post(path, { body: { ...NEW, ownerLeadId: theirs.id } })).status).toBe(400);
    expect((await agent.post(path, { body: { ...NEW, ownerLeadId: mine.id } })).status).toBe(200);
    // Nor does the search of listings know owners.
    const { listings: found } = await search({ ...business.scope, onlyOf: me.id }, "הבית", 20);
    expect(found).toEqual([]);
  });
});

describe("the list", () => {
  test("is narrowed by everything together, latest changed first, and goes on where it stopped", async () => {
    const { create, ids, list, patch, agent, manager, path } = await anOffice();
    const a = await create({ city: "חיפה", price: 1_000_000, rooms: 3, agentId: agent.id });
    const b = await create({ city: "קריית-ים", price: 2_000_000, rooms: 4, exclusiveUntil: addDays(TODAY, 10) });
    const c = await create({ city: "חיפה", price: 5_500, rooms: 2.5, deal: "let", exclusiveUntil: addDays(TODAY, 31) });
    await manager.put(`${path}/${c.id}/state`, { body: { from: "draft", to: "active" } });
    expect(await ids()).toEqual([c.id, b.id, a.id]);
    expect(await ids("?deal=sell")).toEqual([b.id, a.id]);
    expect(await ids("?state=active")).toEqual([c.id]);
    expect(await ids(`?agent=${agent.id}`)).toEqual([a.id]);
    expect(await ids("?agent=none")).toEqual([c.id, b.id]);
    expect(await ids(`?city=${encodeURIComponent("קריית ים")}`)).toEqual([b.id]);
    expect(await ids("?priceMin=1000000&priceMax=1999999")).toEqual([a.id]);
    expect(await ids("?priceMin=1000001")).toEqual([b.id]);
    expect(await ids("?priceMax=5500")).toEqual([c.id]);
    expect(await ids("?roomsMin=2.5&roomsMax=3")).toEqual([c.id, a.id]);
    expect(await ids("?roomsMin=5&roomsMax=4")).toEqual([]);
    expect(await ids("?exclusivity=ending")).toEqual([b.id]);
    expect(await ids(`?city=${encodeURIComponent("חיפה")}&deal=sell&roomsMin=3&priceMax=1000000`)).toEqual([a.id]);
    await patch(a.id, { price: 1_000_000 }, { price: 1_100_000 });
    const first = await list("?limit=2");
    expect(first.items.map(({ id }) => id)).toEqual([a.id, c.id]);
    expect(await ids(`?limit=2&cursor=${first.nextCursor}`)).toEqual([b.id]);
  });

  test("is searched by address, features and what is said of it, and the search finds it too", async () => {
    const { business, create, ids } = await anOffice();
    const a = await create({ street: "אלנבי", neighbourhood: "הדר", features: ["safeRoom"] });
    const b = await create({ street: "הנמל", description: "נוף פתוח לים, ליד השוק" });
    expect(await ids(`?query=${encodeURIComponent("באלנבי")}`)).toEqual([a.id]);
    expect(await ids(`?query=${encodeURIComponent("ממד")}`)).toEqual([a.id]);
    expect(await ids(`?query=${encodeURIComponent("נוף")}&deal=let`)).toEqual([]);
    expect(await ids(`?query=${encodeURIComponent("נוף")}`)).toEqual([b.id]);
    const { listings } = await search({ ...business.scope, onlyOf: "an agent" }, "הנמל", 20);
    expect(listings.map(({ id }) => id)).toEqual([b.id]);
  });
});

describe("with thousands of listings", () => {
  const LISTINGS = 3_000;
  const SHOWN = 25;
  /** Of each: its place in the order, itself, its cover, its number in the facets. */
  const FEW = 6 * SHOWN;
  let business: TestBusiness;
  beforeAll(async () => {
    business = await aBusiness();
    await business.scope.db
      .run(sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.raw(String(LISTINGS - 1))})
      insert into listings (business_id, id, deal, kind, city, address_told, rooms, size, price, features, agent_id,
        exclusive_until, state, state_at, created_at, updated_at)
      select ${business.id}, 'listing-' || i, iif(i % 3, 'sell', 'let'), 'apartment', iif(i % 100, 'חיפה', 'נשר'), 'city',
        2 + (i % 9) / 2.0, 60 + i % 90, 1000000 + i * 1000, '[]', iif(i < 12, 'quiet', 'busy'),
        iif(i % 500 = 0, ${addDays(TODAY, 9)}, null), iif(i % 2, 'active', 'draft'), 1, 1, 1 from n`);
  }, 60_000);

  const filters: ListingFilter[] = [
    {},
    { state: "active" },
    { deal: "let", state: "draft" },
    { agent: "quiet" },
    { agent: "nobody" },
    { city: "נשר" },
    { priceMin: 1_200_000, priceMax: 1_205_000 },
    { priceMin: 1_200_500 },
    { priceMax: 1_003_000, roomsMin: 3 },
    { roomsMin: 5.5, roomsMax: 6 },
    { exclusivity: "ending" },
    { city: "נשר", deal: "sell", state: "draft", roomsMin: 2, priceMin: 900_000, agent: "busy" },
    { bin: "1" },
  ];
  test.each(filters)("a page narrowed to %j reads few rows", async (filter) => {
    const asked = { page: { limit: SHOWN, cursor: undefined }, filter, today: TODAY };
    expect(await rowsRead(business.scope, (scope) => listListings(scope, asked))).toBeLessThanOrEqual(FEW);
    const { items } = await listListings(business.scope, { ...asked, page: { limit: 100, cursor: undefined } });
    const { priceMin = 0, priceMax = 1e9, roomsMin = 0, roomsMax = 99 } = filter;
    for (const { price, rooms } of items) {
      expect(price! >= priceMin && price! <= priceMax).toBe(true);
      expect(rooms! >= roomsMin && rooms! <= roomsMax).toBe(true);
    }
  });

  test("a page far down reads no more", async () => {
    let cursor: string | undefined;
    for (let pages = 0; pages < 20; pages++)
      cursor = (await listListings(business.scope, { page: { limit: 100, cursor }, filter: {}, today: TODAY }))
        .nextCursor!;
    const read = await rowsRead(business.scope, (scope) =>
      listListings(scope, { page: { limit: SHOWN, cursor }, filter: {}, today: TODAY }),
    );
    expect(read).toBeLessThanOrEqual(FEW);
  });
});

describe("the owner of a listing", () => {
  const owned = async (owner: Partial<typeof leads.$inferInsert>) => {
    const office = await anOffice();
    const other = await aLead(office.business, { name: "מי שנשאר", phone: "+972525550123" });
    const lead = await aLead(office.business, { name: "מי שהיה", phone: "+972525550124" });
    const listing = await office.create({ ownerLeadId: lead.id });
    await office.business.scope.db
      .update(leads)
      .set({ ...owner, ...(owner.mergedInto && { mergedInto: other.id }) })
      .where(eq(leads.id, lead.id));
    const read = async () => (await office.manager.get(`${office.path}/${listing.id}`)).json<Listing>();
    return { ...office, listing, lead, other, read };
  };

  test("who has become one with another lead is that one, and can be changed", async () => {
    const { listing, other, read, patch } = await owned({ mergedInto: "the other" });
    expect((await read()).owner).toMatchObject({ is: "lead", leadId: other.id, name: "מי שנשאר" });
    const next = await patch(listing.id, { ownerLeadId: other.id }, { ownerLeadId: null });
    expect(next.status, await next.clone().text()).toBe(200);
    expect((await read()).owner).toEqual({ is: "nobody" });
  });

  test("who has become one with a lead that has become one with another is the last", async () => {
    const { business, listing, other, read, patch } = await owned({ mergedInto: "the other" });
    const last = await aLead(business, { name: "האחרון", phone: "+972525550125" });
    await business.scope.db.update(leads).set({ mergedInto: last.id }).where(eq(leads.id, other.id));
    expect((await read()).owner).toMatchObject({ is: "lead", leadId: last.id });
    expect((await patch(listing.id, { ownerLeadId: last.id }, { ownerLeadId: null })).status).toBe(200);
  });

  test("who lies in the bin is still known to whom they were, and can be changed", async () => {
    const { business, listing, lead, other, read, patch } = await owned({ deletedAt: START });
    expect((await read()).owner).toMatchObject({ is: "lead", leadId: lead.id });
    // Nobody is made an owner from the bin.
    const lot = await aListing(business);
    expect((await patch(lot.id, { ownerLeadId: null }, { ownerLeadId: lead.id })).status).toBe(400);
    const next = await patch(listing.id, { ownerLeadId: lead.id }, { ownerLeadId: other.id });
    expect(next.status, await next.clone().text()).toBe(200);
  });
});
