/** Leads that may be one person: found, made one, and made two again. */
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { Browser } from "./support/browser.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { DuplicatePair, MergeInList } from "../../../core/leads/duplicates.ts";
import type { LeadDetail } from "../../../core/leads/wire.ts";
import {
  calls,
  consents,
  demands,
  leadContacts,
  leadDuplicates,
  leadEvents,
  leadNotes,
  leads,
  leadTags,
  tags,
} from "../../../worker/db/tenant/schema.ts";
import { listPairs, lookForDuplicates } from "../../../worker/features/leads/duplicates/service.ts";
import { saveLead, takeInPerson } from "../../../worker/features/leads/intake/service.ts";
import { findLeadOfNumber } from "../../../worker/features/leads/queries.ts";

const DAY_MS = 24 * 60 * 60_000;
type Pairs = { items: DuplicatePair[]; nextCursor: string | null };

async function anOffice(agentsSee: "all" | "own" = "all") {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee });
  const [boss, agent] = [await aMember(business), await aMember(business, "business")];
  const [manager, me] = [await world.signedIn(boss.email), await world.signedIn(agent.email)];
  const pairs = async (browser = manager, query = "") =>
    (await browser.get(`${business.path}/lead-duplicates${query}`)).json<Pairs>();
  const read = async (id: string, browser = manager) =>
    (await browser.get(`${business.path}/leads/${id}`)).json<LeadDetail>();
  const merge = async (
    stays: string,
    goes: string,
    choices: object = {},
    browser: Browser = manager,
    seen?: object,
  ) => {
    const [one, other] = [await read(stays), await read(goes)];
    return browser.post(`${business.path}/lead-merges/${stays}`, {
      body: { mergedId: goes, choices, seen: seen ?? { stays: one.updatedAt, goes: other.updatedAt } },
    });
  };
  const merges = async (leadId: string) =>
    (await (await manager.get(`${business.path}/lead-merges/${leadId}`)).json<{ items: MergeInList[] }>()).items;
  const undo = (mergeId: string, browser = manager) => browser.delete(`${business.path}/lead-merges/${mergeId}`);
  const audit = async () =>
    (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items.map(
      ({ action }) => action,
    );
  return { ...world, business, boss, agent, manager, me, pairs, read, merge, merges, undo, audit };
}

const wish = (areas: string[]) => ({ dealType: "buy" as const, areas });
const aWish = ({ scope }: TestBusiness, leadId: string, areas: string[]) =>
  scope.db.insert(demands).values({
    businessId: scope.businessId,
    id: crypto.randomUUID(),
    leadId,
    ...wish(areas),
    features: {},
    isActive: true,
    provenance: {},
    createdAt: START,
    updatedAt: START,
  });

describe("two leads are taken for one person", () => {
  test("who have the same name and a place in common, however both are written", async () => {
    const { business, pairs } = await anOffice();
    const [one, other, namesake] = [
      await aLead(business, { name: "רבקה בר־און", createdAt: START - 5 }),
      await aLead(business, { name: "בר און רבקה" }),
      await aLead(business, { name: "רבקה בר-און" }),
    ];
    await aWish(business, one.id, ["אחוזה, חיפה"]);
    await aWish(business, other.id, ["אַחוּזָה"]);
    await aWish(business, namesake.id, ["עכו"]);
    const { items } = await pairs();
    expect(items).toHaveLength(1);
    expect(items[0]?.leads.map(({ id }) => id)).toEqual([one.id, other.id]);
    expect(items[0]?.reasons).toMatchObject([{ reason: "name_area" }]);
  });

  test("not by a first name alone, nor by a name without a place", async () => {
    const { business, pairs } = await anOffice();
    for (const name of ["דנה", "דנה", "דנה לוי", "דנה לוי"]) await aLead(business, { name });
    for (const { id } of await business.scope.db
      .select({ id: leads.id })
      .from(leads)
      .where(and(eq(leads.businessId, business.id), eq(leads.name, "דנה"))))
      await aWish(business, id, ["חיפה"]);
    expect((await pairs()).items).toEqual([]);
  });

  test("one of whom gave the other's number to ring back on, or who share an address", async () => {
    const { business, pairs } = await anOffice();
    const [one, other] = [
      await aLead(business, { phone: "+972525550100", phoneTyped: "052-555-0101" }),
      await aLead(business, { phone: "+972525550101" }),
    ];
    for (const [leadId, typed] of [
      [one.id, "Dana@Example.test"],
      [other.id, "dana@example.test"],
    ] as const)
      await business.scope.db.insert(leadContacts).values({
        businessId: business.id,
        id: crypto.randomUUID(),
        leadId,
        kind: "email",
        value: typed.toLowerCase(),
        typed,
        createdAt: START,
      });
    const { items } = await pairs();
    expect(items.map(({ reasons }) => reasons.map(({ reason, detail }) => [reason, detail]).toSorted())).toEqual([
      [
        ["email", "dana@example.test"],
        ["phone", "+972525550101"],
      ],
    ]);
  });

  test("whose numbers somebody gave together", async () => {
    const { business, pairs } = await anOffice();
    await aLead(business, { phone: "+972525550100" });
    await aLead(business, { phone: "+972525550101" });
    await takeInPerson(
      business.scope,
      {
        source: "form",
        detail: null,
        author: { by: "form" },
        actorName: null,
        phones: [{ typed: "0525550100" }, { typed: "0525550101" }],
      },
      { now: START, newId: () => crypto.randomUUID() },
    );
    expect((await pairs()).items.map(({ reasons }) => reasons)).toEqual([
      [{ reason: "together", detail: "+972525550101" }],
    ]);
  });

  test("no more when what was the same is so no more", async () => {
    const { business, pairs } = await anOffice();
    const [one] = [await aLead(business, { name: "דנה לוי" }), await aLead(business, { name: "לוי דנה" })];
    for (const { id } of await business.scope.db
      .select({ id: leads.id })
      .from(leads)
      .where(eq(leads.businessId, business.id)))
      await aWish(business, id, ["חיפה"]);
    expect((await pairs()).items).toHaveLength(1);
    await business.scope.db
      .update(leads)
      .set({ name: "רון כהן" })
      .where(and(eq(leads.businessId, business.id), eq(leads.id, one!.id)));
    expect((await pairs()).items).toEqual([]);
  });

  test("until somebody says that they are two; that can be taken back", async () => {
    const { business, pairs, manager } = await anOffice();
    const [one, other] = [
      await aLead(business, { phone: "+972525550100", phoneTyped: "052-555-0101" }),
      await aLead(business, { phone: "+972525550101" }),
    ];
    await pairs();
    const decide = (state: string) =>
      manager.put(`${business.path}/lead-duplicates/${other.id}/${one.id}`, { body: { state } });
    expect((await decide("dismissed")).status).toBe(204);
    expect((await decide("dismissed")).status).toBe(404);
    // Looked at again, it does not come back.
    await business.scope.db
      .update(leads)
      .set({ name: "חדש" })
      .where(and(eq(leads.businessId, business.id), eq(leads.id, one.id)));
    expect((await pairs()).items).toEqual([]);
    expect((await pairs(manager, "?state=dismissed")).items).toHaveLength(1);
    expect((await decide("open")).status).toBe(204);
    expect((await pairs()).items).toHaveLength(1);
  });

  test("only where one may see both", async () => {
    const { business, agent, me, pairs, merge, manager } = await anOffice("own");
    const theirs = await aLead(business, { phone: "+972525550100", phoneTyped: "052-555-0101", assignedTo: agent.id });
    const others = await aLead(business, { phone: "+972525550101" });
    expect((await pairs()).items).toHaveLength(1);
    expect((await pairs(me)).items).toEqual([]);
    expect((await merge(theirs.id, others.id, {}, me)).status).toBe(404);
    expect(
      (await me.put(`${business.path}/lead-duplicates/${theirs.id}/${others.id}`, { body: { state: "dismissed" } }))
        .status,
    ).toBe(404);
    const elsewhere = await anOffice();
    expect((await elsewhere.pairs()).items).toEqual([]);
    expect((await manager.get(`${elsewhere.business.path}/lead-duplicates`)).status).toBe(404);
  });

  test("page by page, and of a thousand no more is read than is shown", async () => {
    const { business, pairs, manager } = await anOffice();
    for (let nth = 0; nth < 30; nth++) {
      const phone = (last: number) => `+9725255${String(10_000 + nth * 2 + last)}`;
      await aLead(business, { phone: phone(0), phoneTyped: phone(1) });
      await aLead(business, { phone: phone(1) });
    }
    while ((await lookForDuplicates(business.scope, 50, START)) > 0);
    const found = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: Pairs = await pairs(manager, `?limit=7${cursor ? `&cursor=${cursor}` : ""}`);
      for (const { leads: both } of page.items) found.add(both.map(({ id }) => id).join());
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found.size).toBe(30);
    const read = await rowsRead(business.scope, (scope) => listPairs(scope, "open", { limit: 5, cursor: undefined }));
    expect(read).toBeLessThanOrEqual(200);
  });
});

/** Two leads with a row of everything. */
async function twoWhole() {
  const office = await anOffice();
  const { business, agent, boss } = office;
  const { db } = business.scope;
  const stays = await aLead(business, {
    phone: "+972525550100",
    name: "דנה",
    notes: "אחת\nמשותף",
    createdAt: START - 9,
  });
  const goes = await aLead(business, {
    phone: "+972525550101",
    name: "דנה לוי",
    notes: "משותף\nשתיים",
    status: "qualified",
    assignedTo: agent.id,
    nextAction: "לחזור",
    provenance: { name: { by: "person", at: START, userId: boss.id } },
  });
  const call = await aCall(business, { leadId: goes.id, from: "+972525550101" });
  await db.insert(tags).values(
    ["one", "both"].map((id) => ({
      businessId: business.id,
      id,
      name: id,
      nameKey: id,
      color: "red" as const,
      createdAt: START,
    })),
  );
  await db.insert(leadTags).values([
    { businessId: business.id, leadId: stays.id, tagId: "both" },
    { businessId: business.id, leadId: goes.id, tagId: "both" },
    { businessId: business.id, leadId: goes.id, tagId: "one" },
  ]);
  const own = { businessId: business.id, leadId: goes.id, id: crypto.randomUUID() };
  await db.insert(leadNotes).values({ ...own, text: "פתק", authorId: boss.id, authorName: boss.name, at: START });
  await db.insert(leadEvents).values({ ...own, kind: "edited", at: START, data: {} });
  await db.insert(consents).values({
    ...own,
    channel: "sms",
    purpose: "marketing",
    isGiven: true,
    at: START,
    evidence: "כן",
    author: { by: "form", at: START },
  });
  await aWish(business, goes.id, ["חיפה"]);
  return { ...office, stays, goes, call, db };
}

describe("made one", () => {
  test("they are the lead that was there first, with all that belonged to both and what was chosen", async () => {
    const { business, stays, goes, call, db, merge, read, audit, manager, agent } = await twoWhole();
    const answer = await merge(stays.id, goes.id, { name: "goes", status: "goes" });
    expect(answer.status).toBe(200);
    const lead = await read(stays.id);
    expect(lead).toMatchObject({
      name: "דנה לוי",
      phone: "+972525550100",
      status: "qualified",
      assignedTo: agent.id,
      nextAction: "לחזור",
      notes: "אחת\nמשותף\nשתיים",
      provenance: { name: { by: "person" } },
    });
    expect(lead.contacts.map(({ value }) => value).toSorted()).toEqual(["+972525550100", "+972525550101"]);
    expect(lead.tags.toSorted()).toEqual(["both", "one"]);
    expect(lead.demands).toMatchObject([{ areas: ["חיפה"] }]);
    for (const table of [leadNotes, consents])
      expect(await db.select().from(table).where(eq(table.businessId, business.id))).toMatchObject([
        { leadId: stays.id },
      ]);
    expect(
      (
        await db
          .select()
          .from(calls)
          .where(and(eq(calls.businessId, business.id), eq(calls.id, call.id)))
      )[0]?.leadId,
    ).toBe(stays.id);
    // Either number is theirs, and the other lead is nowhere.
    expect(await findLeadOfNumber(business.scope, "+972525550101")).toBe(stays.id);
    expect((await manager.get(`${business.path}/leads/${goes.id}`)).status).toBe(404);
    const list = await (await manager.get(`${business.path}/leads`)).json<{ items: LeadDetail[] }>();
    expect(list.items.map(({ id }) => id)).toEqual([stays.id]);
    expect(await audit()).toContain("lead.merged");
  });

  test("and two again, everything is as it was", async () => {
    const { business, stays, goes, db, merge, read, merges, undo, audit } = await twoWhole();
    const photo = async () => ({
      stays: await read(stays.id),
      goes: await read(goes.id),
      rows: await db.all(
        sql`select 'n', id, lead_id from lead_notes where business_id = ${business.id}
          union all select 'c', id, lead_id from consents where business_id = ${business.id}
          union all select 'd', id, lead_id from demands where business_id = ${business.id}
          union all select 'k', id, lead_id from calls where business_id = ${business.id}
          union all select 't', tag_id, lead_id from lead_tags where business_id = ${business.id} order by 1, 2, 3`,
      ),
    });
    const before = await photo();
    await merge(stays.id, goes.id, { name: "goes", phone: "goes", status: "goes", assignedTo: "goes" });
    expect((await read(stays.id)).phone).toBe("+972525550101");
    const [merged] = await merges(stays.id);
    expect(merged).toMatchObject({ mergedId: goes.id, name: "דנה לוי" });
    expect((await undo(merged!.id)).status).toBe(204);
    expect(await photo()).toEqual(before);
    expect(await merges(stays.id)).toEqual([]);
    expect((await undo(merged!.id)).status).toBe(409);
    expect(await audit()).toContain("lead.unmerged");
  });

  test("and two again, what a person has changed in between stays", async () => {
    const { business, stays, goes, db, merge, read, merges, undo } = await twoWhole();
    await merge(stays.id, goes.id, { name: "goes" });
    await db
      .update(leads)
      .set({ name: "דנה לוי כהן" })
      .where(and(eq(leads.businessId, business.id), eq(leads.id, stays.id)));
    await undo((await merges(stays.id))[0]!.id);
    expect([(await read(stays.id)).name, (await read(goes.id)).name]).toEqual(["דנה לוי כהן", "דנה לוי"]);
  });

  test("by two people at once, once; by one who has not seen the latest, not at all", async () => {
    const { business, stays, goes, merge, merges, db } = await twoWhole();
    const answers = await Promise.all([merge(stays.id, goes.id), merge(stays.id, goes.id), merge(goes.id, stays.id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const left = await db
      .select()
      .from(leads)
      .where(and(eq(leads.businessId, business.id), sql`merged_into is null`));
    expect(left).toHaveLength(1);
    expect(await merges(left[0]!.id)).toHaveLength(1);
  });

  test("not when one was changed since it was read", async () => {
    const { stays, goes, merge } = await twoWhole();
    const answer = await merge(stays.id, goes.id, {}, undefined, { stays: START - 1, goes: START });
    expect([answer.status, (await errorOf(answer)).code]).toEqual([409, "conflict"]);
  });

  test("of three, in two steps at once: nobody is lost", async () => {
    const { business, merge } = await anOffice();
    const [a, b, c] = [await aLead(business), await aLead(business), await aLead(business)];
    await Promise.all([merge(a.id, b.id), merge(b.id, c.id)]);
    const rows = await business.scope.db.select().from(leads).where(eq(leads.businessId, business.id));
    const ends = new Map(rows.map(({ id, mergedInto }) => [id, mergedInto]));
    for (const { id } of [a, b, c]) {
      let at = id;
      for (let step = 0; step < 3 && ends.get(at); step++) at = ends.get(at)!;
      expect(ends.get(at)).toBeNull();
    }
  });

  test("for thirty days it can be taken back, and no longer; nor once the lead is part of another", async () => {
    const { business, boss, signedIn, stays, goes, merge, merges, undo, clock } = await twoWhole();
    await merge(stays.id, goes.id);
    const [first] = await merges(stays.id);
    const third = await aLead(business, { createdAt: START - 99 });
    await merge(third.id, stays.id);
    expect((await undo(first!.id)).status).toBe(409);
    const [second] = await merges(third.id);
    expect((await undo(second!.id)).status).toBe(204);
    clock.now += 31 * DAY_MS;
    // Their session is over long since.
    const later = await signedIn(boss.email);
    const late = await undo(first!.id, later);
    expect(late.status).toBe(409);
    const left = await later.get(`${business.path}/lead-merges/${stays.id}`);
    expect(await left.json()).toEqual({ items: [] });
  });

  test("whoever calls from the number of the one that went is the other's caller, also in a call that goes on", async () => {
    const { business, stays, goes, merge, read } = await twoWhole();
    await merge(stays.id, goes.id);
    const saved = await saveLead(
      business.scope,
      { source: "call", callId: "live", from: "+972525550101", leadId: goes.id },
      { notes: "אמר בשיחה" },
      { now: START + 1, newId: () => crypto.randomUUID() },
    );
    expect(saved.leadId).toBe(stays.id);
    expect((await read(stays.id)).notes).toContain("אמר בשיחה");
  });
});

test("a pair with a lead in the bin is not shown, and not forgotten", async () => {
  const { business, pairs } = await anOffice();
  await aLead(business, { phone: "+972525550100", phoneTyped: "052-555-0101" });
  const other = await aLead(business, { phone: "+972525550101" });
  expect((await pairs()).items).toHaveLength(1);
  await business.scope.db
    .update(leads)
    .set({ deletedAt: START })
    .where(and(eq(leads.businessId, business.id), eq(leads.id, other.id)));
  expect((await pairs()).items).toEqual([]);
  expect(
    await business.scope.db.select().from(leadDuplicates).where(eq(leadDuplicates.businessId, business.id)),
  ).toHaveLength(1);
});
