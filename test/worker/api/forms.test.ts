/** A business's form: made in the dashboard, seen and sent by anybody, and whoever sends it is a lead with its consent. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import { ORIGIN } from "./support/browser.ts";
import { env } from "cloudflare:workers";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { LeadForm } from "../../../core/forms/form.ts";
import { businesses, formAddresses, memberships } from "../../../worker/db/directory/schema.ts";
import { consents, leads } from "../../../worker/db/tenant/schema.ts";
import { findLeadDetail, listLeads } from "../../../worker/features/leads/queries.ts";

const FIELDS = {
  name: "האתר שלנו",
  title: "מחפשים דירה בחיפה?",
  intro: "נחזור אליך עוד היום.",
  questions: ["email", "deal", "area", "rooms", "budget", "message"],
  consentText: "אני מסכים/ה שתחזרו אליי בטלפון בקשר לפנייה הזאת.",
  marketingText: "אני מסכים/ה לקבל הצעות לדירות.",
  thanks: "תודה, קיבלנו.",
  assignedTo: null,
  isActive: true,
};

const chunked = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const [boss, agent] = [await aMember(business), await aMember(business, "business")];
  const manager = await world.signedIn(boss.email);
  const slug = `form-${crypto.randomUUID().slice(0, 8)}`;
  const make = (more: object = {}, browser = manager) =>
    browser.post(`${business.path}/forms`, { body: { ...FIELDS, slug, ...more } });
  const visit = (path = `/f/${slug}`, headers: Record<string, string> = {}) =>
    world.app.request(`${ORIGIN}${path}`, { headers }, env);
  const opened = async (path?: string) => {
    const text = await (await visit(path)).text();
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    return { opened: value("opened"), words: value("words"), campaign: value("campaign") };
  };
  const send = async (sent: Record<string, string>, { path = `/f/${slug}`, address = "203.0.113.7" } = {}) =>
    world.app.request(
      `${ORIGIN}${path}`,
      {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", "CF-Connecting-IP": address },
        body: new URLSearchParams(sent).toString(),
      },
      env,
    );
  /** As a person does: opens it, takes a while, sends it. */
  const fillIn = async (sent: Record<string, string>, where: { path?: string; address?: string } = {}) => {
    const hidden = await opened(where.path);
    world.clock.now += 5_000;
    return send({ name: "דנה לוי", phone: "052-555-0100", consent: "yes", ...hidden, ...sent }, where);
  };
  return { ...world, business, boss, agent, manager, slug, make, visit, opened, send, fillIn };
}

describe("a form", () => {
  test("is a page that needs no script, may stand in a frame, and knows no session", async () => {
    const { make, visit } = await anOffice();
    expect((await make()).status).toBe(200);
    const answer = await visit();
    const page = await answer.text();
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
    for (const text of [FIELDS.title, FIELDS.intro, FIELDS.consentText, FIELDS.marketingText, 'dir="rtl"'])
      expect(page).toContain(text);
    expect(page).not.toContain("<script");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("frame-ancestors *");
    expect(policy).toContain("default-src 'none'");
    expect(answer.headers.get("X-Frame-Options")).toBeNull();
    expect(answer.headers.get("Set-Cookie")).toBeNull();
  });

  test("that is sent is a lead with what was wished, where it came from, and the words that were agreed to", async () => {
    const { business, make, fillIn, slug, visit, agent, hubCalls } = await anOffice();
    await make({ assignedTo: agent.id });
    const answer = await fillIn(
      {
        email: "Dana@Example.test",
        deal: "rent",
        area: "הדר",
        rooms: "3",
        budget: "5,000",
        message: "עם כלב",
        offers: "yes",
      },
      { path: `/f/${slug}?utm_campaign=summer` },
    );
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/f/${slug}?sent`]);
    expect(await (await visit(`/f/${slug}?sent`)).text()).toContain(FIELDS.thanks);
    const [lead] = (await listLeads(business.scope, { limit: 10 })).items;
    const detail = await findLeadDetail(business.scope, lead!.id);
    expect(detail).toMatchObject({
      name: "דנה לוי",
      phone: "+972525550100",
      source: "form",
      sourceDetail: { form: { slug, name: FIELDS.name }, campaign: "summer" },
      assignedTo: agent.id,
      notes: "עם כלב",
      demands: [{ dealType: "rent", areas: ["הדר"], roomsMin: 3, priceMax: 5_000 }],
    });
    expect(detail?.contacts.map(({ value }) => value)).toEqual(["+972525550100", "dana@example.test"]);
    const given = await business.scope.db.select().from(consents).where(eq(consents.businessId, business.id));
    expect(given.filter(({ purpose }) => purpose === "service")).toMatchObject([
      { leadId: lead!.id, isGiven: true, evidence: FIELDS.consentText, author: { by: "form" } },
    ]);
    expect(given.filter(({ purpose }) => purpose === "marketing").map(({ evidence }) => evidence)).toEqual(
      Array.from({ length: 4 }, () => FIELDS.marketingText),
    );
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "publish",
      argument: { events: [{ type: "lead.changed", leadId: lead!.id }], assignedTo: agent.id },
    });
  });

  test("that is sent by somebody known is told to whose they are, and not to the form's agent", async () => {
    const { business, make, fillIn, agent, hubCalls } = await anOffice();
    const owner = await aMember(business, "business");
    await make({ assignedTo: agent.id });
    const known = await aLead(business, { phone: "+972525550100", assignedTo: owner.id });
    await fillIn({ name: "דנה" });
    const told = hubCalls.filter(({ method }) => method === "publish").map(({ argument }) => argument);
    expect(told).toEqual([{ events: [{ type: "lead.changed", leadId: known.id }], assignedTo: owner.id }]);
  });

  test("that is sent by somebody known changes nothing that a person typed, and counts all the same", async () => {
    const { business, make, fillIn, manager } = await anOffice();
    await make();
    const known = await aLead(business, {
      phone: "+972525550100",
      name: "דנה לוי כהן",
      provenance: { name: { by: "person", at: START } },
    });
    await fillIn({ name: "מישהו אחר" });
    await fillIn({ name: "מישהו אחר" });
    expect((await listLeads(business.scope, { limit: 10 })).items).toMatchObject([
      { id: known.id, name: "דנה לוי כהן" },
    ]);
    const { items } = await (await manager.get(`${business.path}/forms`)).json<{ items: LeadForm[] }>();
    expect(items).toMatchObject([{ leads: 2, version: 1 }]);
  });

  test("that lacks something comes back with what was written, and says what", async () => {
    const { make, fillIn, business } = await anOffice();
    await make();
    const answer = await fillIn({ phone: "", email: "x", area: '<b>"הדר', consent: "" });
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(page.match(/class="wrong"/g)).toHaveLength(2);
    expect(page).toContain('value="דנה לוי"');
    expect(page).toContain("&lt;b&gt;&quot;הדר");
    expect(page).not.toContain("<b>");
    expect((await listLeads(business.scope, { limit: 10 })).items).toEqual([]);
  });

  test("that a machine sends is not taken; a person who was quick presses once more", async () => {
    const { make, send, opened, clock, business } = await anOffice();
    await make();
    const { opened: proof, words } = await opened();
    const whole = { name: "דנה", phone: "0525550100", consent: "yes", words };
    expect((await send({ ...whole, opened: proof, website: "http://spam.test" })).status).toBe(400);
    for (const wrong of [undefined, "", "x", `${proof}x`, `${(START + 9).toString(36)}.${proof.split(".")[1]}`])
      expect((await send({ ...whole, ...(wrong !== undefined && { opened: wrong }) })).status, String(wrong)).toBe(400);
    const quick = await send({ ...whole, opened: proof });
    expect(quick.status).toBe(400);
    expect(await quick.text()).toContain('value="0525550100"');
    clock.now += 25 * 60 * 60_000;
    expect((await send({ ...whole, opened: proof })).status).toBe(400);
    expect((await listLeads(business.scope, { limit: 10 })).items).toEqual([]);
  });

  test("that comes back with a fault is sent again at once: the time was taken before", async () => {
    const { make, send, fillIn } = await anOffice();
    await make();
    const back = await fillIn({ phone: "אין לי" });
    expect(back.status).toBe(400);
    const page = await back.text();
    const carried = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
    const whole = { name: "דנה לוי", phone: "052-555-0100", consent: "yes", words: carried("words") };
    const mended = { ...whole, opened: carried("opened") };
    expect((await send(mended)).status).toBe(303);
    // What somebody has made up is not carried on.
    const forged = await send({ ...mended, phone: "אין לי", opened: `${(START - 60_000).toString(36)}.x` });
    const fresh = /name="opened" value="([^"]*)"/.exec(await forged.text())?.[1] ?? "";
    expect((await send({ ...mended, opened: fresh })).status).toBe(400);
  });

  test("whose button is pressed twice is taken in once, and both are thanked", async () => {
    const { business, make, opened, send, clock, manager } = await anOffice();
    await make();
    // No number that could be read, so nothing but the sending itself tells that it is one person.
    const sent = { name: "דנה לוי", phone: "1", consent: "yes", ...(await opened()) };
    clock.now += 5_000;
    const answers = await Promise.all([send(sent), send(sent), send(sent)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await send(sent)).status).toBe(303);
    expect((await listLeads(business.scope, { limit: 10 })).items).toHaveLength(1);
    const { items } = await (await manager.get(`${business.path}/forms`)).json<{ items: LeadForm[] }>();
    expect(items).toMatchObject([{ leads: 1 }]);
    // Somebody else in the family, on the page that the back button shows.
    expect((await send({ ...sent, name: "רון לוי" })).status).toBe(303);
    expect((await listLeads(business.scope, { limit: 10 })).items).toHaveLength(2);
  });

  test("whose words were changed while it was open asks once more: nobody agreed to what they have not read", async () => {
    const { business, make, manager, opened, send, clock } = await anOffice();
    const form = await (await make()).json<LeadForm>();
    const before = { name: "דנה לוי", phone: "052-555-0100", consent: "yes", offers: "yes", ...(await opened()) };
    clock.now += 5_000;
    const consentText = "נוסח אחר, שאיש עוד לא קרא.";
    await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 1, consentText } });
    const back = await send(before);
    const page = await back.text();
    expect(back.status).toBe(400);
    expect(page).toContain(consentText);
    expect(page).toContain('value="דנה לוי"');
    expect(page).not.toContain("checked");
    expect((await listLeads(business.scope, { limit: 10 })).items).toEqual([]);
    const words = /name="words" value="([^"]*)"/.exec(page)?.[1] ?? "";
    expect((await send({ ...before, words })).status).toBe(303);
    const given = await business.scope.db.select().from(consents).where(eq(consents.businessId, business.id));
    expect(given.find(({ purpose }) => purpose === "service")?.evidence).toBe(consentText);
  });

  test("whose agent has left the business brings leads of nobody", async () => {
    const { business, make, fillIn, agent, deps } = await anOffice();
    await make({ assignedTo: agent.id });
    await deps.directory.delete(memberships).where(eq(memberships.userId, agent.id));
    expect((await fillIn({})).status).toBe(303);
    expect((await listLeads(business.scope, { limit: 10 })).items).toMatchObject([{ assignedTo: null }]);
  });

  test("that is closed while somebody fills it in says so, and whose it was", async () => {
    const { business, make, manager, visit, opened, send, clock } = await anOffice();
    const form = await (await make()).json<LeadForm>();
    const sent = { name: "דנה", phone: "052-555-0100", consent: "yes", ...(await opened()) };
    clock.now += 5_000;
    const told = async (answer: Response) => [answer.status, (await answer.text()).includes("נסגר לפני שהפנייה נשלחה")];
    await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 1, isActive: false } });
    expect(await told(await send(sent))).toEqual([404, true]);
    expect(await told(await visit())).toEqual([404, false]);
    await manager.delete(`${business.path}/forms/${form.id}`);
    expect(await told(await send(sent))).toEqual([404, true]);
    expect(await (await visit()).text()).toContain(business.name);
    expect((await listLeads(business.scope, { limit: 10 })).items).toEqual([]);
  });

  test("is sent twenty times an hour from one place; others go on", async () => {
    const { make, fillIn } = await anOffice();
    await make();
    const answers = await Promise.all(Array.from({ length: 25 }, () => fillIn({})));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(await refused!.text()).toContain('value="דנה לוי"');
    expect((await fillIn({}, { address: "203.0.113.200" })).status).toBe(303);
  });

  test("takes whatever comes as a body", async () => {
    const { make, slug, app } = await anOffice();
    await make();
    for (const [type, body] of [
      ["application/json", "{}"],
      ["multipart/form-data; boundary=x", "--x\r\nnonsense"],
      ["application/x-www-form-urlencoded", "name=%ZZ&name=b&consent=yes&phone=%00"],
      ["text/plain", "\u0000"],
    ] as const) {
      const answer = await app.request(
        `${ORIGIN}/f/${slug}`,
        { method: "POST", headers: { "Content-Type": type }, body },
        env,
      );
      expect(answer.status, type).toBe(400);
      expect(await answer.text()).toContain("<form");
    }
  });
});

describe("nobody sees a form", () => {
  test("that is closed, whose business is suspended, that was deleted, or that never was", async () => {
    const { make, manager, business, visit, deps, slug } = await anOffice();
    const form = await (await make()).json<LeadForm>();
    const closed = await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 1, isActive: false } });
    expect(closed.status).toBe(200);
    expect((await visit()).status).toBe(404);
    await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 2, isActive: true } });
    expect((await visit()).status).toBe(200);
    await deps.directory.update(businesses).set({ status: "suspended" }).where(eq(businesses.id, business.id));
    expect((await visit()).status).toBe(404);
    await deps.directory.update(businesses).set({ status: "active" }).where(eq(businesses.id, business.id));
    expect((await manager.delete(`${business.path}/forms/${form.id}`)).status).toBe(204);
    expect((await visit()).status).toBe(404);
    expect((await visit("/f/no-such-form")).status).toBe(404);
    // Another one may stand at its address.
    expect((await make({ slug })).status).toBe(200);
    expect((await visit()).status).toBe(200);
  });
});

describe("the address of a form that was deleted", () => {
  test("stays its business's: who follows an old link does not come to another agency", async () => {
    const [one, other] = [await anOffice(), await anOffice()];
    const form = await (await one.make()).json<LeadForm>();
    await one.manager.delete(`${one.business.path}/forms/${form.id}`);
    const refused = await other.make({ slug: one.slug });
    expect((await errorOf(refused)).details).toEqual([{ field: "slug", problem: "taken" }]);
    expect((await one.make()).status).toBe(200);
    // Of two forms there is one at an address, within a business too.
    expect((await one.make()).status).toBe(400);
  });

  test("is kept of the newest sixty, so that nobody takes every good one", async () => {
    const { business, make, manager, deps, clock, slug } = await anOffice();
    const held = Array.from({ length: 70 }, (_, nth) => `${slug}-${String(nth).padStart(2, "0")}`);
    await deps.directory.batch([
      deps.directory.delete(formAddresses).where(eq(formAddresses.businessId, business.id)),
      ...chunked(held, 20).map((part) =>
        deps.directory
          .insert(formAddresses)
          .values(part.map((each) => ({ slug: each, businessId: business.id, formId: "", createdAt: START }))),
      ),
    ]);
    clock.now += 1_000;
    const form = await (await make()).json<LeadForm>();
    await manager.delete(`${business.path}/forms/${form.id}`);
    const left = await deps.directory.select().from(formAddresses).where(eq(formAddresses.businessId, business.id));
    expect(left).toHaveLength(60);
    expect(left.map((address) => address.slug)).toContain(slug);
  });

  test("is nobody's when the form was not made after all", async () => {
    const [full, other] = [await anOffice(), await anOffice()];
    await Promise.all(Array.from({ length: 20 }, (_, nth) => full.make({ slug: `${full.slug}-${nth}` })));
    expect((await full.make()).status).toBe(409);
    expect((await other.make({ slug: full.slug })).status).toBe(200);
  });
});

describe("a form is made", () => {
  test("at an address that nobody else has, also of two at once", async () => {
    const [one, other] = [await anOffice(), await anOffice()];
    const answers = await Promise.all([one.make({ slug: one.slug }), other.make({ slug: one.slug })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect((await errorOf(refused!)).details).toEqual([{ field: "slug", problem: "taken" }]);
  });

  test.each([
    [{ slug: "A b" }, "slug"],
    [{ slug: "-x-" }, "slug"],
    [{ consentText: "כן" }, "consentText"],
    [{ questions: ["shoe size"] }, "questions.0"],
    [{ assignedTo: "nobody" }, "assignedTo"],
    [{ title: "" }, "title"],
  ])("not with %j", async (more, field) => {
    const { make } = await anOffice();
    const answer = await make(more);
    expect([answer.status, (await errorOf(answer)).details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });

  test("by managers alone, and is on record", async () => {
    const { make, signedIn, agent, manager, business } = await anOffice();
    expect((await make({}, await signedIn(agent.email))).status).toBe(403);
    const form = await (await make()).json<LeadForm>();
    await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 1, title: "אחרת" } });
    const late = await manager.patch(`${business.path}/forms/${form.id}`, { body: { version: 1, title: "שלישית" } });
    expect(late.status).toBe(409);
    await manager.delete(`${business.path}/forms/${form.id}`);
    const { items } = await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>();
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["form.created", "form.changed", "form.deleted"]),
    );
  });

  test("twenty times, and not once more", async () => {
    const { make, business, slug } = await anOffice();
    const answers = await Promise.all(Array.from({ length: 22 }, (_, nth) => make({ slug: `${slug}-${nth}` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect(
      await business.scope.db
        .select()
        .from(leads)
        .where(and(eq(leads.businessId, business.id))),
    ).toEqual([]);
  });
});
