/** What people write of a lead: by hand, field by field, and what its timeline tells. */
import { describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Consent } from "../../../core/leads/consent.ts";
import type { NewLeadAnswer } from "../../../core/leads/edit.ts";
import type { TimelineEntry } from "../../../core/leads/timeline.ts";
import type { LeadDetail } from "../../../core/leads/wire.ts";
import { leadNotes } from "../../../worker/db/tenant/schema.ts";
import { readTimeline } from "../../../worker/features/leads/page/timeline.ts";

type Timeline = { items: TimelineEntry[]; nextCursor: string | null };

async function anOffice(agentsSee: "all" | "own" = "all") {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee });
  const [boss, agent, colleague] = [
    await aMember(business),
    await aMember(business, "business"),
    await aMember(business, "business"),
  ];
  const [manager, me] = [await world.signedIn(boss.email), await world.signedIn(agent.email)];
  const leads = `${business.path}/leads`;
  const create = async (body: object, browser = manager) => (await browser.post(leads, { body })).json<NewLeadAnswer>();
  const read = async (id: string, browser = manager) => (await browser.get(`${leads}/${id}`)).json<LeadDetail>();
  const timeline = async (id: string, query = "", browser = manager) =>
    (await browser.get(`${leads}/${id}/timeline${query}`)).json<Timeline>();
  return { ...world, business, boss, agent, colleague, manager, me, leads, create, read, timeline };
}

const told = ({ items }: Timeline) =>
  items.map((entry) => (entry.source === "event" ? { kind: entry.kind, data: entry.data } : { source: entry.source }));

describe("a lead by hand", () => {
  test("is made with all that was typed, nobody's, and stands in the audit log", async () => {
    const { business, boss, manager, create, timeline } = await anOffice();
    const { lead, existed } = await create({
      name: "דנה ורוני לוי",
      phones: [{ typed: "052-555-0301", person: "דנה" }, { typed: "052-555-0302", person: "רוני" }, { typed: "05-12" }],
      emails: ["Dana@Example.test"],
      notes: "דרך חברה",
      demand: { dealType: "buy", areas: ["חיפה"], roomsMin: 3, roomsMax: 4 },
    });
    expect(existed).toBe(false);
    expect(lead).toMatchObject({ source: "manual", phone: "+972525550301", assignedTo: null, notes: "דרך חברה" });
    expect(lead?.contacts).toMatchObject([
      { value: "+972525550301", person: "דנה" },
      { value: "+972525550302", person: "רוני" },
      { value: "dana@example.test" },
    ]);
    expect(lead?.demands[0]?.provenance).toMatchObject({ roomsMin: { by: "person", userId: boss.id } });
    expect(told(await timeline(lead?.id ?? ""))).toEqual([{ kind: "created", data: { source: "manual" } }]);
    const audit = (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
    expect(audit.filter(({ action }) => action === "lead.created")).toHaveLength(1);
  });

  test("of a known number is the lead that is there; what was typed and gave way stands in its timeline", async () => {
    const { create, timeline, boss } = await anOffice();
    const phones = [{ typed: "0525550311" }];
    const first = await create({ name: "דנה לוי", phones });
    const again = await create({ name: "אבי כהן", phones, nextAction: "להתקשר" });
    expect(again).toMatchObject({ existed: true, lead: { id: first.lead?.id, name: "דנה לוי", nextAction: "להתקשר" } });
    const { items } = await timeline(first.lead?.id ?? "");
    expect(items.find((entry) => entry.source === "event" && entry.kind === "kept")).toMatchObject({
      byId: boss.id,
      data: { field: "name", given: "אבי כהן" },
    });
  });

  test("of ten at once is one lead", async () => {
    const { create } = await anOffice();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => create({ name: `פלוני ${n}`, phones: [{ typed: "0525550312" }] })),
    );
    expect(new Set(answers.map(({ lead }) => lead?.id)).size).toBe(1);
    expect(answers.filter(({ existed }) => !existed)).toHaveLength(1);
  });

  test("is an agent's own who sees only own, whatever was asked", async () => {
    const { me, agent, colleague, create, leads } = await anOffice("own");
    expect((await create({ name: "דנה" }, me)).lead).toMatchObject({ assignedTo: agent.id });
    expect((await create({ name: "רוני", assignedTo: colleague.id }, me)).lead).toMatchObject({ assignedTo: agent.id });
    expect((await me.post(leads, { body: {} })).status).toBe(400);
  });

  test("is given to a colleague by managers alone", async () => {
    const { me, agent, colleague, create, leads, manager } = await anOffice();
    const to = (assignedTo: string) => ({ body: { name: "דנה", assignedTo } });
    expect((await me.post(leads, to(colleague.id))).status).toBe(403);
    expect((await create({ name: "דנה", assignedTo: agent.id }, me)).lead?.assignedTo).toBe(agent.id);
    expect((await create({ name: "דנה", assignedTo: colleague.id })).lead?.assignedTo).toBe(colleague.id);
    expect((await errorOf(await manager.post(leads, to("nobody")))).details).toMatchObject([{ field: "assignedTo" }]);
  });

  test.each(["live", "in the bin"])(
    "of a colleague's number (%s) tells nothing of that lead and changes nothing; the office sees what was typed",
    async (place) => {
      const { business, me, agent, colleague, create, read, timeline } = await anOffice("own");
      const bin = place === "live" ? {} : { deletedAt: START, deletedBy: "someone" };
      const lead = await aLead(business, { phone: "+972525550321", name: "סודית", assignedTo: colleague.id, ...bin });
      const before = await read(lead.id);
      const answer = await create(
        { name: "דנה", phones: [{ typed: "052-5550321" }], notes: "שמעתי עליה", demand: { areas: ["חיפה"] } },
        me,
      );
      expect(answer).toEqual({ lead: null, existed: true });
      expect(await read(lead.id)).toEqual(before);
      const kept = (await timeline(lead.id)).items;
      expect(kept.map((entry) => entry.source === "event" && entry.data)).toEqual(
        expect.arrayContaining([
          { field: "name", given: "דנה" },
          { field: "notes", given: "שמעתי עליה" },
          { field: "areas", given: ["חיפה"] },
        ]),
      );
      expect(kept.every((entry) => entry.source === "event" && entry.byId === agent.id)).toBe(true);
    },
  );
});

describe("a field", () => {
  test("is changed if it is what was read, by whom is kept, and the timeline tells from what to what", async () => {
    const { business, boss, manager, leads, timeline, hubCalls } = await anOffice();
    const { id } = await aLead(business, { name: "דנה", nextAction: null });
    const answer = await manager.patch(`${leads}/${id}`, {
      body: { name: { from: "דנה", to: "דנה לוי" }, nextAction: { from: null, to: "להתקשר" } },
    });
    expect(await answer.json()).toMatchObject({
      name: "דנה לוי",
      nextAction: "להתקשר",
      provenance: { name: { by: "person", userId: boss.id, at: START } },
    });
    expect(told(await timeline(id))).toEqual([
      {
        kind: "edited",
        data: { changes: { name: { from: "דנה", to: "דנה לוי" }, nextAction: { from: null, to: "להתקשר" } } },
      },
    ]);
    expect(hubCalls.at(-1)).toMatchObject({ argument: { events: [{ type: "lead.changed", leadId: id }] } });
  });

  test("of two editors at once is one's; the other is told which field, and nothing of theirs is half done", async () => {
    const { business, manager, me, leads, read, timeline } = await anOffice();
    const { id } = await aLead(business, { name: "דנה", nextAction: "א" });
    const body = (to: string) => ({ body: { name: { from: "דנה", to }, nextAction: { from: "א", to } } });
    const answers = await Promise.all([
      manager.patch(`${leads}/${id}`, body("ראשונה")),
      me.patch(`${leads}/${id}`, body("שנייה")),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    if (!lost) throw new Error("nobody lost");
    expect((await errorOf(lost)).details?.map(({ field }) => field)).toEqual(["name", "nextAction"]);
    const lead = await read(id);
    expect(lead.nextAction).toBe(lead.name);
    expect((await timeline(id)).items).toHaveLength(1);
    // Different fields do not meet.
    const apart = await Promise.all([
      manager.patch(`${leads}/${id}`, { body: { name: { from: lead.name, to: "שלישית" } } }),
      me.patch(`${leads}/${id}`, { body: { notes: { from: lead.notes, to: "הערה" } } }),
    ]);
    expect(apart.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("of a lead that one may not see, of another business, or in the bin is not changed", async () => {
    const { business, me, manager, leads, colleague } = await anOffice("own");
    const other = await aBusiness();
    const body = { name: { from: "דנה", to: "אחרת" } };
    const hidden = await aLead(business, { name: "דנה", assignedTo: colleague.id });
    const foreign = await aLead(other, { name: "דנה" });
    const binned = await aLead(business, { name: "דנה", deletedAt: START });
    expect((await me.patch(`${leads}/${hidden.id}`, { body })).status).toBe(404);
    expect((await me.get(`${leads}/${hidden.id}/timeline`)).status).toBe(404);
    expect((await me.get(`${leads}/${hidden.id}/consents`)).status).toBe(404);
    expect((await me.post(`${leads}/${hidden.id}/notes`, { body: { text: "שלום" } })).status).toBe(404);
    expect((await manager.patch(`${leads}/${foreign.id}`, { body })).status).toBe(404);
    expect((await manager.patch(`${leads}/${binned.id}`, { body })).status).toBe(409);
  });
});

describe("contacts", () => {
  test("are added, changed, made first and taken away; the number that is dialled follows", async () => {
    const { business, manager, leads, read, clock } = await anOffice();
    const { id } = await aLead(business, { phone: "+972525550331", name: "דנה" });
    const path = `${leads}/${id}/contacts`;
    const add = (body: object) => ((clock.now += 1), manager.post(path, { body }));
    await add({ kind: "phone", typed: "052 555 0332", person: "רוני" });
    await add({ kind: "phone", typed: "חצי 05" });
    await add({ kind: "email", typed: "Roni@Example.test" });
    const added = await read(id);
    expect(added.contacts.map(({ value }) => value)).toEqual([
      "+972525550331",
      "+972525550332",
      null,
      "roni@example.test",
    ]);
    const [first, second] = added.contacts;
    expect((await manager.patch(`${path}/${second?.id}`, { body: { isFirst: true } })).status).toBe(200);
    expect((await read(id)).phone).toBe("+972525550332");
    await manager.patch(`${path}/${second?.id}`, { body: { typed: "0525550333" } });
    expect((await read(id)).phone).toBe("+972525550333");
    await manager.delete(`${path}/${second?.id}`);
    expect(await read(id)).toMatchObject({ phone: "+972525550331" });
    await manager.delete(`${path}/${first?.id}`);
    expect(await read(id)).toMatchObject({ phone: null, contacts: [{ value: null }, { value: "roni@example.test" }] });
  });

  test("that are another lead's are refused, and that lead is named to those who may see it", async () => {
    const { business, manager, me, agent, leads } = await anOffice("own");
    const other = await aLead(business, { phone: "+972525550341" });
    const { id } = await aLead(business, { phone: "+972525550342", assignedTo: agent.id });
    const body = { kind: "phone", typed: "0525550341" };
    const problems = async (browser: typeof me) =>
      (await errorOf(await browser.post(`${leads}/${id}/contacts`, { body }))).details;
    expect(await problems(manager)).toEqual([
      { field: "typed", problem: "taken" },
      { field: "leadId", problem: other.id },
    ]);
    expect(await problems(me)).toEqual([{ field: "typed", problem: "taken" }]);
  });
});

describe("demands", () => {
  test("are added, changed field by field, and deleted", async () => {
    const { business, manager, me, agent, leads, read, timeline } = await anOffice();
    const { id } = await aLead(business, { name: "דנה" });
    const path = `${leads}/${id}/demands`;
    await manager.post(path, {
      body: { dealType: "buy", areas: ["חיפה"], roomsMin: 3, features: { elevator: "must" } },
    });
    const [demand] = (await read(id)).demands;
    if (!demand) throw new Error("no demand");
    const change = (body: object, browser = manager) => browser.patch(`${path}/${demand.id}`, { body });
    expect((await change({ areas: { from: ["חיפה"], to: ["חיפה", "קריות"] } })).status).toBe(200);
    expect(
      (await change({ features: { from: demand.features, to: {} }, isActive: { from: true, to: false } }, me)).status,
    ).toBe(200);
    expect((await errorOf(await change({ roomsMax: { from: null, to: 2 } }))).details).toMatchObject([
      { field: "roomsMin" },
    ]);
    expect((await errorOf(await change({ areas: { from: ["חיפה"], to: [] } }))).details).toEqual([
      { field: "areas", problem: "changed" },
    ]);
    expect((await read(id)).demands[0]).toMatchObject({
      areas: ["חיפה", "קריות"],
      features: {},
      isActive: false,
      roomsMin: 3,
      provenance: { isActive: { by: "person", userId: agent.id } },
    });
    const areas = await (await manager.get(`${leads}/areas`)).json<{ items: string[] }>();
    expect(areas.items).toEqual(["חיפה", "קריות"]);
    expect((await manager.delete(`${path}/${demand.id}`)).status).toBe(200);
    expect((await read(id)).demands).toEqual([]);
    expect((await timeline(id)).items).toHaveLength(4);
  });
});

describe("notes and consents", () => {
  test("a note is changed and deleted by whoever wrote it alone", async () => {
    const { business, manager, me, leads, timeline } = await anOffice();
    const { id } = await aLead(business, { name: "דנה" });
    await me.post(`${leads}/${id}/notes`, { body: { text: "פגשתי אותה" } });
    const [note] = (await timeline(id)).items;
    const path = `${leads}/${id}/notes/${note?.id}`;
    expect((await manager.put(path, { body: { text: "אחרת" } })).status).toBe(404);
    expect((await manager.delete(path)).status).toBe(404);
    expect((await me.put(path, { body: { text: "פגשתי אותה היום" } })).status).toBe(204);
    expect((await timeline(id, "?only=notes")).items).toMatchObject([{ text: "פגשתי אותה היום", editedAt: START }]);
    expect((await me.delete(path)).status).toBe(204);
    expect((await timeline(id)).items).toEqual([]);
  });

  test("of the consents the latest holds, by channel and purpose", async () => {
    const { business, manager, leads, clock } = await anOffice();
    const { id } = await aLead(business, { name: "דנה" });
    const say = (isGiven: boolean, channel = "sms") =>
      manager.post(`${leads}/${id}/consents`, {
        body: { channel, purpose: "marketing", isGiven, evidence: "אמרה בטלפון" },
      });
    await say(true);
    clock.now += 1;
    await say(false);
    await say(true, "email");
    const { items } = await (await manager.get(`${leads}/${id}/consents`)).json<{ items: Consent[] }>();
    expect(items.map(({ channel, isGiven }) => [channel, isGiven]).toSorted()).toEqual([
      ["email", true],
      ["sms", false],
    ]);
  });
});

describe("the timeline", () => {
  test("joins what happened, latest first, page by page without a gap, and can be narrowed", async () => {
    const { business, boss, manager, leads, timeline } = await anOffice();
    const { id } = await aLead(business, { name: "דנה" });
    for (let n = 0; n < 7; n++) {
      await aCall(business, { leadId: id, startedAt: START - n });
      await manager.post(`${leads}/${id}/notes`, { body: { text: `הערה ${n}` } });
    }
    await manager.post(`${leads}/${id}/consents`, {
      body: { channel: "phone", purpose: "service", isGiven: true, evidence: "ביקשה" },
    });
    const all = (await timeline(id, "?limit=100")).items;
    expect(all).toHaveLength(15);
    const pages: TimelineEntry[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Timeline = await timeline(id, `?limit=4${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(all);
    expect((await timeline(id, "?only=calls")).items).toHaveLength(7);
    expect(all.find((entry) => entry.source === "note")).toMatchObject({ byName: boss.name });
  });

  test("reads no more for a lead with much behind it", async () => {
    const { business } = await anOffice();
    const { id } = await aLead(business, { name: "דנה" });
    const rows = Array.from({ length: 300 }, (_, n) => ({
      businessId: business.id,
      id: `n-${n}-${id}`,
      leadId: id,
      text: "הערה",
      authorId: "x",
      authorName: "x",
      at: START + n,
    }));
    for (let from = 0; from < rows.length; from += 10)
      await business.scope.db.insert(leadNotes).values(rows.slice(from, from + 10));
    expect(await rowsRead(business.scope, (scope) => readTimeline(scope, id, { limit: 20 }))).toBeLessThan(70);
  });
});
