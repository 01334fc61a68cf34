import { describe, expect, test } from "vitest";
import { actAs, auditOf, sessionIdOf, sessionsOf } from "./support/accounts.ts";
import { ORIGIN, type Browser } from "./support/browser.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD, START } from "./support/world.ts";
import type { OwnSession, Session } from "../../../core/auth/wire.ts";
import { memberships } from "../../../worker/db/directory/schema.ts";
import { ACCESS_TOKEN_MS } from "../../../worker/features/auth/access-token.ts";

const HOUR_MS = 60 * 60_000;
const ACCESS = "__Host-agentlocator-access";
const REFRESH = "__Host-agentlocator-refresh";

/** A manager, signed in on two devices. */
async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const user = await aMember(business);
  const [desk, phone] = [await world.signedIn(user.email), await world.signedIn(user.email)];
  const dropped = () => world.hubCalls.filter(({ method }) => method === "dropSockets");
  return { ...world, business, user, desk, phone, dropped };
}

/** An admin who acts as the office's manager. */
async function withAdmin(office: Awaited<ReturnType<typeof anOffice>>) {
  const admin = await aUser({ platformRole: "admin" });
  const adminBrowser = await office.signedIn(admin.email);
  const parentSessionId = sessionIdOf(adminBrowser);
  const own = adminBrowser.copy();
  const actingId = await actAs(adminBrowser, ORIGIN, {
    adminId: admin.id,
    parentSessionId,
    userId: office.user.id,
    businessId: office.business.id,
    expiresAt: office.clock.now + HOUR_MS,
  });
  return { admin, own, acting: adminBrowser, actingId, parentSessionId };
}

describe("the list of own sessions", () => {
  test("tells each device apart, with this one marked and the last used first", async () => {
    const { user, desk, clock, signedIn } = await anOffice();
    clock.now += ACCESS_TOKEN_MS;
    await desk.post("/api/auth/refresh");
    await signedIn((await aUser()).email);
    const { items } = await (await desk.get("/api/auth/sessions")).json<{ items: OwnSession[] }>();
    expect(items.map(({ id, current }) => [id === sessionIdOf(desk), current])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(items[0]).toEqual({
      id: sessionIdOf(desk),
      current: true,
      createdAt: clock.now - ACCESS_TOKEN_MS,
      lastUsedAt: clock.now,
      userAgent: null,
      address: null,
      impersonator: null,
    });
    expect(await sessionsOf(user.id)).toHaveLength(2);
  });

  test("says from where each was begun", async () => {
    const { user, browser } = await anOffice();
    const tablet = browser();
    tablet.address = "203.0.113.9";
    await tablet.post("/api/auth/login", {
      body: { email: user.email, password: PASSWORD },
      headers: { "User-Agent": "Tablet/1.0" },
    });
    const { items } = await (await tablet.get("/api/auth/sessions")).json<{ items: OwnSession[] }>();
    expect(items.find(({ current }) => current)).toMatchObject({ address: "203.0.113.9", userAgent: "Tablet/1.0" });
  });

  test("tells an admin who acts as this person of nothing but that: neither other sessions nor from where", async () => {
    const office = await anOffice();
    const { acting, actingId } = await withAdmin(office);
    const { items } = await (await acting.get("/api/auth/sessions")).json<{ items: OwnSession[] }>();
    expect(items.map(({ id, current }) => [id, current])).toEqual([[actingId, true]]);
  });

  test("shows an admin who is here as this person, and not what is over", async () => {
    const office = await anOffice();
    const { admin } = await withAdmin(office);
    await office.phone.post("/api/auth/logout");
    const { items } = await (await office.desk.get("/api/auth/sessions")).json<{ items: OwnSession[] }>();
    expect(items.map(({ impersonator }) => impersonator).toSorted()).toEqual([admin.name, null]);
  });
});

describe("ending one session", () => {
  test("signs that device out at once and closes its dashboard in each business", async () => {
    const office = await anOffice();
    const { desk, phone, user, business, dropped } = office;
    const ended = sessionIdOf(phone);
    expect((await desk.delete(`/api/auth/sessions/${ended}`)).status).toBe(204);
    expect((await phone.get("/api/auth/me")).status).toBe(401);
    expect((await phone.post("/api/auth/refresh")).status).toBe(401);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
    expect(dropped()).toEqual([{ businessId: business.id, method: "dropSockets", argument: { sessionId: ended } }]);
    expect(await auditOf(user.id, "session.ended")).toMatchObject([{ recordId: ended, businessId: business.id }]);
  });

  test("that is one's own clears the cookies", async () => {
    const { desk } = await anOffice();
    await desk.delete(`/api/auth/sessions/${sessionIdOf(desk)}`);
    expect(desk.cookies.has(ACCESS)).toBe(false);
    expect(desk.cookies.has(REFRESH)).toBe(false);
  });

  test("of somebody else, of nobody, and one that is over is not found, and changes nothing", async () => {
    const { desk, phone, signedIn, user } = await anOffice();
    const other = await signedIn((await aUser()).email);
    await phone.post("/api/auth/logout");
    for (const id of [sessionIdOf(other), "no-such-session", sessionIdOf(phone)]) {
      const response = await desk.delete(`/api/auth/sessions/${id}`);
      expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
    }
    expect((await other.get("/api/auth/me")).status).toBe(200);
    expect(await auditOf(user.id, "session.ended")).toEqual([]);
  });
});

describe("signing out everywhere", () => {
  test("ends every session, also the one that asks, and clears its cookies", async () => {
    const { desk, phone, user, business, dropped } = await anOffice();
    const copy = desk.copy();
    expect((await desk.post("/api/auth/logout-everywhere")).status).toBe(204);
    expect(desk.cookies.has(ACCESS)).toBe(false);
    for (const browser of [copy, phone]) expect((await browser.get("/api/auth/me")).status).toBe(401);
    expect((await sessionsOf(user.id)).map(({ endReason }) => endReason)).toEqual([
      "signed_out_everywhere",
      "signed_out_everywhere",
    ]);
    // One call for all of them.
    expect(dropped()).toEqual([{ businessId: business.id, method: "dropSockets", argument: { userId: user.id } }]);
    expect(await auditOf(user.id, "session.ended")).toHaveLength(1);
  });

  test("throws out an admin who acts as this person", async () => {
    const office = await anOffice();
    const { acting } = await withAdmin(office);
    await office.desk.post("/api/auth/logout-everywhere");
    expect((await acting.get("/api/auth/me")).status).toBe(401);
    expect(office.dropped()).toEqual([
      { businessId: office.business.id, method: "dropSockets", argument: { userId: office.user.id } },
    ]);
  });

  test("of an admin ends what they do as somebody else, on record", async () => {
    const office = await anOffice();
    const { admin, own, acting, actingId } = await withAdmin(office);
    expect((await own.post("/api/auth/logout-everywhere")).status).toBe(204);
    expect((await acting.get("/api/auth/me")).status).toBe(401);
    expect((await acting.post("/api/auth/refresh")).status).toBe(401);
    expect((await office.desk.get("/api/auth/me")).status).toBe(200);
    expect(office.dropped()).toEqual([
      { businessId: office.business.id, method: "dropSockets", argument: { sessionId: actingId } },
    ]);
    expect(await auditOf(office.user.id, "impersonation.ended")).toMatchObject([
      { impersonatorId: admin.id, impersonatorName: admin.name, businessId: office.business.id },
    ]);
  });

  test("is not possible in another person's name", async () => {
    const office = await anOffice();
    const { acting } = await withAdmin(office);
    const response = await acting.post("/api/auth/logout-everywhere");
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "not_while_impersonating"]);
    expect((await office.desk.get("/api/auth/me")).status).toBe(200);
  });
});

describe("signing out the others", () => {
  test("ends every session but the one that asks, on record", async () => {
    const { desk, phone, user, dropped, business } = await anOffice();
    const [own, other] = [sessionIdOf(desk), sessionIdOf(phone)];
    expect((await desk.post("/api/auth/logout-others")).status).toBe(204);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
    expect((await desk.post("/api/auth/refresh")).status).toBe(200);
    expect((await phone.get("/api/auth/me")).status).toBe(401);
    expect((await sessionsOf(user.id)).filter(({ endedAt }) => endedAt === null).map(({ id }) => id)).toEqual([own]);
    expect(dropped()).toEqual([{ businessId: business.id, method: "dropSockets", argument: { sessionId: other } }]);
    expect(await auditOf(user.id, "session.ended")).toMatchObject([{ data: { others: true } }]);
    // None is left: nothing is done, and nothing is told.
    expect((await desk.post("/api/auth/logout-others")).status).toBe(204);
    expect(await auditOf(user.id, "session.ended")).toHaveLength(1);
  });

  test("throws out an admin who acts as this person, and is not theirs to do", async () => {
    const office = await anOffice();
    const { acting } = await withAdmin(office);
    const refused = await acting.post("/api/auth/logout-others");
    expect((await errorOf(refused)).code).toBe("not_while_impersonating");
    await office.desk.post("/api/auth/logout-others");
    expect((await acting.get("/api/auth/me")).status).toBe(401);
  });
});

describe("signing out", () => {
  test("closes the dashboard of that session alone", async () => {
    const { phone, business, dropped } = await anOffice();
    const ended = sessionIdOf(phone);
    await phone.post("/api/auth/logout");
    expect(dropped()).toEqual([{ businessId: business.id, method: "dropSockets", argument: { sessionId: ended } }]);
  });

  test("is done even when a hub does not answer", async () => {
    const world = makeWorld({
      deps: { hub: () => ({ dropSockets: () => Promise.reject(new Error("the hub is away")) }) as never },
    });
    const browser = await world.signedIn((await aMember(await aBusiness())).email);
    const copy = browser.copy();
    expect((await browser.post("/api/auth/logout")).status).toBe(204);
    expect((await copy.get("/api/auth/me")).status).toBe(401);
    expect(world.logs.some(({ event }) => event === "sockets_not_dropped")).toBe(true);
  });

  test("while acting as somebody else also signs the admin out", async () => {
    const office = await anOffice();
    const { own, acting } = await withAdmin(office);
    expect((await acting.post("/api/auth/logout")).status).toBe(204);
    expect((await own.get("/api/auth/me")).status).toBe(401);
    expect((await office.desk.get("/api/auth/me")).status).toBe(200);
  });
});

describe("signing in where cookies of another session are", () => {
  test("gives a new session, and ends the one that was planted or left there", async () => {
    const { user, desk: planted, browser } = await anOffice();
    const attacker = planted.copy();
    const victim = await aUser();
    const theirs = browser();
    for (const [name, value] of planted.cookies) theirs.cookies.set(name, value);
    const session = await theirs.signIn(victim.email, PASSWORD);
    expect(session.user.id).toBe(victim.id);
    expect(sessionIdOf(theirs)).not.toBe(sessionIdOf(attacker));
    expect((await attacker.get("/api/auth/me")).status).toBe(401);
    expect((await attacker.post("/api/auth/refresh")).status).toBe(401);
    expect((await sessionsOf(user.id)).filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
  });

  test("ends it by the refresh token alone too, after a pause", async () => {
    const { desk, clock, browser } = await anOffice();
    const left = browser();
    left.cookies.set(REFRESH, desk.cookies.get(REFRESH) ?? "");
    clock.now += ACCESS_TOKEN_MS;
    await left.signIn((await aUser()).email, PASSWORD);
    expect((await desk.post("/api/auth/refresh")).status).toBe(401);
  });

  test("does not end a session whose id was guessed without its token", async () => {
    const { desk, browser } = await anOffice();
    const stranger = browser();
    stranger.cookies.set(REFRESH, `${sessionIdOf(desk)}.${"A".repeat(43)}`);
    await stranger.signIn((await aUser()).email, PASSWORD);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
  });

  test("a failed sign-in leaves the session that is there", async () => {
    const { desk, user } = await anOffice();
    const response = await desk.post("/api/auth/login", { body: { email: user.email, password: "wrong" } });
    expect(response.status).toBe(401);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
  });
});

describe("a session in which an admin acts as somebody else", () => {
  test("has cookies and tokens that end with it, and a refresh does not prolong it", async () => {
    const office = await anOffice();
    const { acting } = await withAdmin(office);
    const ends = office.clock.now + HOUR_MS;
    office.clock.now = ends - 60_000;
    const response = await acting.post("/api/auth/refresh");
    const ages = response.headers.getSetCookie().map((cookie) => /Max-Age=(\d+)/.exec(cookie)?.[1]);
    expect(ages).toEqual(["60", "60"]);
    office.clock.now = ends;
    expect((await acting.get("/api/auth/me")).status).toBe(401);
    expect((await acting.post("/api/auth/refresh")).status).toBe(401);
  });

  test("ends with the admin's own session when that was stolen", async () => {
    const office = await anOffice();
    const { own, acting, parentSessionId } = await withAdmin(office);
    const thief = own.copy();
    await own.post("/api/auth/refresh");
    await own.post("/api/auth/refresh");
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
    expect((await acting.get("/api/auth/me")).status).toBe(401);
    const [row] = (await sessionsOf(office.user.id)).filter((one) => one.parentSessionId === parentSessionId);
    expect(row?.endReason).toBe("refresh_reused");
  });
});

describe("the profile", () => {
  test("takes a new name, which the session tells from then on", async () => {
    const { desk, phone } = await anOffice();
    const response = await desk.patch("/api/auth/profile", { body: { name: "  דנה לוי " } });
    expect((await response.json<Session>()).user.name).toBe("דנה לוי");
    expect((await (await phone.get("/api/auth/me")).json<Session>()).user.name).toBe("דנה לוי");
  });

  test("under a new name is on record with the old one in each of the person's businesses, once", async () => {
    const world = makeWorld();
    const [one, other] = [await aBusiness(), await aBusiness()];
    const person = await aMember(one, "business");
    await world.deps.directory
      .insert(memberships)
      .values({ userId: person.id, businessId: other.id, role: "business", createdAt: START });
    const browser = await world.signedIn(person.email);
    for (const name of ["דנה לוי", "דנה לוי"]) await browser.patch("/api/auth/profile", { body: { name } });
    const lines = await auditOf(person.id, "person.renamed");
    expect(lines.map(({ businessId }) => businessId).toSorted()).toEqual([one.id, other.id].toSorted());
    for (const line of lines)
      expect(line).toMatchObject({ recordId: person.id, recordLabel: "דנה לוי", data: { from: person.name } });
    const loner = await aUser();
    await (await world.signedIn(loner.email)).patch("/api/auth/profile", { body: { name: "רון" } });
    expect(await auditOf(loner.id, "person.renamed")).toMatchObject([{ businessId: null }]);
  });

  test("refuses a name that is none", async () => {
    const { desk } = await anOffice();
    for (const name of ["", "   ", "x".repeat(81), 7, null]) {
      const error = await errorOf(await desk.patch("/api/auth/profile", { body: { name } }));
      expect(error.details?.map(({ field }) => field)).toEqual(["name"]);
    }
  });
});

test("a refused refresh takes the cookies away", async () => {
  const { desk, phone } = await anOffice();
  await desk.delete(`/api/auth/sessions/${sessionIdOf(phone)}`);
  expect((await phone.post("/api/auth/refresh")).status).toBe(401);
  expect(phone.cookies.has(ACCESS)).toBe(false);
  expect(phone.cookies.has(REFRESH)).toBe(false);
});

describe("signing out", () => {
  const signOut = (browser: Browser) => browser.post("/api/auth/logout", { headers: { "X-CSRF-Token": null } });

  test("works after the access token has run out, by the refresh cookie alone, without a CSRF token", async () => {
    const { desk, clock, user } = await anOffice();
    clock.now += ACCESS_TOKEN_MS + 1;
    desk.cookies.delete(ACCESS);
    const held = desk.copy();
    expect((await signOut(desk)).status).toBe(204);
    expect([...desk.cookies.keys()].filter((name) => name === ACCESS || name === REFRESH)).toEqual([]);
    expect((await held.post("/api/auth/refresh")).status).toBe(401);
    expect((await sessionsOf(user.id)).map(({ endReason }) => endReason)).toContain("signed_out");
  });

  test("works where nothing is held any more, and twice", async () => {
    const { desk } = await anOffice();
    await signOut(desk);
    expect((await signOut(desk)).status).toBe(204);
    expect((await signOut(makeWorld().browser())).status).toBe(204);
  });

  test("takes the cookies away also when the database is down, and says that it is not on record", async () => {
    const { desk, deps } = await anOffice();
    const { directory } = deps;
    deps.directory = new Proxy(directory, {
      get: (target, name, self) =>
        name === "batch" ? () => Promise.reject(new Error("D1 is away")) : Reflect.get(target, name, self),
    });
    expect((await signOut(desk)).status).toBe(500);
    expect(desk.cookies.has(REFRESH)).toBe(false);
  });

  test("ends no other's session by a token that was made up for it", async () => {
    const { desk, phone } = await anOffice();
    const forger = makeWorld().browser();
    forger.cookies.set(REFRESH, `${sessionIdOf(desk)}.${"A".repeat(43)}.${"A".repeat(43)}`);
    await signOut(forger);
    expect((await desk.get("/api/auth/me")).status).toBe(200);
    expect((await phone.get("/api/auth/me")).status).toBe(200);
  });
});

describe("a page that shows another person than the browser is signed in as", () => {
  test("is neither answered nor listened to, and nothing is written in the other's name", async () => {
    const { desk, user } = await anOffice();
    const other = await aUser();
    const headers = { "X-Person": other.id };
    for (const response of [
      await desk.get("/api/auth/me", { headers }),
      await desk.patch("/api/auth/profile", { body: { name: "בשם אחר" }, headers }),
      await desk.post("/api/auth/logout", { headers }),
    ])
      expect([response.status, (await errorOf(response)).code]).toEqual([409, "person_changed"]);
    const me = await (await desk.get("/api/auth/me", { headers: { "X-Person": user.id } })).json<Session>();
    expect(me.user.name).toBe(user.name);
  });

  test("is not signed out for the other either, nor their session renewed, when the access token has run out", async () => {
    const { desk, user } = await anOffice();
    const other = await aUser();
    desk.cookies.delete("__Host-agentlocator-access");
    for (const path of ["/api/auth/logout", "/api/auth/refresh"]) {
      const response = await desk.post(path, { headers: { "X-Person": other.id } });
      expect([path, response.status, (await errorOf(response)).code]).toEqual([path, 409, "person_changed"]);
    }
    expect((await desk.post("/api/auth/refresh", { headers: { "X-Person": user.id } })).status).toBe(200);
  });
});
