/** The audit log is never shortened: what one person can add to it in a day has an end. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditOf, sessionIdOf, sessionsOf } from "./support/accounts.ts";
import { anOffice } from "./support/office.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld, PASSWORD } from "./support/world.ts";
import { throttles } from "../../../worker/db/directory/schema.ts";
import { recordCounters, sessionLineCounters } from "../../../worker/features/auth/throttle/limits.ts";

const DAY_MS = 24 * 3_600_000;

test("an agent takes ten new names a day, and keeps the last of them", async () => {
  const { signedIn, clock } = makeWorld();
  const business = await aBusiness();
  const agent = await aMember(business, "business");
  const browser = await signedIn(agent.email);
  const rename = (name: string) => browser.patch("/api/auth/profile", { body: { name } });
  const statuses: number[] = [];
  for (let one = 0; one < 60; one++) statuses.push((await rename(`שם ${one}`)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect((await errorOf(await rename("שם אחר"))).code).toBe("rate_limited");
  expect((await rename("שם 9")).status).toBe(200);
  expect(await auditOf(agent.id, "person.renamed")).toHaveLength(10);
  clock.now += DAY_MS;
  // The access token of yesterday is over.
  const tomorrow = await signedIn(agent.email);
  expect((await tomorrow.patch("/api/auth/profile", { body: { name: "שם של מחר" } })).status).toBe(200);
});

describe("somebody whose day is full", () => {
  async function full() {
    const office = await anOffice();
    const [counter] = recordCounters(office.deps.config.JWT_SECRET, office.boss.id);
    if (!counter) throw new Error("no counter");
    const row = { count: counter.limit, endsAt: office.clock.now + DAY_MS };
    await office.deps.directory.insert(throttles).values({ key: counter.key, ...row });
    return office;
  }

  test("can still change the password, end a device, the others, and all", async () => {
    const { manager, boss, signedIn } = await full();
    const password = { currentPassword: PASSWORD, newPassword: "a much better one" };
    const phone = await signedIn(boss.email);
    expect((await manager.delete(`/api/auth/sessions/${sessionIdOf(phone)}`)).status).toBe(204);
    await signedIn(boss.email);
    expect((await manager.post("/api/auth/logout-others")).status).toBe(204);
    expect((await manager.post("/api/auth/password", { body: password })).status).toBe(204);
    expect((await manager.post("/api/auth/logout-everywhere")).status).toBe(204);
  });

  test("is not so by what was refused: a thousand calls back that are none leave the day as it was", async () => {
    const { manager, business, boss, deps } = await anOffice();
    const [counter] = recordCounters(deps.config.JWT_SECRET, boss.id);
    for (let one = 0; one < 3; one++)
      expect((await manager.put(`${business.path}/calls/none/call-back`, { body: { done: true } })).status).toBe(404);
    const [row] = await deps.directory
      .select()
      .from(throttles)
      .where(eq(throttles.key, counter?.key ?? ""));
    expect(row?.count).toBe(0);
  });
});

test("ten wrong passwords at one dashboard leave the owner theirs at another", async () => {
  const { manager, boss, signedIn } = await anOffice();
  const change = (browser: typeof manager, currentPassword: string) =>
    browser.post("/api/auth/password", { body: { currentPassword, newPassword: "a much better one" } });
  for (let one = 0; one < 10; one++) expect((await change(manager, `wrong ${one}`)).status).toBe(400);
  expect((await change(manager, PASSWORD)).status).toBe(429);
  expect((await change(await signedIn(boss.email), PASSWORD)).status).toBe(204);
});

describe("lines about sessions", () => {
  test("are a hundred a day and person; what they tell of is done all the same", async () => {
    const { manager, boss, signedIn, deps, clock } = await anOffice();
    const [counter] = sessionLineCounters(deps.config.JWT_SECRET, boss.id);
    if (!counter) throw new Error("no counter");
    const row = { count: counter.limit - 1, endsAt: clock.now + DAY_MS };
    await deps.directory.insert(throttles).values({ key: counter.key, ...row });
    for (let device = 0; device < 3; device++) {
      await signedIn(boss.email);
      expect((await manager.post("/api/auth/logout-others")).status).toBe(204);
    }
    expect(await auditOf(boss.id, "session.ended")).toHaveLength(1);
    expect((await sessionsOf(boss.id)).filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
    // A stolen token, too: the session ends, and the log is not filled.
    const thief = manager.copy();
    for (const browser of [manager, manager]) expect((await browser.post("/api/auth/refresh")).status).toBe(200);
    clock.now += 60_000;
    expect((await thief.post("/api/auth/refresh")).status).toBe(401);
    expect(await auditOf(boss.id, "session.theft_suspected")).toHaveLength(0);
    expect((await sessionsOf(boss.id)).filter(({ endedAt }) => endedAt === null)).toHaveLength(0);
  });

  test("of attempts to act as a third person end with the admin's day", async () => {
    const { signedIn, deps, clock } = makeWorld();
    const business = await aBusiness();
    const person = await aMember(business);
    const admin = await aUser({ platformRole: "admin" });
    const browser = await signedIn(admin.email);
    const start = () =>
      browser.post("/api/admin/impersonations", {
        body: { businessId: business.id, userId: person.id, reason: "לבדוק משהו" },
      });
    browser.csrfToken = (await (await start()).json<{ csrfToken: string }>()).csrfToken;
    const [counter] = recordCounters(deps.config.JWT_SECRET, admin.id);
    if (!counter) throw new Error("no counter");
    await deps.directory
      .insert(throttles)
      .values({ key: counter.key, count: counter.limit - 1, endsAt: clock.now + DAY_MS })
      .onConflictDoUpdate({ target: throttles.key, set: { count: counter.limit - 1 } });
    expect([(await start()).status, (await start()).status]).toEqual([403, 429]);
    expect(await auditOf(person.id, "impersonation.refused")).toHaveLength(1);
  });
});

test("whatever is on record ends with the day's thousand, and nothing else does", async () => {
  const { business, boss, manager, invite, deps, clock } = await anOffice();
  const [counter] = recordCounters(deps.config.JWT_SECRET, boss.id);
  if (!counter) throw new Error("no counter");
  const full = { count: counter.limit, endsAt: clock.now + DAY_MS };
  await deps.directory.insert(throttles).values({ key: counter.key, ...full });
  const refused = await invite({ email: "somebody@example.test", role: "business" });
  expect([refused.status, (await errorOf(refused)).code]).toEqual([429, "rate_limited"]);
  expect((await manager.get(`${business.path}/people`)).status).toBe(200);
  expect((await manager.post("/api/auth/logout")).status).toBe(204);
});
