/** Lists as files: by the filters of the screen, without formulas, and it stands in the log who took them. */
import { describe, expect, test } from "vitest";
import { anImporter, utf8 } from "./support/imports.ts";
import { aListing } from "./support/listings.ts";
import { aBusiness, aCall, aLead, aMember, START } from "./support/world.ts";
import { readRows } from "../../../worker/adapters/csv.ts";
import { leadContacts, tags, leadTags } from "../../../worker/db/tenant/schema.ts";

type Importer = Awaited<ReturnType<typeof anImporter>>;

async function take({ manager, business }: Importer, body: object) {
  const response = await manager.post(`${business.path}/exports`, { body });
  const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(await response.arrayBuffer());
  const rows: string[][] = [];
  for await (const { cells } of readRows(pieces(text.slice(1).replaceAll("\r\n", "\n")), ",")) rows.push(cells);
  return { response, text, headers: rows[0] ?? [], rows: rows.slice(1).filter((row) => row.length > 1) };
}
async function* pieces(text: string) {
  yield text;
}

describe("leads", () => {
  test("go out with all that is known of them, formulas defused, numbers readable", async () => {
    const importer = await anImporter();
    const { business, boss } = importer;
    const { db, businessId } = business.scope;
    const lead = await aLead(business, {
      name: "=HYPERLINK(1)",
      phone: "+972525550100",
      notes: "שורה\nשנייה",
      assignedTo: boss.id,
    });
    await db.insert(leadContacts).values([
      { businessId, id: "c1", leadId: lead.id, kind: "email", value: "a@example.test", typed: "a", createdAt: START },
      { businessId, id: "c2", leadId: lead.id, kind: "phone", value: "+12125550100", typed: "x", createdAt: START },
    ]);
    await db.insert(tags).values({ businessId, id: "t", name: "@חם", nameKey: "חם", color: "red", createdAt: START });
    await db.insert(leadTags).values({ businessId, leadId: lead.id, tagId: "t" });
    const { response, text, headers, rows } = await take(importer, { kind: "leads", filter: {} });
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="leads.csv"');
    expect(text.startsWith("\ufeffשם,טלפון,")).toBe(true);
    const cell = (name: string) => rows[0]?.[headers.indexOf(name)];
    expect(headers.slice(0, 8).map(cell)).toEqual([
      "'=HYPERLINK(1)",
      "052-5550100",
      "+12125550100",
      "a@example.test",
      "חדש",
      boss.name,
      boss.email,
      "'@חם",
    ]);
    expect(cell("הערות")).toBe("שורה\nשנייה");
    expect(cell("נוצר")).toBe("2026-11-22 10:00");
    const [line] = (await importer.audit()).filter(({ action }) => action === "records.exported");
    expect(line).toMatchObject({ actor: { userId: boss.id }, data: { kind: "leads", filter: {}, rows: 1 } });
  });

  test("go out by the filters of the screen, whole and once, whatever page they are on", async () => {
    const importer = await anImporter();
    const names = Array.from({ length: 230 }, (_, nth) => `ליד ${nth}`);
    await importer.take(utf8(["שם", ...names].join("\n")));
    await aLead(importer.business, { name: "זכה", status: "won" });
    const all = await take(importer, { kind: "leads", filter: {} });
    expect(all.rows.map(([name]) => name).toSorted()).toEqual([...names, "זכה"].toSorted());
    const won = await take(importer, { kind: "leads", filter: { status: "won" } });
    expect(won.rows.map(([name]) => name)).toEqual(["זכה"]);
    const found = await take(importer, { kind: "leads", filter: { query: "זכה" } });
    expect(found.rows.map(([name]) => name)).toEqual(["זכה"]);
  });

  test("come back by our own import as they were", async () => {
    const importer = await anImporter();
    const first =
      'שם,טלפון,סוג עסקה,אזורים,חדרים,מחיר מקסימום,תגיות,הערות\nדנה,052-5550100,קנייה,"חיפה, נשר",4,2000000,חם,=שורה\n';
    await importer.take(utf8(first));
    const { text } = await take(importer, { kind: "leads", filter: {} });
    const other = await anImporter();
    const done = await other.take(utf8(text));
    expect(done.counts).toMatchObject({ made: 1, refused: 0 });
    const again = await take(other, { kind: "leads", filter: {} });
    const [one, two] = [(await take(importer, { kind: "leads", filter: {} })).rows[0], again.rows[0]];
    expect(two?.slice(0, 4)).toEqual(one?.slice(0, 4));
    expect(two?.slice(7, 13)).toEqual(one?.slice(7, 13));
    expect(two?.[15]).toContain("'=שורה".slice(1));
  });
});

test("calls go out by the filters of the screen", async () => {
  const importer = await anImporter();
  const lead = await aLead(importer.business, { name: "דנה" });
  const ended = { startedAt: START, answeredAt: START, endedAt: START + 65_000, endReason: "caller_hung_up" };
  await aCall(importer.business, { ...ended, leadId: lead.id, summary: "+סיכום", callBack: true });
  await aCall(importer.business, { ...ended, startedAt: START - 1 });
  const { rows } = await take(importer, { kind: "calls", filter: { callBack: "true" } });
  expect(rows).toEqual([["2026-11-22 10:00", "נכנסת", "052-5550199", "דנה", "65", "הלקוח ניתק", "כן", "'+סיכום"]]);
  expect((await take(importer, { kind: "calls", filter: {} })).rows).toHaveLength(2);
});

test("listings go out by the filters of the screen, each once, with their owners, formulas defused", async () => {
  const importer = await anImporter();
  const { business, boss } = importer;
  const owner = await aLead(business, { name: "@בעלים", phone: "+972525550100" });
  const gone = await aLead(business, { name: "אחר", mergedInto: owner.id });
  await aListing(business, {
    city: "=HYPERLINK(1)",
    street: "הרצל",
    houseNumber: "12",
    rooms: 3.5,
    price: 1_500_000,
    features: ["elevator", "balcony"],
    exclusiveUntil: "2026-12-01",
    ownerLeadId: gone.id,
    agentId: boss.id,
    description: "+שורה\nשנייה",
    state: "closed",
  });
  for (let nth = 0; nth < 91; nth++) await aListing(business, { deal: "let", price: 5_000 + nth });
  await aListing(business, { deletedAt: START });
  await aListing(await aBusiness(), { city: "של אחרים" });
  const sold = await take(importer, { kind: "listings", filter: { deal: "sell", priceMax: "2000000" } });
  expect(sold.response.headers.get("Content-Disposition")).toBe('attachment; filename="listings.csv"');
  expect(sold.text.startsWith("\ufeffעסקה,")).toBe(true);
  expect(sold.rows).toHaveLength(1);
  const cell = (name: string) => sold.rows[0]?.[sold.headers.indexOf(name)];
  expect(
    ["עסקה", "מצב", "עיר", "רחוב", "מספר בית", "חדרים", "מחיר", "מאפיינים", "בלעדיות עד", "סוכן"].map(cell),
  ).toEqual([
    "למכירה",
    "נמכר",
    "'=HYPERLINK(1)",
    "הרצל",
    "12",
    "3.5",
    "1500000",
    "מעלית, מרפסת",
    "2026-12-01",
    boss.name,
  ]);
  expect(["בעל הנכס", "טלפון בעל הנכס", "תיאור"].map(cell)).toEqual(["'@בעלים", "052-5550100", "'+שורה\nשנייה"]);
  const all = await take(importer, { kind: "listings", filter: {} });
  expect(all.rows).toHaveLength(92);
  const found = await take(importer, { kind: "listings", filter: { query: "הרצל" } });
  expect(found.rows.map((row) => row[all.headers.indexOf("רחוב")])).toEqual(["הרצל"]);
  const lines = (await importer.audit()).filter(({ action }) => action === "records.exported");
  expect(lines.map(({ data }) => data)).toContainEqual({
    kind: "listings",
    filter: { deal: "sell", priceMax: 2_000_000 },
    rows: 1,
  });
  const refused = await importer.manager.post(`${business.path}/exports`, {
    body: { kind: "listings", filter: { state: "sold" } },
  });
  expect(refused.status).toBe(400);
});

test("an agent takes nothing out, and reads no files in", async () => {
  const importer = await anImporter();
  const agent = await aMember(importer.business, "business");
  const browser = await importer.signedIn(agent.email);
  const asked = await browser.post(`${importer.business.path}/exports`, { body: { kind: "leads", filter: {} } });
  expect(asked.status).toBe(403);
  expect((await browser.get(importer.path)).status).toBe(403);
});
