import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import { memberships, users } from "../../../worker/db/directory/schema.ts";
import { assignLead } from "../../../worker/features/leads/assignee/service.ts";
import { findLead } from "../../../worker/features/leads/queries.ts";

type Page = { items: Lead[]; nextCursor: string | null };

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business);
  const agent = await aMember(business, "business");
  const browser = await world.signedIn(agent.email);
  const manager = await world.signedIn(boss.email);
  const list = async (query = ""): Promise<Page> => (await browser.get(`${business.path}/leads${query}`)).json();
  const find = async (query: string) =>
    (await list(`?query=${encodeURIComponent(query)}`)).items.map(({ id }) => id).toSorted();
  const give = (leadId: string, body: object) => manager.put(`${business.path}/leads/${leadId}/assignee`, { body });
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, boss, agent, browser, manager, list, find, give, audit };
}

test("leads come latest changed first, a page at a time", async () => {
  const { business, list } = await anOffice();
  const [old, fresh, same] = [
    await aLead(business, { updatedAt: START - 1, id: "a" }),
    await aLead(business, { updatedAt: START, id: "b" }),
    await aLead(business, { updatedAt: START, id: "c" }),
  ];
  const first = await list("?limit=2");
  expect(first.items.map(({ id }) => id)).toEqual([same.id, fresh.id]);
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect(second.items.map(({ id }) => id)).toEqual([old.id]);
  expect(second.nextCursor).toBeNull();
});

test("a lead is read whole, without the business's id", async () => {
  const { business, browser } = await anOffice();
  const lead = await aLead(business, {
    name: "מיכל",
    phone: "+972525550201",
    dealType: "buy",
    rooms: 3.5,
    budget: 2_650_000,
  });
  const detail = await (await browser.get(`${business.path}/leads/${lead.id}`)).json();
  expect(detail).toEqual({
    id: lead.id,
    name: "מיכל",
    phone: "+972525550201",
    phoneTyped: null,
    status: "new",
    source: "call",
    notes: null,
    nextAction: null,
    assignedTo: null,
    createdAt: START,
    updatedAt: START,
    tags: [],
    contacts: [{ id: expect.any(String), kind: "phone", value: "+972525550201", typed: "+972525550201", person: null }],
    demands: [
      expect.objectContaining({
        dealType: "buy",
        areas: [],
        roomsMin: 3.5,
        roomsMax: 3.5,
        priceMin: null,
        priceMax: 2_650_000,
        features: {},
        isActive: true,
      }),
    ],
    sourceDetail: null,
    statusAt: null,
    lostReason: null,
    provenance: null,
    doNotCall: null,
    deletedAt: null,
  });
});

describe("looking for a lead", () => {
  async function threeLeads() {
    const office = await anOffice();
    const { business } = office;
    const dana = await aLead(business, { name: "דנה לוי-כהן", phone: "+972525550201", phoneTyped: "052-555-0201" });
    const jenny = await aLead(business, { name: 'ג׳ני Smith, עו"ד', phone: "+12125550134" });
    const nobody = await aLead(business, { name: null, phone: null, phoneTyped: "*2700" });
    return { ...office, dana: dana.id, jenny: jenny.id, nobody: nobody.id };
  }

  test("finds part of a name, whatever the case and the quotes", async () => {
    const { find, dana, jenny } = await threeLeads();
    expect(await find("לוי")).toEqual([dana]);
    expect(await find("לוי-")).toEqual([dana]);
    expect(await find("  דנה   לוי ")).toEqual([dana]);
    expect(await find("smITH")).toEqual([jenny]);
    expect(await find("ג'ני")).toEqual([jenny]);
    expect(await find("עו״ד")).toEqual([jenny]);
  });

  test.each([
    ["רבקה בר־און", ["בר־און", "בר-און", "בר און", "בר–און רבקה", "און רבק"]],
    ["מיכל שני", ["שני מיכל", "מיכל שני", "שני  מי"]],
    ["ח׳ורי אליאס", ["חורי", "ח'ורי", "ח׳ורי", "אליאס חורי"]],
    ['ד"ר יעל ג׳ונס', ["דר יעל", "ד״ר יעל", 'ד"ר יעל', "יעל דר", "גונס", "יָעֵל"]],
  ])("finds %s however it is typed", async (name, ways) => {
    const { find, business } = await threeLeads();
    const { id } = await aLead(business, { name });
    for (const typed of ways) expect(await find(typed), typed).toEqual([id]);
    // Every word must be there, and marks alone are no name.
    for (const typed of [`${ways[0]} אחר`, "״", "־ -"]) expect(await find(typed), typed).toEqual([]);
  });

  test("finds digits of a number, however they are written", async () => {
    const { find, dana, jenny, nobody } = await threeLeads();
    for (const typed of [
      "052-555",
      "0525550201",
      "972 52",
      "+972-52-5550201",
      "00972525550201",
      "0201",
      "\u202a0525\u202c",
    ])
      expect(await find(typed), typed).toEqual([dana]);
    expect(await find("1212 555")).toEqual([jenny]);
    expect(await find("2700")).toEqual([nobody]);
  });

  test("takes signs of patterns, of SQL and of the index as nothing, and a long query too", async () => {
    const { find, business } = await threeLeads();
    const odd = await aLead(business, { name: "100%_'a OR" });
    for (const typed of ["100%", "'100", '"100"', "100*"]) expect(await find(typed), typed).toEqual([odd.id]);
    for (const typed of ["%", "_'", "ש".repeat(80), "100 NOT"]) expect(await find(typed), typed).toEqual([]);
  });

  test("finds everything when nothing was typed", async () => {
    const { find, dana, jenny, nobody } = await threeLeads();
    expect(await find("  ")).toEqual([dana, jenny, nobody].toSorted());
  });

  test("goes on in pages, within what it is filtered by", async () => {
    const { list, business } = await threeLeads();
    const cohens: string[] = [];
    for (let nth = 0; nth < 5; nth++)
      cohens.push((await aLead(business, { name: `כהן ${nth}`, status: nth === 2 ? "lost" : "new" })).id);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list(
        `?query=${encodeURIComponent("כהן")}&status=new&limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    // And the one of three who is called so by half.
    expect(found).toHaveLength(5);
    expect(found.filter((id) => cohens.includes(id)).toSorted()).toEqual(
      cohens.filter((_, nth) => nth !== 2).toSorted(),
    );
  });

  test("never finds another business's", async () => {
    const [mine, other] = [await anOffice(), await threeLeads()];
    expect(await mine.find("לוי")).toEqual([]);
    expect(await other.find("לוי")).toHaveLength(1);
  });

  test("by whose it is", async () => {
    const { business, agent, list } = await anOffice();
    const [theirs, free] = [await aLead(business, { assignedTo: agent.id }), await aLead(business)];
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await ids(`?assignedTo=${agent.id}`)).toEqual([theirs.id]);
    expect(await ids("?assignedTo=none")).toEqual([free.id]);
    expect(await ids("?assignedTo=somebody")).toEqual([]);
  });

  test.each([
    [`query=${"x".repeat(81)}`, "query"],
    [`assignedTo=${"x".repeat(65)}`, "assignedTo.0"],
    ["source=letter", "source.0"],
    ["limit=0", "limit"],
  ])("refuses %s and names the field", async (query, field) => {
    const { browser, business } = await anOffice();
    const response = await browser.get(`${business.path}/leads?${query}`);
    const error = await errorOf(response);
    expect([response.status, error.details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });
});

describe("giving a lead to somebody", () => {
  test("makes it theirs, brings it to the top, and is on record with both names", async () => {
    const { business, boss, agent, give, audit, clock } = await anOffice();
    const lead = await aLead(business, { name: "דנה", assignedTo: boss.id });
    clock.now += 1_000;
    const response = await give(lead.id, { userId: agent.id });
    expect(await response.json()).toMatchObject({ id: lead.id, assignedTo: agent.id, updatedAt: clock.now });
    expect(await audit()).toMatchObject([
      {
        action: "lead.assigned",
        actor: { userId: boss.id },
        record: { type: "lead", id: lead.id, label: "דנה" },
        data: { from: { userId: boss.id, name: boss.name }, to: { userId: agent.id, name: agent.name } },
      },
    ]);
  });

  test("may be taken back", async () => {
    const { business, agent, give, audit } = await anOffice();
    const lead = await aLead(business, { assignedTo: agent.id });
    expect(await (await give(lead.id, { userId: null })).json()).toMatchObject({ assignedTo: null });
    expect((await audit())[0]?.data).toEqual({ from: { userId: agent.id, name: agent.name }, to: null });
  });

  test("who has it already changes nothing", async () => {
    const { business, agent, give, audit } = await anOffice();
    const lead = await aLead(business, { assignedTo: agent.id, updatedAt: START - 1 });
    expect(await (await give(lead.id, { userId: agent.id })).json()).toMatchObject({ updatedAt: START - 1 });
    expect(await audit()).toEqual([]);
  });

  test("at one moment to several leaves one, and one line for each change that was made", async () => {
    const { business, boss, agent, give, audit } = await anOffice();
    const lead = await aLead(business);
    const answers = await Promise.all([boss.id, agent.id, boss.id].map((userId) => give(lead.id, { userId })));
    const statuses = answers.map(({ status }) => status);
    for (const status of statuses) expect([200, 409]).toContain(status);
    const lines = await audit();
    expect(lines.length).toBeGreaterThanOrEqual(1);
    // Each line begins where the one before it ended.
    const steps = lines.map(({ data }) => data as { from: { userId: string } | null; to: { userId: string } | null });
    const froms = steps.map(({ from }) => from?.userId ?? null);
    const tos = steps.map(({ to }) => to?.userId ?? null);
    expect(froms.filter((from) => from === null)).toHaveLength(1);
    for (const from of froms) if (from !== null) expect(tos).toContain(from);
  });

  test.each(["nobody-we-know", ""])("who is nobody of the business (%j) names the field", async (userId) => {
    const { business, give } = await anOffice();
    const lead = await aLead(business);
    const response = await give(lead.id, { userId });
    const error = await errorOf(response);
    expect([response.status, error.code, error.details?.map(({ field }) => field)]).toEqual([
      400,
      "validation_failed",
      ["userId"],
    ]);
  });

  test("of another business is refused, in both directions", async () => {
    const { business, agent, give } = await anOffice();
    const other = await aBusiness();
    const stranger = await aMember(other, "business");
    const [ours, theirs] = [await aLead(business), await aLead(other)];
    expect((await give(ours.id, { userId: stranger.id })).status).toBe(400);
    expect((await give(theirs.id, { userId: agent.id })).status).toBe(404);
  });

  test.each([{}, { userId: 7 }, { userId: "x".repeat(65) }])("refuses %j", async (body) => {
    const { business, give } = await anOffice();
    const response = await give((await aLead(business)).id, body);
    expect([response.status, (await errorOf(response)).details?.map(({ field }) => field)]).toEqual([400, ["userId"]]);
  });

  test("is a manager's right", async () => {
    const { business, agent, browser } = await anOffice();
    const lead = await aLead(business);
    const response = await browser.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId: agent.id } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
  });

  test("is taken back when they leave the business in that very moment", async () => {
    const { business, boss, agent, deps, audit } = await anOffice();
    const lead = await aLead(business);
    const actor = { userId: boss.id, name: boss.name, impersonator: null, address: null, userAgent: null };
    const { db } = business.scope;
    // They are removed, their leads and all, after they were found and before the lead is written.
    const leaving = Object.create(db, {
      batch: {
        value: async (statements: Parameters<typeof db.batch>[0]) => {
          await deps.directory.delete(memberships).where(eq(memberships.userId, agent.id));
          return db.batch(statements);
        },
      },
    }) as typeof db;
    const assigning = assignLead(deps, actor, { ...business.scope, db: leaving }, lead.id, agent.id);
    await expect(assigning).rejects.toMatchObject({ code: "validation_failed", details: [{ field: "userId" }] });
    expect((await findLead(business.scope, lead.id))?.assignedTo).toBeNull();
    expect((await audit()).map(({ record }) => record.type)).toEqual(expect.arrayContaining(["lead", "person"]));
  });
});

test("the names of people who can be given leads are known to everybody who sees all of them", async () => {
  const { business, browser, boss, agent, deps } = await anOffice();
  await deps.directory.update(users).set({ name: "אב" }).where(eq(users.id, agent.id));
  await deps.directory.update(users).set({ name: "בא" }).where(eq(users.id, boss.id));
  expect(await (await browser.get(`${business.path}/people/colleagues`)).json()).toEqual({
    items: [
      { userId: agent.id, name: "אב", email: null },
      { userId: boss.id, name: "בא", email: null },
    ],
  });
});
