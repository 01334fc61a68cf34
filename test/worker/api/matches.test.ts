/** What fits what, both ways, on real R*Trees. */
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { aDemand } from "./support/demands.ts";
import { aListing } from "./support/listings.ts";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aLead, aMember, makeWorld, type TestBusiness } from "./support/world.ts";
import { browserOf } from "../security/stage.ts";
import type { DemandMatch, ListingMatch } from "../../../core/listings/match-wire.ts";
import { demands } from "../../../worker/db/tenant/schema.ts";
import { matchesOfLead, matchesOfListing } from "../../../worker/features/listings/matches/service.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee: "own" });
  const [boss, me] = [await aMember(business), await aMember(business, "business")];
  const [manager, agent] = [await browserOf(world, boss), await browserOf(world, me)];
  const of = async <T>(path: string, by = manager) => {
    const response = await by.get(`${business.path}/matches/${path}`);
    return response.status === 200 ? (await response.json<{ items: T[] }>()).items : response.status;
  };
  return { world, business, boss, me, manager, agent, of };
}

describe("a match", () => {
  test("is found from both sides, says why, and is of leads that one may see", async () => {
    const { business, me, agent, of } = await anOffice();
    const home = await aListing(business, { neighbourhood: "אחוזה", price: 2_500_000, rooms: 4, size: 100 });
    const [mine, theirs] = [await aLead(business, { assignedTo: me.id }), await aLead(business, {})];
    await aDemand(business, mine.id, { priceMax: 2_400_000, roomsMin: 4, roomsMax: 4, areas: ["אחוזה, חיפה"] });
    await aDemand(business, theirs.id, { priceMax: 3_000_000 });
    await aDemand(business, theirs.id, { priceMax: 1_000_000 });
    await aDemand(business, theirs.id, { dealType: "rent", priceMax: 3_000_000 });
    await aDemand(business, theirs.id, { isActive: false });
    const all = (await of<DemandMatch>(`listings/${home.id}`)) as DemandMatch[];
    expect(all.map(({ lead }) => lead.id).toSorted()).toEqual([mine.id, theirs.id].toSorted());
    const own = (await of<DemandMatch>(`listings/${home.id}`, agent)) as DemandMatch[];
    expect(own.map(({ lead }) => lead.id)).toEqual([mine.id]);
    expect(own[0]?.verdicts).toContainEqual({ criterion: "price", is: "near", by: 100_000, isMust: false });
    const found = (await of<ListingMatch>(`leads/${mine.id}`, agent)) as ListingMatch[];
    expect(found.map(({ listing }) => listing.id)).toEqual([home.id]);
    expect(await of(`leads/${theirs.id}`, agent)).toBe(404);
  });

  test("follows what changes: state, price, the wish itself, the bin", async () => {
    const { business, manager, of } = await anOffice();
    const home = await aListing(business, { price: 2_000_000, state: "draft" });
    const lead = await aLead(business, {});
    const demandId = await aDemand(business, lead.id, { priceMax: 1_500_000 });
    const count = async () => ((await of(`listings/${home.id}`)) as unknown[]).length;
    expect(await count()).toBe(0);
    const path = `${business.path}/listings/${home.id}`;
    await manager.put(`${path}/state`, { body: { from: "draft", to: "active" } });
    expect(await count()).toBe(0);
    await manager.patch(path, { body: { from: { price: 2_000_000 }, to: { price: 1_500_000 } } });
    expect(await count()).toBe(1);
    const [match] = (await of<DemandMatch>(`listings/${home.id}`)) as DemandMatch[];
    expect(match).toMatchObject({ state: "new", reason: "price_drop", score: 100 });
    await business.scope.db
      .update(demands)
      .set({ isActive: false })
      .where(sql`id = ${demandId}`);
    expect(await count()).toBe(0);
    await business.scope.db
      .update(demands)
      .set({ isActive: true })
      .where(sql`id = ${demandId}`);
    expect(await count()).toBe(1);
    expect(await of(`leads/${lead.id}`)).toHaveLength(1);
    await manager.delete(path);
    expect(await of(`leads/${lead.id}`)).toEqual([]);
  });

  test("is dismissed and taken back, and is noted once", async () => {
    const { business, manager, agent, of } = await anOffice();
    const home = await aListing(business, { price: 1_000_000, state: "active" });
    const lead = await aLead(business, {});
    const demandId = await aDemand(business, lead.id, { priceMax: 1_000_000 });
    const decide = (state: string, by = manager) =>
      by.put(`${business.path}/matches/listings/${home.id}/demands/${demandId}`, { body: { state } });
    const state = async () => ((await of<ListingMatch>(`leads/${lead.id}`)) as ListingMatch[])[0]?.state;
    expect(await state()).toBe("new");
    expect((await decide("dismissed", agent)).status).toBe(404);
    expect((await decide("dismissed")).status).toBe(204);
    expect(await state()).toBe("dismissed");
    await manager.patch(`${business.path}/listings/${home.id}`, {
      body: { from: { price: 1_000_000 }, to: { price: 900_000 } },
    });
    expect(await state()).toBe("dismissed");
    expect((await decide("new")).status).toBe(204);
    expect(await state()).toBe("new");
  });
});

describe("with thousands of homes and wishes", () => {
  let business: TestBusiness;
  beforeAll(async () => {
    business = await aBusiness();
    const numbers = sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < 2999)`;
    await business.scope.db
      .run(sql`${numbers} insert into listings (business_id, id, deal, kind, city, address_told, rooms, size, price,
      features, state, state_at, created_at, updated_at)
      select ${business.id}, 'home-' || i, iif(i % 4, 'sell', 'let'), 'apartment', 'חיפה', 'city', 2 + (i % 9) / 2.0,
        60 + i % 90, 1000000 + i * 1000, '[]', 'active', 1, 1, 1 from n`);
    await business.scope.db
      .run(sql`${numbers} insert into leads (business_id, id, status, source, created_at, updated_at)
      select ${business.id}, 'lead-' || i, 'new', 'call', 1, 1 from n`);
    await business.scope.db
      .run(sql`${numbers} insert into demands (business_id, id, lead_id, deal_type, areas, rooms_min, rooms_max,
      price_max, features, is_active, provenance, created_at, updated_at)
      select ${business.id}, 'demand-' || i, 'lead-' || i, iif(i % 4, 'buy', 'rent'), '[]', 2 + (i % 9) / 2.0,
        2 + (i % 9) / 2.0, 1000000 + i * 1000, '{}', 1, '{}', 1, 1 from n`);
  }, 120_000);

  /** Of each candidate: its box or point, the row that names it, itself, its lead; and what is shown and noted of the best. */
  const FEW = 8 * 201;
  test("a home that fits thousands, and one that fits nearly nobody", async () => {
    expect(await rowsRead(business.scope, (scope) => matchesOfListing(scope, "home-1"))).toBeLessThanOrEqual(FEW);
    expect(await rowsRead(business.scope, (scope) => matchesOfListing(scope, "home-2999"))).toBeLessThanOrEqual(FEW);
  });
  test("a wish that fits thousands, and one that fits nearly nothing", async () => {
    const of = (id: string) => rowsRead(business.scope, (scope) => matchesOfLead(scope, id));
    expect(await of("lead-2999")).toBeLessThanOrEqual(FEW);
    expect(await of("lead-1")).toBeLessThanOrEqual(FEW);
  });
});
