import { env as platform } from "cloudflare:workers";
import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { Browser } from "./support/browser.ts";
import { makeWorld, START } from "./support/world.ts";
import { SEED_BUSINESSES, SEED_PEOPLE } from "../../../dev/seed/businesses.ts";
import { seed, seedForTheWorld } from "../../../dev/seed/seed.ts";
import { callDetailSchema, type CallSummary } from "../../../core/calls/wire.ts";
import { leadSchema, type Lead } from "../../../core/leads/wire.ts";
import { businessSettingsSchema } from "../../../core/business/settings.ts";
import { sessions, users } from "../../../worker/db/directory/schema.ts";
import { scopeOfMember } from "../../../worker/db/scope.ts";
import { businessSettings } from "../../../worker/db/tenant/schema.ts";
import { tenantDatabases, type Env } from "../../../worker/env.ts";

const env = platform as unknown as Env;
const password = "demo-password-1";
const world = makeWorld();
const run = (now = START) => seed(env.DIRECTORY, tenantDatabases(env), { password, now });

const TABLES = {
  DIRECTORY: ["users", "businesses", "memberships", "channel_addresses"],
  TENANT_0: ["business_settings", "leads", "calls", "call_turns", "call_events"],
} as const;

async function everything(): Promise<string> {
  const rows: unknown[] = [];
  for (const [database, tables] of Object.entries(TABLES)) {
    for (const table of tables)
      rows.push(table, (await env[database as keyof typeof TABLES].prepare(`select * from ${table}`).all()).results);
  }
  return JSON.stringify(rows);
}

async function open(email: string) {
  const browser = new Browser(world.app);
  const session = await browser.signIn(email, password);
  const path = `/api/businesses/${session.memberships[0]?.businessId}`;
  const list = async <T>(what: string): Promise<T[]> =>
    (await (await browser.get(`${path}/${what}?limit=100`)).json<{ items: T[] }>()).items;
  return { session, browser, path, list };
}

beforeAll(() => run());

test("seeding again, later, changes nothing", async () => {
  const before = await everything();
  await run(START + 86_400_000);
  expect(await everything()).toBe(before);
});

test("what a user changed stays changed", async () => {
  const { session } = await open("manager@carmel.test");
  const businessId = session.memberships[0]?.businessId ?? "";
  const { db } = scopeOfMember(tenantDatabases(env), { businessId, tenantDb: "TENANT_0" }, null);
  await db.update(businessSettings).set({ greeting: "שלום שלום" }).where(eq(businessSettings.businessId, businessId));
  await run();
  const [settings] = await db.select().from(businessSettings).where(eq(businessSettings.businessId, businessId));
  expect(settings?.greeting).toBe("שלום שלום");
});

test.each(SEED_PEOPLE)("$email signs in and is where they belong", async ({ email, memberships, platformRole }) => {
  const { session } = await open(email);
  expect(session.user.platformRole).toBe(platformRole);
  expect(session.memberships.map(({ slug, role }) => ({ slug, role }))).toEqual(memberships);
});

test("the called numbers belong to their businesses", async () => {
  const { results } = await env.DIRECTORY.prepare(
    "select address, slug from channel_addresses join businesses on id = business_id where slug in ('carmel', 'bayit') order by address",
  ).all();
  expect(results).toEqual([
    { address: "+97235550101", slug: "carmel" },
    { address: "+97235550102", slug: "bayit" },
  ]);
});

test.each(SEED_BUSINESSES)("the settings of $slug are such as the API would accept", ({ settings }) => {
  expect(businessSettingsSchema.parse(settings)).toEqual(settings);
});

describe.each([
  ["manager@carmel.test", 24, 12],
  ["manager@bayit.test", 8, 4],
])("the record of %s", (email, leadCount, callCount) => {
  test("has leads of our shape, each with its number in E.164", async () => {
    const leads = await (await open(email)).list<Lead>("leads");
    expect(leads.length).toBeGreaterThanOrEqual(leadCount);
    for (const lead of leads) {
      expect(leadSchema.parse(lead)).toEqual(lead);
      expect(lead.phone).toMatch(/^\+\d{10,}$/);
      expect(lead.updatedAt).toBeLessThanOrEqual(START);
      expect(lead.createdAt).toBeLessThanOrEqual(lead.updatedAt);
    }
  });

  test("has calls of the last two weeks that read like calls", async () => {
    const { list, browser, path } = await open(email);
    const calls = await list<CallSummary>("calls");
    expect(calls.length).toBeGreaterThanOrEqual(callCount);
    for (const { id } of calls) {
      const call = callDetailSchema.parse(await (await browser.get(`${path}/calls/${id}`)).json());
      expect(call.startedAt).toBeGreaterThan(START - 15 * 86_400_000);
      expect(call.endedAt).toBeLessThan(START);
      expect(call.events.map(({ at }) => at)).toEqual(call.events.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(call.turns.map(({ startedAt }) => startedAt)).toEqual(
        call.turns.map(({ startedAt }) => startedAt).toSorted((a, b) => a - b),
      );
      expect(call.events.at(-1)).toMatchObject({ kind: "call_ended", data: { reason: call.endReason } });
    }
  });
});

describe("for a machine that others can reach", () => {
  const forTheWorld = () => seedForTheWorld(env.DIRECTORY, { password: "made up", now: START });

  test("data in which somebody has the published password is refused, and they are named", async () => {
    await expect(forTheWorld()).rejects.toThrow("manager@carmel.test");
  });

  test("an admin is made, once, and nobody else", async () => {
    const { directory } = world.deps;
    const demo = SEED_PEOPLE.map(({ email }) => email);
    const kept = await directory.select().from(users).where(inArray(users.email, demo));
    const count = () => directory.$count(users);
    const before = await count();
    // All files share these databases: the demo people step aside, and are back afterwards.
    await directory
      .update(users)
      .set({ email: sql`'aside-' || ${users.email}` })
      .where(inArray(users.email, demo));
    try {
      expect([await forTheWorld(), await forTheWorld()]).toEqual([true, false]);
      expect(await count()).toBe(before + 1);
      const { user } = await new Browser(world.app).signIn("admin@agentlocator.test", "made up");
      expect(user.platformRole).toBe("admin");
    } finally {
      const made = directory.select({ id: users.id }).from(users).where(inArray(users.email, demo));
      await directory.delete(sessions).where(inArray(sessions.userId, made));
      await directory.delete(users).where(inArray(users.email, demo));
      for (const { id, email } of kept) await directory.update(users).set({ email }).where(eq(users.id, id));
    }
  });
});
