/** What agents are told of new matches: when, of which, how many, and until when they are new. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aDemand, demandRow } from "./support/demands.ts";
import { aListing } from "./support/listings.ts";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aLead, aMember, makeWorld, START } from "./support/world.ts";
import { browserOf } from "../security/stage.ts";
import type { MatchPair, Proposal } from "../../../core/listings/match-wire.ts";
import {
  demands,
  leads,
  listingPhotos,
  listings,
  matchPending,
  matchProposals,
} from "../../../worker/db/tenant/schema.ts";
import { countNewMatches } from "../../../worker/features/listings/proposals/service.ts";

async function anOffice(agentsSee: "all" | "own" = "own") {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee });
  const [boss, me] = [await aMember(business), await aMember(business, "business")];
  const [manager, agent] = [await browserOf(world, boss), await browserOf(world, me)];
  const path = `${business.path}/matches`;
  const demand = (leadId: string, fields: Partial<typeof demands.$inferInsert> = {}) =>
    aDemand(business, leadId, fields);
  /** As of a time before anybody was told of matches. */
  const longAgo = async () => void (await business.scope.db.delete(matchPending));
  const waiting = async (by = manager) => (await (await by.get(`${path}/waiting`)).json<{ matches: number }>()).matches;
  const proposals = async (list = "open", by = manager) =>
    (await (await by.get(`${path}/proposals?list=${list}`)).json<{ items: Proposal[] }>()).items;
  const see = (pairs: MatchPair[], by = manager) => by.put(`${path}/seen`, { body: { pairs } });
  const decide = ({ listingId, demandId }: MatchPair, state: string) =>
    manager.put(`${path}/listings/${listingId}/demands/${demandId}`, { body: { state } });
  const patch = (listingId: string, from: object, to: object) =>
    manager.patch(`${business.path}/listings/${listingId}`, { body: { from, to } });
  const move = (listingId: string, from: string, to: string) =>
    manager.put(`${business.path}/listings/${listingId}/state`, { body: { from, to } });
  const told = () =>
    world.hubCalls.filter(
      ({ businessId, argument }) =>
        businessId === business.id && (argument as { type?: string } | null)?.type === "matches.changed",
    ).length;
  return {
    world,
    business,
    boss,
    me,
    manager,
    agent,
    path,
    aDemand: demand,
    longAgo,
    waiting,
    proposals,
    see,
    decide,
    patch,
    move,
    told,
  };
}

describe("a new match", () => {
  test("is what a lower price makes: it is told live, says why and what misses, and is new until it was looked at", async () => {
    const { business, manager, aDemand, longAgo, waiting, proposals, see, patch, told, agent } = await anOffice();
    const home = await aListing(business, { price: 2_000_000, rooms: 3, neighbourhood: "הדר" });
    const photo = { type: "image/png", width: 40, height: 40, bytes: 1, position: 1, createdAt: START };
    await business.scope.db
      .insert(listingPhotos)
      .values({ ...photo, businessId: business.id, listingId: home.id, id: "cover" });
    const lead = await aLead(business, { name: "דנה" });
    const demandId = await aDemand(lead.id, { priceMax: 1_500_000 });
    await longAgo();
    expect(await waiting()).toBe(0);
    await patch(home.id, { price: 2_000_000 }, { price: 1_600_000 });
    expect(told()).toBe(1);
    expect([await waiting(), await waiting(agent)]).toEqual([1, 0]);
    const [proposal] = await proposals();
    expect(proposal).toMatchObject({
      state: "new",
      reason: "price_drop",
      at: START,
      leadId: lead.id,
      lead: { name: "דנה" },
      listing: { id: home.id, price: 1_600_000, coverId: "cover" },
      demand: { id: demandId },
    });
    expect(proposal?.verdicts).toContainEqual({ criterion: "price", is: "near", by: 100_000, isMust: false });
    const pair = { listingId: home.id, demandId };
    expect((await see([pair])).status).toBe(204);
    expect([await waiting(), told()]).toEqual([0, 2]);
    expect(await proposals()).toMatchObject([{ state: "seen", reason: "price_drop" }]);
    // A second time nothing is new of it, and nobody is told.
    await see([pair]);
    expect(told()).toBe(2);
    // Cheaper still is news again.
    await patch(home.id, { price: 1_600_000 }, { price: 1_500_000 });
    expect([await waiting(), told()]).toEqual([1, 3]);
    expect((await manager.put(`${business.path}/matches/seen`, { body: { pairs: [] } })).status).toBe(400);
  });

  test("is what a new wish makes, however it was written, and what is changed in one", async () => {
    const { business, manager, aDemand, waiting, proposals } = await anOffice();
    const home = await aListing(business, { price: 1_000_000, city: "חיפה" });
    const lead = await aLead(business, {});
    const before = await manager.get(`${business.path}/leads/${lead.id}`);
    expect(before.status).toBe(200);
    const made = await manager.post(`${business.path}/leads/${lead.id}/demands`, {
      body: { dealType: "buy", areas: ["נתניה"], priceMax: 1_000_000 },
    });
    expect(made.status, await made.clone().text()).toBe(200);
    expect(await waiting()).toBe(0);
    const {
      demands: [demand],
    } = await made.json<{ demands: { id: string }[] }>();
    const changed = await manager.patch(`${business.path}/leads/${lead.id}/demands/${demand?.id}`, {
      body: { areas: { from: ["נתניה"], to: ["חיפה"] } },
    });
    expect(changed.status, await changed.clone().text()).toBe(200);
    expect(await waiting()).toBe(1);
    expect(await proposals()).toMatchObject([{ reason: "new_demand", listing: { id: home.id } }]);
    // A file of people of long ago is no news, and what nobody looks for is none.
    await aDemand(lead.id, { provenance: { priceMax: { by: "import", at: START } } });
    await aDemand(lead.id, { isActive: false });
    await aDemand(lead.id, { dealType: "sell" });
    expect(await waiting()).toBe(1);
    expect(await business.scope.db.select().from(matchPending).where(eq(matchPending.businessId, business.id))).toEqual(
      [],
    );
  });

  test("is of the home that is offered: taken off the market it is no proposal, offered again it is news", async () => {
    const { business, aDemand, waiting, proposals, move, manager, see } = await anOffice();
    const home = await aListing(business, { price: 1_000_000, state: "draft" });
    const demandId = await aDemand((await aLead(business, {})).id, { priceMax: 1_000_000 });
    expect(await waiting()).toBe(0);
    await move(home.id, "draft", "active");
    expect(await proposals()).toMatchObject([{ reason: "new_listing" }]);
    await see([{ listingId: home.id, demandId }]);
    await move(home.id, "active", "under_offer");
    expect([await proposals(), await waiting()]).toEqual([[], 0]);
    await move(home.id, "under_offer", "active");
    expect(await waiting()).toBe(1);
    await manager.delete(`${business.path}/listings/${home.id}`);
    expect(await waiting()).toBe(0);
    await manager.post(`${business.path}/listings/${home.id}/restore`);
    expect(await waiting()).toBe(1);
  });

  test("is none of somebody of whom nothing is known but that they buy", async () => {
    const { business, aDemand, waiting, move } = await anOffice();
    const there = await aListing(business, { price: 1_000_000 });
    const nothing = { areas: [], roomsMin: null, roomsMax: null, sizeMin: null, sizeMax: null, priceMax: null };
    await aDemand((await aLead(business, {})).id, nothing);
    expect(await waiting()).toBe(0);
    await move(there.id, "active", "under_offer");
    await move(there.id, "under_offer", "active");
    expect(await waiting()).toBe(0);
  });

  test("is none any more where it does not fit, nobody looks for it, or the lead lies in the bin", async () => {
    const { business, aDemand, waiting, patch } = await anOffice();
    const home = await aListing(business, { price: 1_000_000 });
    const lead = await aLead(business, {});
    const demandId = await aDemand(lead.id, { priceMax: 1_000_000 });
    expect(await waiting()).toBe(1);
    await patch(home.id, { price: 1_000_000 }, { price: 3_000_000 });
    expect(await waiting()).toBe(0);
    await patch(home.id, { price: 3_000_000 }, { price: 1_000_000 });
    expect(await waiting()).toBe(1);
    const { db } = business.scope;
    const ofDemand = and(eq(demands.businessId, business.id), eq(demands.id, demandId));
    await db.update(demands).set({ isActive: false }).where(ofDemand);
    expect(await waiting()).toBe(0);
    await db.update(demands).set({ isActive: true }).where(ofDemand);
    expect(await waiting()).toBe(1);
    await db
      .update(leads)
      .set({ deletedAt: START })
      .where(and(eq(leads.businessId, business.id), eq(leads.id, lead.id)));
    expect(await waiting()).toBe(0);
  });

  test("is sent, dismissed and taken back, and stands in its list", async () => {
    const { business, aDemand, waiting, proposals, decide, told } = await anOffice();
    const home = await aListing(business, { price: 1_000_000 });
    const demandId = await aDemand((await aLead(business, {})).id, { priceMax: 1_000_000 });
    expect(await waiting()).toBe(1);
    const pair = { listingId: home.id, demandId };
    const before = told();
    await decide(pair, "sent");
    expect(told()).toBe(before + 1);
    expect([await waiting(), await proposals(), (await proposals("sent")).length]).toEqual([0, [], 1]);
    await decide(pair, "dismissed");
    expect([(await proposals("sent")).length, (await proposals("dismissed")).length]).toEqual([0, 1]);
    await decide(pair, "seen");
    expect([await waiting(), (await proposals()).length]).toEqual([0, 1]);
  });
});

describe("an agent who sees only their own", () => {
  test("is told of the matches of their leads alone, and sees no others away", async () => {
    const { business, me, agent, aDemand, waiting, proposals, see } = await anOffice("own");
    const home = await aListing(business, { price: 1_000_000 });
    const [mine, theirs] = [await aLead(business, { assignedTo: me.id }), await aLead(business, {})];
    const [own, other] = [
      await aDemand(mine.id, { priceMax: 1_000_000 }),
      await aDemand(theirs.id, { priceMax: 1_000_000 }),
    ];
    expect([await waiting(), await waiting(agent)]).toEqual([2, 1]);
    expect((await proposals("open", agent)).map(({ demand }) => demand.id)).toEqual([own]);
    const both = [own, other].map((demandId) => ({ listingId: home.id, demandId }));
    expect((await see(both, agent)).status).toBe(204);
    expect([await waiting(), await waiting(agent)]).toEqual([1, 0]);
    expect((await proposals()).find(({ demand }) => demand.id === other)?.state).toBe("new");
  });

  test("finds them behind those of everybody else, page after page", async () => {
    const { business, me, agent, path, waiting } = await anOffice("own");
    const { db } = business.scope;
    const home = await aListing(business, { price: 1_000_000 });
    const [mine, theirs] = [await aLead(business, { assignedTo: me.id }), await aLead(business, {})];
    const rows = Array.from({ length: 320 }, (_, nth) => demandRow(business, nth < 20 ? mine.id : theirs.id));
    for (const row of rows) await db.insert(demands).values(row);
    await db.delete(matchPending);
    for (const [nth, { id }] of rows.entries())
      await db.insert(matchProposals).values({
        businessId: business.id,
        listingId: home.id,
        demandId: id,
        state: "new",
        at: START + Math.floor(nth / 9),
      });
    expect([await waiting(agent), await waiting()]).toEqual([20, 100]);
    const found: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: Proposal[]; nextCursor: string | null } = await (
        await agent.get(`${path}/proposals?limit=7${cursor && `&cursor=${cursor}`}`)
      ).json();
      found.push(...page.items.map(({ demand }) => demand.id));
      cursor = page.nextCursor;
    }
    expect(found.toSorted()).toEqual(
      rows
        .slice(0, 20)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect((await agent.get(`${path}/proposals?cursor=made-up`)).status).toBe(400);
  });
});

test("another business knows nothing of it, and can look nothing away", async () => {
  const [ours, theirs] = [await anOffice(), await anOffice()];
  const home = await aListing(ours.business, { price: 1_000_000 });
  const demandId = await ours.aDemand((await aLead(ours.business, {})).id, { priceMax: 1_000_000 });
  expect([await ours.waiting(), await theirs.waiting()]).toEqual([1, 0]);
  await theirs.see([{ listingId: home.id, demandId }]);
  expect([await ours.waiting(), theirs.told()]).toEqual([1, 0]);
  expect((await theirs.manager.get(`${ours.path}/waiting`)).status).toBe(404);
});

test("three who look at once find the same, and leave nothing behind to look at", async () => {
  const { business, aDemand, waiting } = await anOffice();
  await aListing(business, { price: 1_000_000 });
  await aDemand((await aLead(business, {})).id, { priceMax: 1_000_000 });
  expect(await Promise.all([waiting(), waiting(), waiting()])).toEqual([1, 1, 1]);
  expect(await business.scope.db.select().from(matchPending).where(eq(matchPending.businessId, business.id))).toEqual(
    [],
  );
});

test("counting reads what it counts, among those that were decided", async () => {
  const { business, world } = await anOffice("all");
  const { db } = business.scope;
  const home = await aListing(business, { price: 1_000_000 });
  const lead = await aLead(business, {});
  for (let nth = 0; nth < 30; nth++) {
    const row = demandRow(business, lead.id);
    await db.insert(demands).values(row);
    const state = nth < 3 ? "new" : "dismissed";
    await db
      .insert(matchProposals)
      .values({ businessId: business.id, listingId: home.id, demandId: row.id, state, at: nth });
  }
  await db.delete(matchPending);
  const read = await rowsRead(business.scope, (scope) => countNewMatches(world.deps, scope));
  expect(read).toBeLessThanOrEqual(40);
  expect(await db.select().from(listings).where(eq(listings.id, home.id))).toHaveLength(1);
});
