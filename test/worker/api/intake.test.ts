/** The one door: whoever comes in, by whatever way and however their number is written, is one lead. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { roundTrips } from "./support/rows-read.ts";
import { aBusiness, aLead, START, type TestBusiness } from "./support/world.ts";
import { leadContacts, leadEvents, leads } from "../../../worker/db/tenant/schema.ts";
import { saveLead, takeInPerson, type Newcomer } from "../../../worker/features/leads/intake/service.ts";
import { setNextAction } from "../../../worker/features/leads/intake/queries.ts";
import { findLeadDetail, findLeadOfNumber, listLeads } from "../../../worker/features/leads/queries.ts";

const tools = (now = START) => ({ now, newId: () => crypto.randomUUID() });
const byForm = (more: Partial<Newcomer>): Newcomer => ({
  source: "form",
  detail: { form: { slug: "haifa", name: "דירות בחיפה" } },
  author: { by: "form" },
  actorName: null,
  ...more,
});
const byHand = (more: Partial<Newcomer>): Newcomer => ({
  source: "manual",
  detail: null,
  author: { by: "person", userId: "dana" },
  actorName: "דנה",
  ...more,
});
const byCall = (
  business: TestBusiness,
  from: string,
  said: Parameters<typeof saveLead>[2],
  callId = "call",
  now = START,
) => saveLead(business.scope, { source: "call", callId, from, leadId: null }, said, tools(now));

const all = async ({ scope }: TestBusiness) => (await listLeads(scope, { limit: 100 })).items;
const eventsOf = ({ scope }: TestBusiness, leadId: string) =>
  scope.db
    .select()
    .from(leadEvents)
    .where(and(eq(leadEvents.businessId, scope.businessId), eq(leadEvents.leadId, leadId)))
    .orderBy(leadEvents.at, leadEvents.id);

/** One number as people write it. */
const spellings = (mobile: string) => {
  const rest = mobile.slice(1);
  const [area, one, two] = [mobile.slice(0, 3), mobile.slice(3, 6), mobile.slice(6)];
  return [
    mobile,
    `+972${rest}`,
    `972${rest}`,
    `00972${rest}`,
    `${area}-${one}${two}`,
    `${area}-${one}-${two}`,
    `${area} ${one} ${two}`,
    `(${area}) ${one}-${two}`,
    `+972-${area.slice(1)}-${one}${two}`,
    `+972 (0)${area.slice(1)} ${one} ${two}`,
    `\u202a${mobile}\u202c`,
    `${area}\u2011${one}\u2011${two}`,
    `${area}.${one}.${two}`,
    `${area}/${one}${two}`,
    ` ${mobile} `,
    `${area}־${one}${two}`,
    `+972${area.slice(1)}-${one}-${two}`,
    `\u200f${area}-${one}${two}\u200f`,
    `${area}  ${one}  ${two}`,
    `00972-${area.slice(1)}-${one}${two}`,
  ];
};

test("two hundred at once, of ten numbers in twenty spellings each, are ten leads, and nothing that was said is lost", async () => {
  const business = await aBusiness();
  const numbers = Array.from({ length: 10 }, (_, nth) => `05255501${String(nth).padStart(2, "0")}`);
  const arrivals = numbers.flatMap((number) => spellings(number).map((typed, nth) => ({ number, typed, nth })));
  expect(arrivals).toHaveLength(200);
  // Mixed, so that those of one number do not stand together.
  const mixed = arrivals.toSorted((one, other) => one.nth - other.nth);
  const taken = await Promise.all(
    mixed.map(({ typed, number, nth }) =>
      nth % 2 === 0
        ? takeInPerson(business.scope, byForm({ phones: [{ typed }], notes: `${number} ${nth}` }), tools())
        : byCall(business, typed, { notes: `${number} ${nth}` }, `call-${number}-${nth}`),
    ),
  );
  expect(new Set(taken.map(({ leadId }) => leadId)).size).toBe(10);
  const found = await all(business);
  expect(found.map(({ phone }) => phone).toSorted()).toEqual(numbers.map((number) => `+972${number.slice(1)}`));
  for (const { id, phone } of found) {
    const { notes, contacts } = (await findLeadDetail(business.scope, id))!;
    const said = notes!.split("\n").map((line) => Number(line.split(" ")[1]));
    expect(said.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, nth) => nth));
    expect(contacts.map(({ value }) => value)).toEqual([phone]);
  }
});

test("costs one round trip, and a second one only where something gave way to what a person had typed", async () => {
  const business = await aBusiness();
  const trips = (newcomer: Newcomer) => roundTrips(business.scope, (scope) => takeInPerson(scope, newcomer, tools()));
  const phones = [{ typed: "052-555-0100" }];
  expect(await trips(byHand({ phones, name: "דנה לוי", demand: { dealType: "buy", areas: ["חיפה"] } }))).toBe(1);
  expect(await trips(byForm({ phones, name: "דנה לוי", notes: "שלום", emails: ["d@example.test"] }))).toBe(1);
  expect(await trips(byForm({ phones, name: "רון", demand: { dealType: "rent" } }))).toBe(2);
  const call = (said: object) =>
    roundTrips(business.scope, (scope) =>
      saveLead(scope, { source: "call", callId: "c", from: "0525550100", leadId: null }, said, tools()),
    );
  expect(await call({ area: "עכו", rooms: 4, budget: 5 })).toBe(1);
});

describe("what is known already", () => {
  test("stays where a person typed it, and what was given besides stands in the timeline", async () => {
    const business = await aBusiness();
    const phones = [{ typed: "0525550100" }];
    const { leadId } = await takeInPerson(
      business.scope,
      byHand({ phones, name: "דנה לוי", nextAction: "לחזור מחר", demand: { dealType: "buy", priceMax: 2_000_000 } }),
      tools(),
    );
    await byCall(business, "0525550100", { name: "רון", dealType: "buy", budget: 1_000_000, rooms: 4 });
    const again = await takeInPerson(
      business.scope,
      byForm({ phones, name: "דני", nextAction: "אחר" }),
      tools(START + 9),
    );
    expect(again).toMatchObject({
      leadId,
      isNew: false,
      kept: [{ field: "name", given: "דני" }, { field: "nextAction" }],
    });
    const lead = (await findLeadDetail(business.scope, leadId))!;
    expect(lead).toMatchObject({ name: "דנה לוי", nextAction: "לחזור מחר", source: "manual" });
    expect(lead.demands).toMatchObject([{ priceMax: 2_000_000, roomsMin: 4, roomsMax: 4 }]);
    expect(lead.provenance).toMatchObject({ name: { by: "person", userId: "dana" }, nextAction: { by: "person" } });
    expect(lead.demands[0]?.provenance).toMatchObject({
      priceMax: { by: "person" },
      roomsMin: { by: "assistant", callId: "call" },
    });
    expect((await eventsOf(business, leadId)).map(({ kind, data }) => [kind, data["field"]])).toEqual(
      expect.arrayContaining([
        ["created", undefined],
        ["returned", undefined],
        ["kept", "name"],
        ["kept", "nextAction"],
      ]),
    );
    const action = { author: { by: "assistant" as const, at: START, callId: "call" }, now: START };
    expect(await setNextAction(business.scope, leadId, "מהסיכום", action)).toBe(false);
  });

  test("gives way where the assistant or a form wrote it, and each field says who did", async () => {
    const business = await aBusiness();
    await byCall(business, "0525550100", { name: "דנה", dealType: "buy", area: "חיפה" });
    await takeInPerson(
      business.scope,
      byForm({
        phones: [{ typed: "0525550100" }],
        name: "דנה לוי",
        demand: { dealType: "buy", areas: ["עכו", "נהריה"] },
      }),
      tools(START + 5),
    );
    const [lead] = await all(business);
    const detail = (await findLeadDetail(business.scope, lead!.id))!;
    expect(detail).toMatchObject({ name: "דנה לוי", demands: [{ areas: ["עכו", "נהריה"] }] });
    expect(detail.provenance).toMatchObject({ name: { by: "form", at: START + 5 } });
    expect(detail.demands[0]?.provenance).toMatchObject({
      dealType: { by: "form" },
      areas: { by: "form", at: START + 5 },
    });
  });

  test("is kept apart: who buys, rents and sells has three demands", async () => {
    const business = await aBusiness();
    const said = [
      { dealType: "buy" as const, area: "חיפה" },
      { dealType: "sell" as const, area: "הדר", budget: 900_000 },
      { dealType: "rent" as const, rooms: 2 },
      { dealType: "buy" as const, rooms: 4 },
      // Without a deal it is of what was spoken of last.
      { area: "נשר" },
    ];
    for (const [nth, one] of said.entries()) await byCall(business, "0525550100", one, "call", START + nth);
    const [lead] = await all(business);
    const wishes = lead!.demands.map(({ dealType, areas, roomsMin, priceMax }) => [
      dealType,
      areas,
      roomsMin,
      priceMax,
    ]);
    expect(wishes).toHaveLength(3);
    expect(wishes).toEqual(
      expect.arrayContaining([
        ["sell", ["הדר"], null, 900_000],
        ["rent", [], 2, null],
        ["buy", ["נשר"], 4, null],
      ]),
    );
  });
});

describe("several numbers and addresses", () => {
  test("are one lead's; by each of them it is known again", async () => {
    const business = await aBusiness();
    const { leadId } = await takeInPerson(
      business.scope,
      byHand({
        name: "טל ורוני",
        phones: [{ typed: "052-5550100", person: "טל" }, { typed: "054 555 0101", person: "רוני" }, { typed: "*2700" }],
        emails: [" Tal@Example.TEST "],
      }),
      tools(),
    );
    const { contacts, phone, phoneTyped } = (await findLeadDetail(business.scope, leadId))!;
    expect([phone, phoneTyped]).toEqual(["+972525550100", "*2700"]);
    expect(contacts.map(({ kind, value, typed, person }) => [kind, value, typed, person])).toEqual([
      ["phone", "+972525550100", "052-5550100", "טל"],
      ["phone", "+972545550101", "054 555 0101", "רוני"],
      ["email", "tal@example.test", " Tal@Example.TEST ", null],
    ]);
    expect((await byCall(business, "0545550101", { notes: "רוני מתקשרת" })).leadId).toBe(leadId);
    expect(await findLeadOfNumber(business.scope, "+972545550101")).toBe(leadId);
    const byMail = await takeInPerson(business.scope, byForm({ emails: ["tal@example.test"] }), tools());
    expect(byMail).toMatchObject({ leadId, isNew: false });
  });

  test("of two leads at once: the first number says who it is, and the other stays whose it was", async () => {
    const business = await aBusiness();
    const [one, other] = [
      await aLead(business, { phone: "+972525550100" }),
      await aLead(business, { phone: "+972525550101" }),
    ];
    const both = byForm({ phones: [{ typed: "0525550101" }, { typed: "0525550100" }] });
    expect((await takeInPerson(business.scope, both, tools())).leadId).toBe(other.id);
    const owners = await business.scope.db.select().from(leadContacts).where(eq(leadContacts.businessId, business.id));
    expect(owners.map(({ value, leadId }) => [value, leadId]).toSorted()).toEqual([
      ["+972525550100", one.id],
      ["+972525550101", other.id],
    ]);
  });

  test("an e-mail that a stranger types with their own number does not make them somebody else", async () => {
    const business = await aBusiness();
    const { leadId } = await takeInPerson(
      business.scope,
      byForm({ phones: [{ typed: "0525550100" }], emails: ["a@example.test"] }),
      tools(),
    );
    const stranger = byForm({ phones: [{ typed: "0525550109" }], emails: ["a@example.test"] });
    expect(await takeInPerson(business.scope, stranger, tools())).toMatchObject({ isNew: true });
    expect(await findLeadOfNumber(business.scope, "+972525550109")).not.toBe(leadId);
  });

  test("a second number is refused to a second lead by the database itself", async () => {
    const business = await aBusiness();
    await takeInPerson(business.scope, byHand({ phones: [{ typed: "0525550100" }, { typed: "0525550101" }] }), tools());
    await expect(aLead(business, { phone: "+972525550101" })).rejects.toThrow();
  });
});

test("whoever is in the bin and comes in again is out of it", async () => {
  const business = await aBusiness();
  const lead = await aLead(business, { phone: "+972525550100", name: "דנה" });
  await business.scope.db
    .update(leads)
    .set({ deletedAt: START, deletedBy: "x" })
    .where(and(eq(leads.businessId, business.id), eq(leads.id, lead.id)));
  expect(await all(business)).toEqual([]);
  expect(await findLeadOfNumber(business.scope, "+972525550100")).toBeNull();
  expect((await listLeads(business.scope, { limit: 9 }, { bin: "1" })).items.map(({ id }) => id)).toEqual([lead.id]);
  expect((await byCall(business, "0525550100", { notes: "שוב אני" })).leadId).toBe(lead.id);
  expect((await all(business)).map(({ id }) => id)).toEqual([lead.id]);
});
