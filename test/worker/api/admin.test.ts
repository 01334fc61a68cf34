/** The platform's side: founding, renaming and suspending businesses, helping people, and its log. */
import { env as platform } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { keptMail } from "./support/mail.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, START } from "./support/world.ts";
import {
  adminBusinessDetailSchema,
  businessCreatedSchema,
  tenantDatabasesSchema,
  type AdminBusiness,
  type TenantDatabase,
} from "../../../core/admin/wire.ts";
import type { AuditAction } from "../../../core/audit/actions.ts";
import { platformAuditLineSchema, type PlatformAuditLine } from "../../../core/audit/wire.ts";
import type { InvitationSent } from "../../../worker/features/people/invitations/service.ts";
import { tokenIn } from "./support/office.ts";
import type { SentLink } from "../../../core/auth/wire.ts";
import { noMail } from "../../../worker/adapters/mail.ts";
import {
  auditLog,
  businesses,
  invitations,
  memberships,
  passwordResets,
  users,
} from "../../../worker/db/directory/schema.ts";
import { schemaGuard } from "../../../worker/db/schema-guard.ts";
import { scopeOfIdentity } from "../../../worker/db/scope.ts";
import { businessSettings } from "../../../worker/db/tenant/schema.ts";
import type { Deps } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { findSettings } from "../../../worker/features/business/queries.ts";

const DAY_MS = 24 * 60 * 60_000;
const BUSINESSES = "/api/admin/businesses";
const unique = () => crypto.randomUUID().slice(0, 8);
type Page<Item> = { items: Item[]; nextCursor: string | null };
type Created = ReturnType<typeof businessCreatedSchema.parse>;

async function anAdmin(deps: Partial<Deps> = {}) {
  const world = makeWorld({ deps });
  const user = await aUser({ platformRole: "admin", name: "Platform Admin" });
  const linesOf = (businessId: string, action: AuditAction) =>
    world.deps.directory
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.businessId, businessId), eq(auditLog.action, action)));
  return { ...world, user, admin: await world.signedIn(user.email), linesOf };
}

const aDraft = (fields: Record<string, unknown> = {}) => ({
  name: `משרד ${unique()}`,
  slug: `office-${unique()}`,
  tenantDb: "TENANT_0",
  manager: { email: `${unique()}@example.test`, name: "דנה" },
  ...fields,
});

describe("a new business", () => {
  test("can answer its phone: it has settings, in its name, that say an AI answers and the call is recorded", async () => {
    const { admin, deps } = await anAdmin();
    const draft = aDraft();
    const response = await admin.post(BUSINESSES, { body: draft });
    const { business } = businessCreatedSchema.parse(await response.json());
    expect(business).toMatchObject({ name: draft.name, slug: draft.slug, status: "active", people: 0, numbers: 0 });
    const settings = await findSettings(
      scopeOfIdentity(deps.tenants, { businessId: business.id, tenantDb: "TENANT_0" }),
    );
    expect(settings?.greeting).toContain(draft.name);
    expect(settings?.greeting).toMatch(/בינה מלאכותית.*מוקלטת/);
    expect(settings?.version).toBe(1);
  });

  test("waits for its first manager, whose link is shown where no mail goes out", async () => {
    const { admin, deps, user } = await anAdmin();
    const draft = aDraft();
    const { business, invitation, sent } = await (await admin.post(BUSINESSES, { body: draft })).json<Created>();
    expect(sent).toMatchObject({ mailed: false, link: expect.stringMatching(/\/invitation#.{20,}/) });
    const rows = await deps.directory.select().from(invitations).where(eq(invitations.businessId, business.id));
    expect(rows).toEqual([
      expect.objectContaining({
        id: invitation.id,
        email: draft.manager.email,
        name: "דנה",
        role: "manager",
        invitedBy: user.id,
      }),
    ]);
  });

  test("has its invitation mailed where mail goes out, and then nobody else sees the link", async () => {
    const { mails, mail } = keptMail();
    const { admin } = await anAdmin({ mail });
    const draft = aDraft();
    const { sent } = await (await admin.post(BUSINESSES, { body: draft })).json<Created>();
    expect(sent).toMatchObject({ mailed: true, link: null });
    expect(mails.map(({ to }) => to)).toEqual([draft.manager.email]);
  });

  test("is on record, with who founded it", async () => {
    const { admin, user, linesOf } = await anAdmin();
    const draft = aDraft();
    const { business } = await (await admin.post(BUSINESSES, { body: draft })).json<Created>();
    expect(await linesOf(business.id, "business.created")).toEqual([
      expect.objectContaining({
        actorId: user.id,
        recordId: business.id,
        recordLabel: draft.name,
        data: { slug: draft.slug, tenantDb: "TENANT_0" },
      }),
    ]);
    expect(await linesOf(business.id, "person.invited")).toHaveLength(1);
  });

  test("lives in the tenant database that was chosen", async () => {
    const { admin, deps } = await anAdmin();
    const body = aDraft({ tenantDb: "TENANT_1" });
    const { business } = await (await admin.post(BUSINESSES, { body })).json<Created>();
    expect(business.tenantDb).toBe("TENANT_1");
    const place = { businessId: business.id };
    expect(await findSettings(scopeOfIdentity(deps.tenants, { ...place, tenantDb: "TENANT_1" }))).toBeDefined();
    expect(await findSettings(scopeOfIdentity(deps.tenants, { ...place, tenantDb: "TENANT_0" }))).toBeUndefined();
  });

  test("cannot take another's slug: of two at once one is founded, and of the other nothing is left", async () => {
    const { admin, deps } = await anAdmin();
    const slug = `twins-${unique()}`;
    const drafts = [aDraft({ slug }), aDraft({ slug })];
    const answers = await Promise.all(drafts.map((body) => admin.post(BUSINESSES, { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const loser = answers.findIndex(({ status }) => status === 409);
    expect(await errorOf(answers[loser]!)).toMatchObject({
      code: "conflict",
      details: [{ field: "slug", problem: "taken" }],
    });
    const { db } = scopeOfIdentity(deps.tenants, { businessId: "", tenantDb: "TENANT_0" });
    const all = await db.select({ greeting: businessSettings.greeting }).from(businessSettings);
    const left = (name: string) => all.filter((row) => row.greeting.includes(name));
    expect(drafts.map(({ name }) => left(name).length).toSorted()).toEqual([0, 1]);
    const invitedBy = eq(invitations.email, drafts[loser]!.manager.email);
    expect(await deps.directory.select().from(invitations).where(invitedBy)).toEqual([]);
  });

  test("cannot be placed where nothing is bound", async () => {
    const { admin } = await anAdmin();
    const response = await admin.post(BUSINESSES, { body: aDraft({ tenantDb: "TENANT_99" }) });
    expect([response.status, (await errorOf(response)).details?.[0]?.field]).toEqual([400, "tenantDb"]);
  });

  test("cannot be placed in a database that lacks migrations, and nothing is written", async () => {
    const { admin, deps } = await anAdmin(withOldDatabase());
    const body = aDraft({ tenantDb: "TENANT_7" });
    const response = await admin.post(BUSINESSES, { body });
    const { code, message, details } = await errorOf(response);
    expect([response.status, code, details?.[0]?.field]).toEqual([409, "conflict", "tenantDb"]);
    expect(message).toContain("TENANT_7");
    expect(await deps.directory.select().from(businesses).where(eq(businesses.slug, body.slug))).toEqual([]);
  });

  test.each([
    [{ name: " " }, "name"],
    [{ slug: "עברית" }, "slug"],
    [{ slug: "-x" }, "slug"],
    [{ slug: "x".repeat(41) }, "slug"],
    [{ tenantDb: "DIRECTORY" }, "tenantDb"],
    [{ manager: { email: "no address" } }, "manager.email"],
    [{ manager: undefined }, "manager"],
  ])("is refused with %j, naming the field", async (fields, field) => {
    const { admin } = await anAdmin();
    const response = await admin.post(BUSINESSES, { body: aDraft(fields) });
    expect([response.status, (await errorOf(response)).details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });
});

/** A tenant database that no migration has been applied to. */
function withOldDatabase(): Partial<Deps> {
  const { deps } = makeWorld();
  const old = { prepare: () => ({ all: async () => ({ results: [] }) }) } as unknown as D1Database;
  const tenants = { ...deps.tenants, TENANT_7: old };
  const { DIRECTORY: directory } = platform as unknown as Env;
  return { tenants, schema: schemaGuard({ directory, tenants }, { now: deps.now, log: deps.log }) };
}

describe("the list of businesses", () => {
  test("goes from the newest on, page by page, with how many people and numbers each has", async () => {
    const { admin, clock } = await anAdmin();
    const mark = unique();
    const made: string[] = [];
    for (const n of [1, 2, 3]) {
      // The first two in the same millisecond.
      const business = await aBusiness({ name: `רשימה ${mark}`, createdAt: clock.now + (n === 3 ? 1 : 0) });
      for (let person = 0; person < n; person++) await aMember(business);
      made.push(business.id);
    }
    const first = await (await admin.get(`${BUSINESSES}?query=${mark}&limit=2`)).json<Page<AdminBusiness>>();
    const rest = await (
      await admin.get(`${BUSINESSES}?query=${mark}&limit=2&cursor=${first.nextCursor}`)
    ).json<Page<AdminBusiness>>();
    const all = [...first.items, ...rest.items];
    expect(rest.nextCursor).toBeNull();
    expect(all[0]?.id).toBe(made[2]);
    expect(new Map(all.map(({ id, people }) => [id, people]))).toEqual(new Map(made.map((id, at) => [id, at + 1])));
    expect(all.every(({ numbers }) => numbers === 0)).toBe(true);
  });

  test.each([
    ["part of a name, typed with a keyboard's quotes", (mark: string) => `נדל"ן ${mark}`],
    ["a slug, whatever its case", (mark: string) => `SLUG-${mark.toUpperCase()}`],
  ])("is searched by %s", async (_, query) => {
    const { admin } = await anAdmin();
    const mark = unique();
    const business = await aBusiness({ name: `נדל״ן ${mark}`, slug: `slug-${mark}` });
    const response = await admin.get(`${BUSINESSES}?query=${encodeURIComponent(query(mark))}`);
    expect((await response.json<Page<AdminBusiness>>()).items.map(({ id }) => id)).toEqual([business.id]);
  });
});

describe("one business", () => {
  test("shows its people, its open invitations and its numbers", async () => {
    const { admin, deps } = await anAdmin();
    const { business, invitation } = await (await admin.post(BUSINESSES, { body: aDraft() })).json<Created>();
    const other = await aBusiness();
    const [both, colleague] = [await aMember(other), await aUser({ platformRole: "admin" })];
    for (const { id: userId } of [both, colleague])
      await deps.directory
        .insert(memberships)
        .values({ userId, businessId: business.id, role: "business", createdAt: 0 });
    const detail = adminBusinessDetailSchema.parse(await (await admin.get(`${BUSINESSES}/${business.id}`)).json());
    expect(detail.business).toEqual({ ...business, people: 2 });
    expect(detail.invitations.map(({ id }) => id)).toEqual([invitation.id]);
    // Support may help people of several businesses, but nobody gets a link to an admin's account.
    expect(new Map(detail.people.map(({ userId, resetAllowed }) => [userId, resetAllowed]))).toEqual(
      new Map([
        [both.id, true],
        [colleague.id, false],
      ]),
    );
  });

  test("that does not exist is 404 for every question", async () => {
    const { admin } = await anAdmin();
    const path = `${BUSINESSES}/no-such-business`;
    const answers = [
      await admin.get(path),
      await admin.patch(path, { body: { name: "שם" } }),
      await admin.post(`${path}/suspend`, { body: { reason: "לא שילמו" } }),
      await admin.post(`${path}/resume`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});

describe("renaming", () => {
  test("is on record with both names; the same name again is no change", async () => {
    const { admin, linesOf } = await anAdmin();
    const business = await aBusiness();
    const path = `${BUSINESSES}/${business.id}`;
    const renamed = await (await admin.patch(path, { body: { name: "  שם חדש " } })).json<AdminBusiness>();
    expect(renamed).toMatchObject({ id: business.id, name: "שם חדש", slug: business.slug });
    await admin.patch(path, { body: { name: "שם חדש" } });
    const lines = await linesOf(business.id, "business.renamed");
    expect(lines.map(({ data }) => data)).toEqual([{ from: business.name, to: "שם חדש" }]);
  });

  test("by several admins at once leaves a log in which every name follows from the one before", async () => {
    const { admin, linesOf, deps } = await anAdmin();
    const business = await aBusiness();
    const answers = await Promise.all(
      ["א", "ב", "ג"].map((name) => admin.patch(`${BUSINESSES}/${business.id}`, { body: { name } })),
    );
    const done = answers.filter(({ status }) => status === 200).length;
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const changes = (await linesOf(business.id, "business.renamed")).map(({ data }) => data);
    expect(changes).toHaveLength(done);
    let name = business.name;
    while (changes.length > 0) {
      const next = changes.findIndex(({ from }) => from === name);
      expect(next).not.toBe(-1);
      name = String(changes.splice(next, 1)[0]?.["to"]);
    }
    const [now] = await deps.directory.select().from(businesses).where(eq(businesses.id, business.id));
    expect(now?.name).toBe(name);
  });
});

describe("suspending", () => {
  test("stops what is held ready, sends dashboards to look again, and is on record with its reason", async () => {
    const { admin, hubCalls, linesOf } = await anAdmin();
    const business = await aBusiness();
    const response = await admin.post(`${BUSINESSES}/${business.id}/suspend`, { body: { reason: "לא שילמו" } });
    expect(await response.json()).toMatchObject({ id: business.id, status: "suspended" });
    expect(hubCalls).toEqual([
      { businessId: business.id, method: "settingsChanged", argument: business.place },
      { businessId: business.id, method: "dropSockets", argument: {} },
    ]);
    expect((await linesOf(business.id, "business.suspended")).map(({ data }) => data)).toEqual([
      { reason: "לא שילמו" },
    ]);
  });

  test("leaves its people reading and nothing more, until it is resumed", async () => {
    const { admin, signedIn } = await anAdmin();
    const business = await aBusiness();
    const manager = await signedIn((await aMember(business)).email);
    const change = async () => (await manager.patch(`${business.path}/settings`, { body: { version: 1 } })).status;
    await admin.post(`${BUSINESSES}/${business.id}/suspend`, { body: { reason: "לא שילמו" } });
    expect([(await manager.get(`${business.path}/calls`)).status, await change()]).toEqual([200, 403]);
    expect((await admin.post(`${BUSINESSES}/${business.id}/resume`)).status).toBe(200);
    expect(await change()).toBe(200);
  });

  test("twice at once happens once", async () => {
    const { admin, linesOf } = await anAdmin();
    const { id } = await aBusiness();
    const suspend = () => admin.post(`${BUSINESSES}/${id}/suspend`, { body: { reason: "לא שילמו" } });
    const answers = await Promise.all([suspend(), suspend()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await linesOf(id, "business.suspended")).toHaveLength(1);
    expect((await admin.post(`${BUSINESSES}/${id}/resume`)).status).toBe(200);
    expect((await admin.post(`${BUSINESSES}/${id}/resume`)).status).toBe(409);
    expect(await linesOf(id, "business.resumed")).toHaveLength(1);
  });

  test("asked for again tells the dashboards again: the first may have been cut off before it did", async () => {
    const { admin, deps, hubCalls } = await anAdmin();
    const { id } = await aBusiness();
    await deps.directory.update(businesses).set({ status: "suspended" }).where(eq(businesses.id, id));
    expect((await admin.post(`${BUSINESSES}/${id}/suspend`, { body: { reason: "לא שילמו" } })).status).toBe(409);
    expect(hubCalls.filter(({ businessId }) => businessId === id).map(({ method }) => method)).toEqual([
      "settingsChanged",
      "dropSockets",
    ]);
  });

  test.each([{}, { reason: "    x    " }, { reason: "x".repeat(301) }])("needs a reason: not %j", async (body) => {
    const { admin } = await anAdmin();
    const { id } = await aBusiness();
    const response = await admin.post(`${BUSINESSES}/${id}/suspend`, { body });
    expect([response.status, (await errorOf(response)).details?.[0]?.field]).toEqual([400, "reason"]);
  });
});

test("the tenant databases are told with what lives there and what each lacks", async () => {
  const { admin } = await anAdmin(withOldDatabase());
  const countOf = async (name: string) => (await list()).find((one) => one.name === name)?.businesses ?? 0;
  const list = async (): Promise<TenantDatabase[]> =>
    tenantDatabasesSchema.parse(await (await admin.get("/api/admin/tenant-databases")).json()).items;
  const before = await countOf("TENANT_1");
  await aBusiness({ tenantDb: "TENANT_1" });
  expect(await countOf("TENANT_1")).toBe(before + 1);
  const [first, , old] = await list();
  expect(first).toMatchObject({ name: "TENANT_0", missingMigrations: [] });
  expect(old?.name).toBe("TENANT_7");
  expect(old?.missingMigrations.length).toBeGreaterThan(0);
});

describe("a link for a new password", () => {
  const linkFor = (userId: string) => `/api/admin/people/${userId}/reset-link`;
  const body = { reason: "ביקשה בטלפון, פנייה 118" };
  const close = ({ directory }: Deps, businessId: string) =>
    directory.update(businesses).set({ impersonationAllowed: false }).where(eq(businesses.id, businessId));
  const tokenOf = ({ link }: SentLink) => link?.split("#")[1] ?? "";

  test("is made for somebody of a business, and their managers can read that it was", async () => {
    const { admin, linesOf } = await anAdmin();
    const business = await aBusiness();
    const person = await aMember(business, "business");
    const response = await admin.post(linkFor(person.id), { body });
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(await response.json<SentLink>()).toMatchObject({ mailed: false, link: expect.stringContaining("/reset#") });
    expect(await linesOf(business.id, "person.reset_link_made")).toMatchObject([
      { recordId: person.id, data: { email: person.email, ...body } },
    ]);
  });

  test.each([{}, { reason: "x" }, { reason: "x".repeat(301) }])("needs a reason: not %j", async (given) => {
    const { admin, deps } = await anAdmin();
    const person = await aMember(await aBusiness());
    const response = await admin.post(linkFor(person.id), { body: given });
    expect([response.status, (await errorOf(response)).details?.[0]?.field]).toEqual([400, "reason"]);
    expect(await deps.directory.select().from(passwordResets).where(eq(passwordResets.userId, person.id))).toEqual([]);
  });

  test("for somebody of two businesses is told to both", async () => {
    const { admin, linesOf, deps } = await anAdmin();
    const [one, other] = [await aBusiness(), await aBusiness()];
    const { id: userId } = await aMember(one);
    await deps.directory.insert(memberships).values({ userId, businessId: other.id, role: "manager", createdAt: 0 });
    expect((await admin.post(linkFor(userId), { body })).status).toBe(200);
    for (const { id } of [one, other])
      expect(await linesOf(id, "person.reset_link_made")).toMatchObject([{ recordId: userId, data: body }]);
    const lines = await deps.directory.select().from(auditLog).where(eq(auditLog.recordId, userId));
    expect(lines).toHaveLength(2);
  });

  test("is no way round a business that keeps support out: not shown for any of its people", async () => {
    const { admin, deps, linesOf } = await anAdmin();
    const [closed, open] = [await aBusiness(), await aBusiness()];
    await close(deps, closed.id);
    const person = await aMember(closed);
    await deps.directory
      .insert(memberships)
      .values({ userId: person.id, businessId: open.id, role: "business", createdAt: 0 });
    await deps.directory.update(users).set({ resetAskedAt: START }).where(eq(users.id, person.id));
    const response = await admin.post(linkFor(person.id), { body });
    const { code, details } = await errorOf(response);
    expect([response.status, code, details]).toEqual([
      403,
      "forbidden",
      [{ field: "userId", problem: "switched_off" }],
    ]);
    expect(await deps.directory.select().from(passwordResets).where(eq(passwordResets.userId, person.id))).toEqual([]);
    for (const { id } of [closed, open]) expect(await linesOf(id, "person.reset_link_made")).toEqual([]);
    const [row] = await deps.directory.select().from(users).where(eq(users.id, person.id));
    expect(row?.resetAskedAt).toBe(START);
  });

  test("that was shown is dead when the business keeps support out from then on", async () => {
    const { admin, deps, browser } = await anAdmin();
    const business = await aBusiness();
    const person = await aMember(business);
    const token = tokenOf(await (await admin.post(linkFor(person.id), { body })).json<SentLink>());
    const look = async () => (await browser().post("/api/auth/password-reset/look", { body: { token } })).status;
    expect(await look()).toBe(200);
    await close(deps, business.id);
    expect(await look()).toBe(404);
    const confirm = { token, newPassword: "another long password" };
    expect((await browser().post("/api/auth/password-reset/confirm", { body: confirm })).status).toBe(404);
  });

  test("that was shown is dead when whoever made it is no admin any more", async () => {
    const { admin, deps, user, browser } = await anAdmin();
    const person = await aMember(await aBusiness());
    const token = tokenOf(await (await admin.post(linkFor(person.id), { body })).json<SentLink>());
    await deps.directory.update(users).set({ platformRole: null }).where(eq(users.id, user.id));
    expect((await browser().post("/api/auth/password-reset/look", { body: { token } })).status).toBe(404);
  });

  test("goes to the person's own mailbox where mail goes out, whatever their business has switched off", async () => {
    const { mails, mail } = keptMail();
    const { admin, deps, browser } = await anAdmin({ mail });
    const business = await aBusiness();
    await close(deps, business.id);
    const person = await aMember(business);
    const response = await admin.post(linkFor(person.id), { body });
    expect(await response.json<SentLink>()).toMatchObject({ mailed: true, link: null });
    const token = /#([\w-]+)/.exec(mails[0]?.text ?? "")?.[1];
    expect((await browser().post("/api/auth/password-reset/look", { body: { token } })).status).toBe(200);
  });

  test("that could not be mailed after all is shown to nobody, and opens nothing", async () => {
    const { mails, mail } = keptMail({ goesOut: false });
    const { admin, deps, browser } = await anAdmin({ mail });
    const business = await aBusiness();
    await close(deps, business.id);
    const person = await aMember(business);
    expect((await admin.post(linkFor(person.id), { body })).status).toBe(403);
    const token = /#([\w-]+)/.exec(mails[0]?.text ?? "")?.[1];
    expect((await browser().post("/api/auth/password-reset/look", { body: { token } })).status).toBe(404);
  });

  test("is not made for an admin, nor for nobody", async () => {
    const { admin, user } = await anAdmin();
    const colleague = await aUser({ platformRole: "admin" });
    expect((await admin.post(linkFor(colleague.id), { body })).status).toBe(403);
    expect((await admin.post(linkFor(user.id), { body })).status).toBe(403);
    expect((await admin.post(linkFor("nobody"), { body })).status).toBe(404);
  });
});

test("the platform's log has the lines of all businesses, with their names, page by page", async () => {
  const world = makeWorld();
  // Later than all that other tests write, so that it stands first.
  world.clock.now = Date.UTC(2100, 0, 1);
  const admin = await world.signedIn((await aUser({ platformRole: "admin" })).email);
  for (const name of ["ראשון", "שני"]) await admin.patch(`${BUSINESSES}/${(await aBusiness()).id}`, { body: { name } });
  const ofNoBusiness = await aUser();
  await admin.post(`/api/admin/people/${ofNoBusiness.id}/reset-link`, { body: { reason: "ביקש בטלפון" } });
  const seen: PlatformAuditLine[] = [];
  let cursor = "";
  while (seen.length < 3) {
    const query = new URLSearchParams({ limit: "2", ...(cursor && { cursor }) });
    const page: Page<PlatformAuditLine> = await (await admin.get(`/api/admin/audit?${query}`)).json();
    expect(page.items).toHaveLength(2);
    seen.push(...page.items.map((line) => platformAuditLineSchema.parse(line)));
    cursor = page.nextCursor ?? "";
  }
  const ours = seen.slice(0, 3).map(({ action, business }) => [action, business?.name ?? null]);
  expect(ours.toSorted()).toEqual([
    ["business.renamed", "ראשון"],
    ["business.renamed", "שני"],
    ["person.reset_link_made", null],
  ]);
});

test("what is changed inside a business stands in its own log, not in the platform's", async () => {
  const { admin, signedIn } = await anAdmin();
  const business = await aBusiness();
  const manager = await signedIn((await aMember(business)).email);
  await manager.patch(`${business.path}/settings`, { body: { version: 1, assistantName: "סוד של המשרד" } });
  expect(await (await manager.get(`${business.path}/audit`)).text()).toContain("סוד של המשרד");
  expect(await (await admin.get("/api/admin/audit?limit=100")).text()).not.toContain("סוד של המשרד");
});

describe.each([
  ["GET", BUSINESSES],
  ["POST", BUSINESSES],
  ["GET", "/api/admin/tenant-databases"],
  ["GET", "/api/admin/audit"],
] as const)("%s %s", (method, path) => {
  test("is for platform admins alone, and tells others nothing", async () => {
    const world = makeWorld();
    const business = await aBusiness();
    const manager = await world.signedIn((await aMember(business)).email);
    expect((await manager.request(method, path, { body: aDraft() })).status).toBe(403);
    expect((await world.browser().request(method, path, { body: aDraft() })).status).toBe(401);
  });
});

describe("the first manager's link", () => {
  async function founded() {
    const world = await anAdmin({ mail: noMail });
    const draft = aDraft();
    const { business, invitation, sent } = await (await world.admin.post(BUSINESSES, { body: draft })).json<Created>();
    const renew = (email = draft.manager.email, id = invitation.id, by = world.admin) =>
      by.post(`${BUSINESSES}/${business.id}/invitations/${id}/link`, { body: { email } });
    const accept = (sent: SentLink) =>
      world.browser().post("/api/auth/invitation/accept", {
        body: { token: tokenIn(sent), name: "דנה", password: "a long new password" },
      });
    return { ...world, draft, business, invitation, sent, renew, accept };
  }

  test("is made anew, and brings them in; the one of before opens nothing", async () => {
    const { clock, renew, accept, sent, draft, business, linesOf, signedIn, user } = await founded();
    clock.now += 30 * DAY_MS;
    const answer = await renew(undefined, undefined, await signedIn(user.email));
    expect(answer.status).toBe(200);
    const renewed = await answer.json<InvitationSent>();
    expect(renewed.invitation).toMatchObject({ email: draft.manager.email, name: "דנה", role: "manager" });
    expect(renewed.invitation.expiresAt).toBe(clock.now + 7 * DAY_MS);
    expect((await accept(sent)).status).toBe(404);
    expect((await accept(renewed.sent)).status).toBe(200);
    expect(await linesOf(business.id, "invitation.renewed")).toMatchObject([{ recordLabel: draft.manager.email }]);
  });

  test("goes to another address, where the first was mistyped: in that one's name and not the other's", async () => {
    const { renew, accept, deps, business } = await founded();
    const email = `${unique()}@example.test`;
    const { invitation, sent } = await (await renew(email)).json<InvitationSent>();
    expect(invitation).toMatchObject({ email, name: null });
    expect((await accept(sent)).status).toBe(200);
    const rows = await deps.directory
      .select({ email: users.email, role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.businessId, business.id));
    expect(rows).toEqual([{ email, role: "manager" }]);
  });

  test("is none of the platform's once somebody manages the business", async () => {
    const { renew, accept, sent, business, deps, clock, linesOf } = await founded();
    expect((await accept(sent)).status).toBe(200);
    expect((await renew()).status).toBe(404);
    const [boss] = await deps.directory.select().from(memberships).where(eq(memberships.businessId, business.id));
    const another = { id: unique(), email: `${unique()}@example.test`, tokenHash: unique() };
    const times = { createdAt: clock.now, expiresAt: clock.now + DAY_MS };
    await deps.directory.insert(invitations).values({
      ...another,
      ...times,
      businessId: business.id,
      role: "manager",
      invitedBy: boss?.userId ?? "",
    });
    expect(await errorOf(await renew(another.email, another.id))).toMatchObject({ code: "conflict" });
    const [row] = await deps.directory.select().from(invitations).where(eq(invitations.id, another.id));
    expect(row).toMatchObject({ ...another, ...times });
    expect(await linesOf(business.id, "invitation.renewed")).toEqual([]);
  });

  test("does not take another invitation's address, and is not found in another business", async () => {
    const { renew, deps, business, user, clock, admin, invitation, draft } = await founded();
    const taken = `${unique()}@example.test`;
    await deps.directory.insert(invitations).values({
      id: unique(),
      email: taken,
      tokenHash: unique(),
      businessId: business.id,
      role: "business",
      invitedBy: user.id,
      createdAt: clock.now,
      expiresAt: clock.now + DAY_MS,
    });
    expect(await errorOf(await renew(taken))).toMatchObject({
      code: "conflict",
      details: [{ field: "email", problem: "invited" }],
    });
    const other = await founded();
    const path = `${BUSINESSES}/${other.business.id}/invitations/${invitation.id}/link`;
    expect((await admin.post(path, { body: { email: draft.manager.email } })).status).toBe(404);
  });
});
