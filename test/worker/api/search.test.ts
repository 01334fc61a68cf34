/** Searching as an office does, on a real index: in Hebrew as it is written, and of what one may see alone. */
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { CALLS, LEADS, QUERIES } from "./support/search-corpus.ts";
import { aBusiness, aCall, aLead, aMember, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { SearchAnswer } from "../../../core/search/wire.ts";
import { calls, callTurns, leads, searchPending } from "../../../worker/db/tenant/schema.ts";
import { bringUpToDate, sweepSearch } from "../../../worker/features/search-index/service.ts";
import { search } from "../../../worker/features/search/service.ts";
import { and, eq } from "drizzle-orm";

async function aCorpus(business: TestBusiness): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const [key, fields] of Object.entries(LEADS)) {
    const { id } = await aLead(business, fields);
    keys.set(id, key);
    ids.set(key, id);
  }
  for (const [key, { from, lead, summary, turns }] of Object.entries(CALLS)) {
    const call = await aCall(business, { from, summary, leadId: lead === undefined ? null : (ids.get(lead) ?? null) });
    keys.set(call.id, key);
    await said(business, call.id, turns);
  }
  return keys;
}

const said = (business: TestBusiness, callId: string, texts: readonly string[]) =>
  business.scope.db.insert(callTurns).values(
    texts.map((text, at) => ({
      businessId: business.id,
      callId,
      seq: at + 1,
      role: at % 2 ? ("assistant" as const) : ("caller" as const),
      text,
      startedAt: START + at,
    })),
  );

const idsIn = ({ leads: found, calls: heard }: SearchAnswer) => [...found, ...heard].map(({ id }) => id);

describe("the corpus", () => {
  let business: TestBusiness;
  let keys: Map<string, string>;
  beforeAll(async () => {
    business = await aBusiness();
    keys = await aCorpus(business);
    // Another business's people of the same names, in the same database, are nobody here.
    await aCorpus(await aBusiness());
  });

  test("has a hundred queries and more", () => {
    expect(QUERIES.length).toBeGreaterThanOrEqual(100);
  });

  test.each(QUERIES)("«%s» finds %j", async (typed, found) => {
    const answer = await search(business.scope, typed, 20);
    expect(
      idsIn(answer)
        .map((id) => keys.get(id) ?? "another business's")
        .toSorted(),
    ).toEqual([...found].toSorted());
  });
});

describe("what is found first", () => {
  test("is who is named so, then where it was said, and only then who is nearly named so", async () => {
    const business = await aBusiness();
    const near = await aLead(business, { name: "רונית כרמלי" });
    const noted = await aLead(business, { name: "אבי", notes: "דירה אצל רונית" });
    const older = await aLead(business, { name: "רונית לוי" });
    const newer = await aLead(business, { name: "רונית אדלר" });
    const mistyped = await aLead(business, { name: "רנית שגב" });
    const { leads: found } = await search(business.scope, "רונית", 20);
    expect(
      found
        .map(({ id }) => id)
        .slice(0, 3)
        .toSorted(),
    ).toEqual([near.id, older.id, newer.id].toSorted());
    expect(found.map(({ id }) => id).slice(3)).toEqual([noted.id, mistyped.id]);
  });

  test("is no more of each kind than was asked for", async () => {
    const business = await aBusiness();
    for (let one = 0; one < 7; one++) {
      const lead = await aLead(business, { name: `דוד ${one}` });
      await aCall(business, { leadId: lead.id });
    }
    const answer = await search(business.scope, "דוד", 3);
    expect([answer.leads.length, answer.calls.length]).toEqual([3, 3]);
  });
});

describe("what changes", () => {
  const find = async (business: TestBusiness, typed: string) => idsIn(await search(business.scope, typed, 20));

  test("is found by the next search, and not any more by what it was", async () => {
    const business = await aBusiness();
    const lead = await aLead(business, { name: "שרה אבן" });
    const call = await aCall(business, { leadId: lead.id });
    expect(await find(business, "שרה")).toEqual([lead.id, call.id]);
    await business.scope.db.update(leads).set({ name: "לאה אבן" }).where(eq(leads.id, lead.id));
    expect(await find(business, "שרה")).toEqual([]);
    expect(await find(business, "לאה")).toEqual([lead.id, call.id]);
    await business.scope.db.update(leads).set({ notes: "רוצה גינה" }).where(eq(leads.id, lead.id));
    expect(await find(business, "גינה")).toEqual([lead.id]);
  });

  test("is a call when it is over, with what was said at its very end", async () => {
    const business = await aBusiness();
    const call = await aCall(business, { status: "live" });
    await said(business, call.id, ["מחפש פנטהאוז"]);
    expect(await find(business, "פנטהאוז")).toEqual([]);
    await business.scope.db.update(calls).set({ status: "ended" }).where(eq(calls.id, call.id));
    expect(await find(business, "פנטהאוז")).toEqual([call.id]);
    await business.scope.db
      .insert(callTurns)
      .values({ businessId: business.id, callId: call.id, seq: 9, role: "caller", text: "ובריכה", startedAt: START });
    expect(await find(business, "בריכה")).toEqual([call.id]);
    await business.scope.db.update(calls).set({ summary: "רוצה חנייה" }).where(eq(calls.id, call.id));
    expect(await find(business, "חניה")).toEqual([call.id]);
  });

  test("is not found when it is gone", async () => {
    const business = await aBusiness();
    const lead = await aLead(business, { name: "יוסף גון" });
    expect(await find(business, "יוסף")).toEqual([lead.id]);
    await business.scope.db.delete(leads).where(and(eq(leads.businessId, business.id), eq(leads.id, lead.id)));
    expect(await find(business, "יוסף")).toEqual([]);
    const { count } = (await business.scope.db.get<{ count: number }>(
      sql`select count(*) as count from search_docs where business_id = ${business.id}`,
    )) ?? { count: -1 };
    expect(count).toBe(0);
  });

  test("while it is being written is written once more", async () => {
    const business = await aBusiness();
    const lead = await aLead(business, { name: "אורי ראשון" });
    const names = ["אורי שני", "אורי שלישי", "אורי רביעי"];
    await Promise.all(
      names.flatMap((name) => [
        business.scope.db.update(leads).set({ name }).where(eq(leads.id, lead.id)),
        bringUpToDate(business.scope, 25),
        bringUpToDate(business.scope, 25),
      ]),
    );
    const [{ name } = { name: null }] = await business.scope.db.select().from(leads).where(eq(leads.id, lead.id));
    expect(await find(business, name ?? "")).toEqual([lead.id]);
    for (const other of names.filter((one) => one !== name)) expect(await find(business, other)).toEqual([]);
  });

  test("waits for nobody's search: the sweep writes it", async () => {
    const business = await aBusiness();
    // Just before it: other tests' businesses in these databases have their own that waits.
    const { deps } = makeWorld({ deps: { newId: () => business.id.slice(0, -1) } });
    for (let one = 0; one < 60; one++) await aLead(business, { name: `נועם ${one}` });
    await sweepSearch(deps, 1);
    expect(
      await business.scope.db.select().from(searchPending).where(eq(searchPending.businessId, business.id)),
    ).toEqual([]);
    expect((await find(business, "נועם")).length).toBe(20);
  });
});

test("a new lead is found while hundreds of calls wait to be written to the index", async () => {
  const business = await aBusiness();
  const { db, businessId } = business.scope;
  await db.run(sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < 299) insert into calls
    (business_id, id, call_sid, direction, from_number, to_number, status, started_at)
    select ${businessId}, 'call-' || i, 'CA' || ${businessId} || i, 'inbound', '+97235550199', '+97235550101', 'ended', i from n`);
  const lead = await aLead(business, { name: "גאולה נבון" });
  expect(idsIn(await search(business.scope, "גאולה", 20))).toEqual([lead.id]);
});

test("a change that cannot be written to the index keeps nobody from finding what stands in it", async () => {
  const business = await aBusiness();
  const lead = await aLead(business, { name: "רחל אלמוג" });
  await search(business.scope, "רחל", 20);
  await aLead(business, { name: "רחל שנייה" });
  const causes: unknown[] = [];
  const broken = new Proxy(business.scope.db, {
    get: (target, name, receiver) =>
      name === "batch" ? () => Promise.reject(new Error("too much")) : Reflect.get(target, name, receiver),
  });
  const scope = { ...business.scope, db: broken };
  const answer = await search(scope, "רחל", 20, (cause) => causes.push(cause));
  expect([idsIn(answer), causes.length]).toEqual([[lead.id], 1]);
});

describe("who sees only their own", () => {
  test("finds their own leads and calls alone, also at the moment when one is taken from them", async () => {
    const world = makeWorld();
    const business = await aBusiness({ agentsSee: "own" });
    const [me, other] = [await aMember(business, "business"), await aMember(business, "business")];
    const mine = await aLead(business, { name: "דנה שלי", assignedTo: me.id });
    const call = await aCall(business, { leadId: mine.id });
    for (const assignedTo of [other.id, null]) {
      const lead = await aLead(business, { name: "דנה שלהם", assignedTo });
      await aCall(business, { leadId: lead.id });
    }
    await aCall(business, { summary: "דנה בלי ליד" });
    const browser = await world.signedIn(me.email);
    const find = async () =>
      idsIn(await (await browser.get(`${business.path}/search?query=${encodeURIComponent("דנה")}`)).json());
    expect(await find()).toEqual([mine.id, call.id]);
    // What the index says is old news until it is written anew; what is shown is asked of the lead itself.
    const { db } = business.scope;
    await db.update(leads).set({ assignedTo: other.id }).where(eq(leads.id, mine.id));
    await db.delete(searchPending).where(eq(searchPending.businessId, business.id));
    expect(await find()).toEqual([]);
  });

  test("reads no costs in what is found", async () => {
    const world = makeWorld();
    const business = await aBusiness();
    const browser = await world.signedIn((await aMember(business)).email);
    await aCall(business, { summary: "בריכה", costMicroUsd: 7 });
    const answer = await browser.get(`${business.path}/search?query=${encodeURIComponent("בריכה")}`);
    expect((await answer.json<SearchAnswer>()).calls).toMatchObject([{ costMicroUsd: null }]);
  });
});
