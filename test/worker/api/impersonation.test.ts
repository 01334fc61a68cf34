/** A platform admin acts as somebody of a business: for an hour, with a reason, on record, and not for everything. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Browser, ORIGIN } from "./support/browser.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import { ALL_PERMISSIONS, ruleOf, type Permission } from "../../../core/auth/permissions.ts";
import { sessionSchema, type Session } from "../../../core/auth/wire.ts";
import { createApp } from "../../../worker/app.ts";
import { auditLog, businesses, memberships, sessions, users } from "../../../worker/db/directory/schema.ts";
import { describedAccess } from "../../../worker/openapi.ts";

const HOUR_MS = 60 * 60_000;
const REASON = "הסוכנת ביקשה עזרה עם ההגדרות";
const START_PATH = "/api/admin/impersonations";
const END_PATH = "/api/auth/impersonation/end";
const OWN = "__Host-agentlocator-own";
const refreshOf = (browser: Browser): string => browser.cookies.get("__Host-agentlocator-refresh") ?? "";

/** An admin, a business, and one of its people. */
async function aScene(role: "manager" | "business" = "manager") {
  const world = makeWorld();
  const business = await aBusiness();
  const person = await aMember(business, role);
  const admin = await aUser({ platformRole: "admin", name: "Platform Admin" });
  const browser = await world.signedIn(admin.email);
  const start = (body: Record<string, unknown> = {}) =>
    browser.post(START_PATH, { body: { businessId: business.id, userId: person.id, reason: REASON, ...body } });
  return { ...world, business, person, admin, browser, start, lines: () => linesOf(world, business) };
}

/** The same, in the middle of it. */
async function acting(role: "manager" | "business" = "manager") {
  const scene = await aScene(role);
  const response = await scene.start();
  const session = sessionSchema.parse(await response.json());
  scene.browser.csrfToken = session.csrfToken;
  return { ...scene, session, response };
}

type World = Pick<ReturnType<typeof makeWorld>, "app" | "deps">;

const linesOf = ({ deps }: Pick<World, "deps">, { id }: Pick<TestBusiness, "id">) =>
  deps.directory.select().from(auditLog).where(eq(auditLog.businessId, id));

const sessionsOf = ({ deps }: Pick<World, "deps">, userId: string) =>
  deps.directory.select().from(sessions).where(eq(sessions.userId, userId));

const meOf = async (browser: Browser): Promise<Session> => (await browser.get("/api/auth/me")).json();

/** Whoever holds these cookies now. */
function holding(app: World["app"], cookies: ReadonlyMap<string, string>, csrfToken: string): Browser {
  const browser = new Browser(app, ORIGIN);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  browser.csrfToken = csrfToken;
  return browser;
}

describe("acting as somebody", () => {
  test("is a session of its own: their name, the admin's beside it, and the one business it is about", async () => {
    const scene = await aScene();
    const elsewhere = await aBusiness();
    await scene.deps.directory
      .insert(memberships)
      .values({ userId: scene.person.id, businessId: elsewhere.id, role: "manager", createdAt: START });
    const own = (await sessionsOf(scene, scene.admin.id))[0];
    const session = sessionSchema.parse(await (await scene.start()).json());
    expect(session.user.id).toBe(scene.person.id);
    expect(session.memberships.map(({ businessId }) => businessId)).toEqual([scene.business.id]);
    expect(session.impersonation).toEqual({
      byName: "Platform Admin",
      reason: REASON,
      businessId: scene.business.id,
      expiresAt: START + HOUR_MS,
    });
    expect(await meOf(scene.browser)).toEqual(session);
    expect(await sessionsOf(scene, scene.person.id)).toEqual([
      expect.objectContaining({
        impersonatorId: scene.admin.id,
        parentSessionId: own?.id,
        impersonationReason: REASON,
      }),
    ]);
    scene.browser.csrfToken = session.csrfToken;
    expect((await scene.browser.get(`${elsewhere.path}/calls`)).status).toBe(404);
  });

  test("makes the admin's token against forged requests worthless, in other tabs too", async () => {
    const { browser, start } = await aScene();
    const before = browser.csrfToken;
    await start();
    const response = await browser.patch("/api/auth/profile", {
      body: { name: "אחר" },
      headers: { "X-CSRF-Token": before },
    });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "csrf_failed"]);
  });

  test("shows in the person's own list of sessions who is there", async () => {
    const { signedIn, person } = await acting();
    const list = await (await signedIn(person.email)).get("/api/auth/sessions");
    const { items } = await list.json<{ items: { impersonator: string | null }[] }>();
    expect(items.map(({ impersonator }) => impersonator).toSorted()).toEqual(["Platform Admin", null]);
  });

  test("is read by the business's managers: that it began, why, and that it ended", async () => {
    const scene = await acting();
    await scene.browser.post(END_PATH);
    const manager = await scene.signedIn(scene.person.email);
    const { items } = await (await manager.get(`${scene.business.path}/audit`)).json<{ items: AuditLine[] }>();
    const byAction = new Map(items.map((line) => [line.action, line]));
    expect(byAction.get("impersonation.started")).toMatchObject({
      actor: { userId: scene.admin.id, name: "Platform Admin" },
      record: { type: "person", id: scene.person.id, label: scene.person.name },
      data: { reason: REASON, expiresAt: START + HOUR_MS },
    });
    expect(byAction.get("impersonation.ended")).toMatchObject({
      actor: { userId: scene.person.id },
      impersonator: { userId: scene.admin.id, name: "Platform Admin" },
      record: { type: "person", id: scene.person.id },
    });
  });

  test("changes things in both names", async () => {
    const { browser, business, person, admin } = await acting();
    const change = await browser.patch(`${business.path}/settings`, { body: { version: 1, assistantName: "דן" } });
    expect(change.status).toBe(200);
    const { items } = await (await browser.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>();
    expect(items.find(({ action }) => action === "settings.changed")).toMatchObject({
      actor: { userId: person.id, name: person.name },
      impersonator: { userId: admin.id, name: "Platform Admin" },
    });
    expect(await (await browser.get(`${business.path}/settings`)).json()).toMatchObject({
      lastSave: { by: { userId: person.id }, impersonator: { userId: admin.id }, changed: ["assistantName"] },
    });
  });

  test("allows no more than the person may", async () => {
    const { browser, business } = await acting("business");
    const response = await browser.get(`${business.path}/settings`);
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
  });

  test("in a suspended business is for reading alone", async () => {
    const { browser, business, deps } = await acting();
    await deps.directory.update(businesses).set({ status: "suspended" }).where(eq(businesses.id, business.id));
    expect((await browser.get(`${business.path}/settings`)).status).toBe(200);
    expect((await browser.patch(`${business.path}/settings`, { body: { version: 1 } })).status).toBe(403);
  });
});

describe("the hour", () => {
  const cookie = (response: Response, kind: string) =>
    response.headers.getSetCookie().find((one) => one.startsWith(`__Host-agentlocator-${kind}=`));

  test("bounds the cookies", async () => {
    const { response } = await acting();
    expect(cookie(response, "access")).toMatch(/Max-Age=900;/);
    expect(cookie(response, "refresh")).toMatch(/Max-Age=3600;/);
  });

  test("bounds the live socket, which the hub is told", async () => {
    const { browser, business, hubCalls, clock } = await acting();
    clock.now += HOUR_MS - 5 * 60_000;
    await browser.post("/api/auth/refresh");
    await browser.get(`${business.path}/live`, { headers: { Upgrade: "websocket" } });
    const opened = hubCalls.find(({ method }) => method === "fetch");
    expect(opened?.argument).toMatchObject({ listener: { endsAt: START + HOUR_MS } });
  });

  test("is not prolonged by use", async () => {
    const { browser, clock } = await acting();
    clock.now += HOUR_MS - 5 * 60_000;
    const refreshed = await browser.post("/api/auth/refresh");
    expect((await refreshed.clone().json<Session>()).impersonation?.expiresAt).toBe(START + HOUR_MS);
    expect(cookie(refreshed, "access")).toMatch(/Max-Age=300;/);
    expect(cookie(refreshed, "refresh")).toMatch(/Max-Age=300;/);
    clock.now = START + HOUR_MS - 1;
    expect((await browser.get("/api/auth/me")).status).toBe(200);
    clock.now = START + HOUR_MS;
    expect((await browser.get("/api/auth/me")).status).toBe(401);
    expect((await browser.post("/api/auth/refresh")).status).toBe(401);
  });
});

describe("what is not possible in another person's name", () => {
  /** Every route, by the permission it declares. */
  const routes = new Map<string, { method: string; path: string }[]>();
  for (const { method, path, handler } of createApp().routes) {
    const access = describedAccess(handler);
    if (access !== undefined) routes.set(access, [...(routes.get(access) ?? []), { method, path }]);
  }
  const forbidden = ALL_PERMISSIONS.filter((permission) => !ruleOf(permission).whileImpersonating);

  test.each(forbidden)(
    "%s: every route of it says so, and each attempt is on record with both names",
    async (permission) => {
      const { browser, business, person, admin, lines } = await acting("manager");
      const ofIt = routes.get(permission) ?? [];
      expect(ofIt.length).toBeGreaterThan(0);
      for (const { method, path } of ofIt) {
        const response = await browser.request(method, pathIn(path, business), { body: {} });
        expect([path, response.status, (await errorOf(response)).code]).toEqual([path, 403, "not_while_impersonating"]);
      }
      const nesting = permission === "impersonate";
      const noted = (await lines()).filter(({ action }) =>
        nesting ? action === "impersonation.refused" : action === "impersonation.action_refused",
      );
      expect(noted.map(({ data }) => data)).toEqual(ofIt.map(() => (nesting ? { why: "nested" } : { permission })));
      for (const line of noted) expect([line.actorId, line.impersonatorId]).toEqual([person.id, admin.id]);
    },
  );

  const pathIn = (path: string, { id }: TestBusiness) =>
    path.replace(":businessId", id).replace(/:\w+/g, "somebody-or-something");

  test("is at least passwords, people, the business's own rules, and the platform's side", () => {
    expect(forbidden).toEqual(
      expect.arrayContaining<Permission>([
        "self.change",
        "self.secure",
        "policy.change",
        "people.change",
        "businesses.read",
        "businesses.change",
        "numbers.read",
        "numbers.change",
        "platformAudit.read",
        "accounts.help",
        "impersonate",
      ]),
    );
  });
});

describe("nobody acts as", () => {
  /** Refused, noted for whoever may read it, and no session made. */
  async function refused(scene: Awaited<ReturnType<typeof aScene>>, response: Response, userId: string) {
    const noted = await scene.deps.directory.select().from(auditLog).where(eq(auditLog.recordId, userId));
    const made = (await sessionsOf(scene, userId)).filter(({ impersonatorId }) => impersonatorId !== null);
    expect(made).toEqual([]);
    expect((await meOf(scene.browser)).user.id).toBe(scene.admin.id);
    expect(noted.map(({ action, actorId }) => [action, actorId])).toEqual([["impersonation.refused", scene.admin.id]]);
    const { code, details } = await errorOf(response);
    return { status: response.status, code, field: details?.[0]?.field, noted: noted[0] };
  }

  test("an admin of the platform, though they belong to the business", async () => {
    const scene = await aScene();
    const colleague = await aMember(scene.business);
    await scene.deps.directory.update(users).set({ platformRole: "admin" }).where(eq(users.id, colleague.id));
    const { noted, ...answer } = await refused(scene, await scene.start({ userId: colleague.id }), colleague.id);
    expect(answer).toEqual({ status: 403, code: "forbidden", field: "userId" });
    expect(noted).toMatchObject({ businessId: scene.business.id, data: { why: "is_admin", reason: REASON } });
  });

  test("somebody who does not belong to the business, whose managers never learn of them", async () => {
    const scene = await aScene();
    const stranger = await aMember(await aBusiness());
    const { noted, ...answer } = await refused(scene, await scene.start({ userId: stranger.id }), stranger.id);
    expect(answer).toEqual({ status: 400, code: "validation_failed", field: "userId" });
    expect(noted).toMatchObject({ businessId: null, data: { why: "not_a_member" } });
  });

  test("somebody of a business that has switched it off", async () => {
    const scene = await aScene();
    const off = { impersonationAllowed: false };
    await scene.deps.directory.update(businesses).set(off).where(eq(businesses.id, scene.business.id));
    const { noted, ...answer } = await refused(scene, await scene.start(), scene.person.id);
    expect(answer).toEqual({ status: 403, code: "forbidden", field: "businessId" });
    expect(noted).toMatchObject({ businessId: scene.business.id, data: { why: "switched_off" } });
  });

  test("somebody whose account is closed", async () => {
    const scene = await aScene();
    await scene.deps.directory.update(users).set({ disabledAt: START }).where(eq(users.id, scene.person.id));
    const { status, noted } = await refused(scene, await scene.start(), scene.person.id);
    expect([status, noted?.data]).toEqual([400, { why: "not_a_member", reason: REASON }]);
  });

  test("somebody of a business that does not exist", async () => {
    const scene = await aScene();
    const { noted, ...answer } = await refused(scene, await scene.start({ businessId: "nowhere" }), scene.person.id);
    expect(answer).toEqual({ status: 400, code: "validation_failed", field: "businessId" });
    expect(noted).toMatchObject({ businessId: null, data: { why: "no_such_business" } });
  });

  test.each([
    [{ reason: undefined }, "reason"],
    [{ reason: "  כי  " }, "reason"],
    [{ reason: "x".repeat(301) }, "reason"],
  ])("anybody without a reason: not with %j", async (body, field) => {
    const { start } = await aScene();
    const response = await start(body);
    expect([response.status, (await errorOf(response)).details?.[0]?.field]).toEqual([400, field]);
  });

  test("anybody, without being an admin", async () => {
    const { business, person, signedIn } = await aScene();
    const manager = await signedIn((await aMember(business)).email);
    const body = { businessId: business.id, userId: person.id, reason: REASON };
    const response = await manager.post(START_PATH, { body });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
  });
});

describe("it is over at once", () => {
  test.each([
    [
      "the business switches it off",
      ({ deps, business }: Acting) =>
        deps.directory.update(businesses).set({ impersonationAllowed: false }).where(eq(businesses.id, business.id)),
    ],
    [
      "the admin is one no more",
      ({ deps, admin }: Acting) =>
        deps.directory.update(users).set({ platformRole: null }).where(eq(users.id, admin.id)),
    ],
    [
      "the admin's account is closed",
      ({ deps, admin }: Acting) =>
        deps.directory.update(users).set({ disabledAt: START }).where(eq(users.id, admin.id)),
    ],
    [
      "the person leaves the business",
      ({ deps, person }: Acting) => deps.directory.delete(memberships).where(eq(memberships.userId, person.id)),
    ],
  ])("when %s", async (_, change) => {
    const scene = await acting();
    await change(scene);
    expect((await scene.browser.get(`${scene.business.path}/calls`)).status).toBe(401);
    expect((await scene.browser.post("/api/auth/refresh")).status).toBe(401);
  });

  test("when the admin signs out everywhere from another device, and that is on record", async () => {
    const scene = await acting();
    const other = await scene.signedIn(scene.admin.email);
    expect((await other.post("/api/auth/logout-everywhere")).status).toBe(204);
    expect((await scene.browser.get("/api/auth/me")).status).toBe(401);
    expect((await scene.lines()).filter(({ action }) => action === "impersonation.ended")).toHaveLength(1);
    expect(scene.hubCalls).toContainEqual({
      businessId: scene.business.id,
      method: "dropSockets",
      argument: { sessionId: expect.any(String) as string },
    });
  });

  test("when the admin signs out of it, and their own session with it", async () => {
    const scene = await acting();
    expect((await scene.browser.post("/api/auth/logout")).status).toBe(204);
    expect(scene.browser.cookies.has("__Host-agentlocator-access")).toBe(false);
    const all = [...(await sessionsOf(scene, scene.person.id)), ...(await sessionsOf(scene, scene.admin.id))];
    expect(all.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect((await scene.lines()).filter(({ action }) => action === "impersonation.ended")).toHaveLength(1);
  });

  test("when another is begun out of the same session at once: one goes on, the other is on record as ended", async () => {
    const scene = await aScene();
    const colleague = await aMember(scene.business);
    const [one, other] = await Promise.all([scene.start(), scene.start({ userId: colleague.id })]);
    // The one that has ended may be so before it was answered.
    expect([one.status, other.status]).toContain(200);
    const visits = [...(await sessionsOf(scene, scene.person.id)), ...(await sessionsOf(scene, colleague.id))];
    expect(visits.map(({ endReason }) => endReason).toSorted()).toEqual(["impersonation_ended", null]);
    const lines = await scene.lines();
    const ended = visits.find(({ endReason }) => endReason !== null);
    expect(lines.filter(({ action }) => action === "impersonation.started")).toHaveLength(2);
    expect(lines.filter(({ action }) => action === "impersonation.ended").map(({ recordId }) => recordId)).toEqual([
      ended?.userId,
    ]);
    expect(scene.hubCalls).toContainEqual({
      businessId: scene.business.id,
      method: "dropSockets",
      argument: { sessionId: ended?.id },
    });
  });

  test("but not when the other was refused", async () => {
    const scene = await aScene();
    const stranger = await aUser();
    const own = holding(scene.app, scene.browser.cookies, scene.browser.csrfToken ?? "");
    expect((await scene.start()).status).toBe(200);
    const body = { businessId: scene.business.id, userId: stranger.id, reason: REASON };
    expect((await own.post(START_PATH, { body })).status).toBe(400);
    const [visit] = await sessionsOf(scene, scene.person.id);
    expect(visit).toMatchObject({ endedAt: null });
  });

  test("when the browser kept the cookies of the one that had ended, and leaves with them", async () => {
    const scene = await aScene();
    const colleague = await aMember(scene.business);
    const late = holding(scene.app, scene.browser.cookies, scene.browser.csrfToken ?? "");
    expect((await scene.start()).status).toBe(200);
    const body = { businessId: scene.business.id, userId: colleague.id, reason: REASON };
    expect((await late.post(START_PATH, { body })).status).toBe(200);
    expect((await scene.browser.post(END_PATH)).status).toBe(200);
    expect((await meOf(scene.browser)).user.id).toBe(scene.admin.id);
    const visits = [...(await sessionsOf(scene, scene.person.id)), ...(await sessionsOf(scene, colleague.id))];
    expect(visits.map(({ endReason }) => endReason)).toEqual(["impersonation_ended", "impersonation_ended"]);
  });

  test("and no session is begun out of one that is over", async () => {
    const { deps, admin, start, browser } = await aScene();
    await deps.directory.update(sessions).set({ endedAt: START }).where(eq(sessions.userId, admin.id));
    expect((await start()).status).toBe(401);
    expect((await browser.get("/api/auth/me")).status).toBe(401);
  });
});
type Acting = Awaited<ReturnType<typeof acting>>;

describe("ending it", () => {
  test("brings the admin's own session back, and leaves nothing of the other", async () => {
    const scene = await acting();
    const before = new Map(scene.browser.cookies);
    const session = sessionSchema.parse(await (await scene.browser.post(END_PATH)).json());
    expect([session.user.id, session.impersonation]).toEqual([scene.admin.id, null]);
    scene.browser.csrfToken = session.csrfToken;
    expect((await scene.browser.get("/api/admin/businesses")).status).toBe(200);
    expect((await scene.browser.post("/api/auth/refresh")).status).toBe(200);
    expect(scene.hubCalls).toContainEqual(
      expect.objectContaining({ businessId: scene.business.id, method: "dropSockets" }),
    );
    const left = holding(scene.app, before, scene.session.csrfToken);
    expect((await left.get("/api/auth/me")).status).toBe(401);
    expect((await left.post("/api/auth/refresh")).status).toBe(401);
  });

  test("makes the admin's refresh token of before a stolen one", async () => {
    const scene = await aScene();
    const thief = scene.browser.copy();
    scene.browser.csrfToken = (await (await scene.start()).json<Session>()).csrfToken;
    await scene.browser.post(END_PATH);
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
    expect((await scene.browser.get("/api/auth/me")).status).toBe(401);
  });

  test("twice at once ends it once, and the admin is back in both tabs", async () => {
    const scene = await acting();
    const other = scene.browser.copy();
    const answers = await Promise.all([scene.browser, other].map(async (browser) => browser.post(END_PATH)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(refreshOf(other)).toBe(refreshOf(scene.browser));
    expect((await meOf(other)).user.id).toBe(scene.admin.id);
    expect((await other.post("/api/auth/refresh")).status).toBe(200);
    expect((await scene.lines()).filter(({ action }) => action === "impersonation.ended")).toHaveLength(1);
  });

  test("again, long after it was ended, gives nothing and shows that somebody has kept a copy", async () => {
    const scene = await acting();
    const thief = scene.browser.copy();
    expect((await scene.browser.post(END_PATH)).status).toBe(200);
    scene.clock.now += 11_000;
    expect((await thief.post(END_PATH)).status).toBe(401);
    expect((await scene.browser.get("/api/auth/me")).status).toBe(401);
    const own = (await sessionsOf(scene, scene.admin.id)).map(({ endReason }) => endReason);
    expect(own).toEqual(["refresh_reused"]);
  });

  test("by who holds that session's cookies alone ends it and gives nothing: the admin's own stays the admin's", async () => {
    const scene = await acting();
    const stolen = new Map([...scene.browser.cookies].filter(([name]) => /-(access|refresh)$/.test(name)));
    const thief = holding(scene.app, stolen, scene.session.csrfToken);
    const response = await thief.post(END_PATH);
    expect([response.status, (await errorOf(response)).code]).toEqual([401, "unauthorized"]);
    expect([...thief.cookies.keys()]).toEqual([]);
    expect((await scene.browser.get("/api/auth/me")).status).toBe(401);
    const [own] = await sessionsOf(scene, scene.admin.id);
    expect([own?.endedAt, own?.rotatedAt]).toEqual([null, START]);
    expect((await scene.lines()).filter(({ action }) => action === "impersonation.ended")).toHaveLength(1);
  });

  test.each([
    ["another session's", async (scene: Acting) => refreshOf(await scene.signedIn(scene.admin.email))],
    ["a made-up one", async (scene: Acting) => `${scene.browser.cookies.get(OWN)?.split(".")[0]}.${"A".repeat(43)}`],
  ])(
    "with %s refresh token in place of the admin's does not bring them back, and ends no other session",
    async (_, of) => {
      const scene = await acting();
      scene.browser.cookies.set(OWN, await of(scene));
      expect((await scene.browser.post(END_PATH)).status).toBe(401);
      expect((await sessionsOf(scene, scene.admin.id)).every(({ endedAt }) => endedAt === null)).toBe(true);
    },
  );

  test("finds out that somebody has used the admin's refresh token meanwhile, and ends their session", async () => {
    const scene = await aScene();
    const thief = scene.browser.copy();
    scene.browser.csrfToken = (await (await scene.start()).json<Session>()).csrfToken;
    expect((await thief.post("/api/auth/refresh")).status).toBe(200);
    // At once: the thief's token is not even seconds old.
    expect((await scene.browser.post(END_PATH)).status).toBe(401);
    expect((await thief.get("/api/auth/me")).status).toBe(401);
    expect((await sessionsOf(scene, scene.admin.id)).map(({ endReason }) => endReason)).toEqual(["refresh_reused"]);
  });

  test.each([
    ["its hour is over", "expired", async ({ clock }: Acting) => void (clock.now += HOUR_MS + 1)],
    [
      "the business has switched it off",
      "switched_off",
      async ({ business, signedIn }: Acting) => {
        const manager = await signedIn((await aMember(business)).email);
        await manager.patch(`${business.path}/policy`, { body: { impersonationAllowed: false } });
      },
    ],
    [
      "the person has signed out their other devices",
      "signed_out",
      async ({ person, signedIn }: Acting) => {
        const theirs = await signedIn(person.email);
        expect((await theirs.post("/api/auth/logout-others")).status).toBe(204);
      },
    ],
    [
      "the person was removed",
      "gone",
      async ({ deps, person }: Acting) =>
        void (await deps.directory.delete(memberships).where(eq(memberships.userId, person.id))),
    ],
  ])("when %s: a refresh tells why, the cookies stay, and the admin comes back", async (_, why, happens) => {
    const scene = await acting();
    await happens(scene);
    const refused = await scene.browser.post("/api/auth/refresh");
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).details).toEqual([{ field: "impersonation", problem: why }]);
    const back = await scene.browser.post(END_PATH, { headers: { "X-CSRF-Token": null } });
    expect(back.status).toBe(200);
    expect(sessionSchema.parse(await back.json()).user.id).toBe(scene.admin.id);
    expect((await meOf(scene.browser)).impersonation).toBeNull();
  });

  test("is not brought about for somebody else by a token that was made up for their session", async () => {
    const scene = await acting();
    const forger = new Browser(scene.app, ORIGIN);
    const [visit] = refreshOf(scene.browser).split(".");
    forger.cookies.set("__Host-agentlocator-refresh", `${visit}.${"A".repeat(43)}.${"A".repeat(43)}`);
    expect((await forger.post(END_PATH)).status).toBe(409);
    expect((await meOf(scene.browser)).impersonation).not.toBeNull();
  });

  test("leaves no cookie of the time in between; it is HttpOnly, of this host, and lives for the working day", async () => {
    const scene = await acting();
    const cookie = scene.response.headers.getSetCookie().find((one) => one.startsWith(OWN));
    expect(cookie).toMatch(/^__Host-agentlocator-own=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await scene.browser.post(END_PATH);
    expect(scene.browser.cookies.has(OWN)).toBe(false);
  });

  test("is a conflict for who is nobody else", async () => {
    const { browser } = await aScene();
    const response = await browser.post(END_PATH);
    expect([response.status, (await errorOf(response)).code]).toEqual([409, "conflict"]);
  });

  test("signs out an admin whose own session is over meanwhile", async () => {
    const scene = await acting();
    await scene.deps.directory
      .update(sessions)
      .set({ endedAt: START, endReason: "revoked" })
      .where(eq(sessions.userId, scene.admin.id));
    const response = await scene.browser.post(END_PATH);
    expect([response.status, (await errorOf(response)).code]).toEqual([401, "unauthorized"]);
    expect([...scene.browser.cookies.keys()].filter((name) => !name.endsWith("-device"))).toEqual([]);
    expect((await scene.lines()).filter(({ action }) => action === "impersonation.ended")).toHaveLength(1);
  });
});
