/** A Worker meets a database that lacks its newest migration: it reads on, writes nothing, and says what is missing. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env as platform } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { spokenFallback } from "../../../core/assistant/prompts.ts";
import { identityOf } from "../../durable-objects/support/calls.ts";
import { closeLostCall } from "../../../durable-objects/call-session/call-closing.ts";
import { openLiveCall, resumeLiveCall } from "../../../durable-objects/call-session/call-opening.ts";
import { channelAddresses } from "../../../worker/db/directory/schema.ts";
import { schemaGuard } from "../../../worker/db/schema-guard.ts";
import { KNOWN_MIGRATIONS, missingMigrations, type DatabaseKind } from "../../../worker/db/schema-version.ts";
import { calls } from "../../../worker/db/tenant/schema.ts";
import { tenantDatabases, type Env } from "../../../worker/env.ts";
import { runJob } from "../../../worker/job-runner.ts";
import { createLogger } from "../../../worker/log.ts";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";

const env = platform as unknown as Env;
const tenants = tenantDatabases(env);
const tenant = tenants["TENANT_1"] as D1Database;
const newestOf = (kind: DatabaseKind) => KNOWN_MIGRATIONS[kind].at(-1) ?? "";

/** As if the newest migration had not been applied. */
const fallBehind = (database: D1Database, kind: DatabaseKind) =>
  database
    .prepare("delete from d1_migrations where name = ?")
    .bind(`${newestOf(kind)}.sql`)
    .run();
const catchUp = (database: D1Database, kind: DatabaseKind) =>
  database
    .prepare("insert or ignore into d1_migrations (name) values (?)")
    .bind(`${newestOf(kind)}.sql`)
    .run();

beforeEach(() => fallBehind(tenant, "tenant"));
afterEach(async () => {
  await catchUp(tenant, "tenant");
  await catchUp(env.DIRECTORY, "directory");
});

/** A guard of this test alone, with its clock and its log. */
function aGuard() {
  const clock = { now: START };
  const logs: Record<string, unknown>[] = [];
  const log = createLogger({}, (line) => logs.push(JSON.parse(line)));
  return { guard: schemaGuard({ directory: env.DIRECTORY, tenants }, { now: () => clock.now, log }), clock, logs, log };
}

/** The API with a manager signed in, who has a business on the database that is behind. */
async function aBusinessBehind() {
  const { guard, clock, logs, log } = aGuard();
  const world = makeWorld({ deps: { schema: guard, log } });
  const business = await aBusiness({ tenantDb: "TENANT_1" });
  const browser = await world.signedIn((await aMember(business)).email);
  return { ...world, guard, guardClock: clock, logs, business, browser };
}

describe("what a database lacks", () => {
  test("is named, oldest first; a database that was never migrated lacks all", async () => {
    expect(await missingMigrations(tenant, "tenant")).toEqual([newestOf("tenant")]);
    const empty = {
      prepare: () => ({ all: () => Promise.reject(new Error("D1_ERROR: no such table: d1_migrations")) }),
    };
    expect(await missingMigrations(empty as unknown as D1Database, "tenant")).toEqual(KNOWN_MIGRATIONS.tenant);
  });

  test("is nothing when it is newer than the Worker", async () => {
    await env.DIRECTORY.prepare("insert into d1_migrations (name) values ('9999_of_tomorrow.sql')").run();
    expect(await missingMigrations(env.DIRECTORY, "directory")).toEqual([]);
    await env.DIRECTORY.prepare("delete from d1_migrations where name = '9999_of_tomorrow.sql'").run();
  });

  test("is asked again after five seconds at most, and once it is nothing, never again", async () => {
    const { guard, clock } = aGuard();
    await expect(guard.assertWritable("TENANT_1")).rejects.toMatchObject({ code: "unavailable" });
    await catchUp(tenant, "tenant");
    clock.now += 4_999;
    await expect(guard.assertWritable("TENANT_1")).rejects.toMatchObject({ code: "unavailable" });
    clock.now += 1;
    await guard.assertWritable("TENANT_1");
    await fallBehind(tenant, "tenant");
    clock.now += 3_600_000;
    expect(await guard.missing("TENANT_1")).toEqual([]);
  });

  test("stands in the log once a minute, however many ask", async () => {
    const { guard, clock, logs } = aGuard();
    await Promise.all([guard.missing("TENANT_1"), guard.missing("TENANT_1"), guard.missing("TENANT_0")]);
    clock.now += 30_000;
    await guard.missing("TENANT_1");
    expect(logs).toEqual([
      { level: "error", event: "database_behind", database: "TENANT_1", missing: [newestOf("tenant")] },
    ]);
    clock.now += 30_000;
    await guard.missing("TENANT_1");
    expect(logs).toHaveLength(2);
  });

  test("is not known of a database that is not bound or does not answer: nothing is written there either", async () => {
    const { guard } = aGuard();
    await expect(guard.assertWritable("TENANT_77")).rejects.toMatchObject({ code: "unavailable" });
    const away = { prepare: () => ({ all: () => Promise.reject(new Error("D1 is away")) }) } as unknown as D1Database;
    const ofAway = schemaGuard({ directory: away, tenants }, { now: () => START, log: createLogger({}, () => {}) });
    await expect(ofAway.assertWritable("DIRECTORY")).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("the API of a business whose database is behind", () => {
  test("reads on, refuses to write with the missing migration's name, and writes again when it is there", async () => {
    const { browser, business, guardClock } = await aBusinessBehind();
    await aLead(business);
    expect((await browser.get(`${business.path}/leads`)).status).toBe(200);
    const change = () => browser.patch(`${business.path}/settings`, { body: { version: 1, greeting: "שלום מהמשרד" } });
    const refused = await change();
    expect(refused.status).toBe(503);
    const error = await errorOf(refused);
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("TENANT_1");
    expect(error.message).toContain(newestOf("tenant"));
    await catchUp(tenant, "tenant");
    guardClock.now += 5_000;
    expect((await change()).status).toBe(200);
  });

  test("leaves the businesses of other databases alone", async () => {
    const { browser } = await aBusinessBehind();
    expect((await browser.post("/api/auth/refresh")).status).toBe(200);
    const elsewhere = await aBusiness();
    const { signedIn } = makeWorld({ deps: { schema: aGuard().guard } });
    const manager = await signedIn((await aMember(elsewhere)).email);
    expect((await manager.patch(`${elsewhere.path}/settings`, { body: { version: 1, greeting: "שלום" } })).status).toBe(
      200,
    );
  });

  test("says so too when a read needs what is not there yet, instead of breaking", async () => {
    const { browser, business } = await aBusinessBehind();
    await tenant.prepare("alter table calls rename to calls_away").run();
    const refused = await browser.get(`${business.path}/calls`);
    await tenant.prepare("alter table calls_away rename to calls").run();
    expect([refused.status, (await errorOf(refused)).message]).toEqual([
      503,
      expect.stringContaining(`TENANT_1 until its migrations are applied; it lacks ${newestOf("tenant")}`),
    ]);
  });

  test("does not hide a mistake behind it: a query that fails on an up-to-date database is an error of ours", async () => {
    const { browser, business } = await aBusinessBehind();
    await catchUp(tenant, "tenant");
    await tenant.prepare("alter table calls rename to calls_away").run();
    const { status } = await browser.get(`${business.path}/calls`);
    await tenant.prepare("alter table calls_away rename to calls").run();
    expect(status).toBe(500);
  });
});

test("a directory that is behind refuses every write of the API, sign-in too; what is signed in can read", async () => {
  const world = makeWorld();
  const business = await aBusiness();
  const { email } = await aMember(business);
  const browser = await world.signedIn(email);
  await fallBehind(env.DIRECTORY, "directory");
  world.deps.schema = aGuard().guard;
  expect((await browser.get("/api/auth/me")).status).toBe(200);
  expect((await browser.get(`${business.path}/leads`)).status).toBe(200);
  for (const [path, body] of [
    ["/api/auth/login", { email, password: "whatever it is" }],
    ["/api/auth/refresh", undefined],
    ["/api/admin/businesses", {}],
  ] as const) {
    const refused = await browser.post(path, { body });
    expect([path, refused.status]).toEqual([path, 503]);
    expect((await errorOf(refused)).message).toContain(`DIRECTORY until its migrations are applied`);
  }
  const patched = await browser.patch(`${business.path}/settings`, { body: { version: 1, greeting: "שלום" } });
  expect(patched.status).toBe(503);
});

describe("/healthz", () => {
  test("tells anyone that a database is behind, and not what it lacks", async () => {
    const world = makeWorld({ deps: { schema: aGuard().guard } });
    const response = await world.browser().get("/healthz");
    expect([response.status, await response.clone().json()]).toEqual([
      200,
      expect.objectContaining({ databases: "behind" }),
    ]);
    expect(await response.text()).not.toContain(newestOf("tenant"));
  });
});

describe("a call to a business whose database is behind", () => {
  const callSid = () => `CA${crypto.randomUUID().replaceAll("-", "")}`;

  async function webhook(world: ReturnType<typeof makeWorld>, path: string, form: Record<string, string>) {
    const url = `${world.deps.config.PUBLIC_URL}${path}`;
    const signature = getExpectedTwilioSignature(world.deps.config.TWILIO_AUTH_TOKEN, url, form);
    const init = { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signature } };
    const response = await world.app.request(url, init, env);
    return { status: response.status, twiml: await response.text() };
  }

  async function aNumber() {
    const { guard, log } = aGuard();
    const world = makeWorld({ deps: { schema: guard, log } });
    const business = await aBusiness({ tenantDb: "TENANT_1" });
    const to = `+9723${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
    await world.deps.directory
      .insert(channelAddresses)
      .values({ channel: "phone", address: to, businessId: business.id, createdAt: START });
    return { world, business, to };
  }

  test("hears an apology in Hebrew; no row is written and no call object is made", async () => {
    const { world, business, to } = await aNumber();
    world.deps.callSession = () => {
      throw new Error("no object may be asked");
    };
    const form = { CallSid: callSid(), From: "+972521234567", To: to, CallStatus: "ringing" };
    const { status, twiml } = await webhook(world, "/webhooks/twilio/voice", form);
    expect(status).toBe(200);
    expect(twiml).toContain(spokenFallback.tryLater);
    expect(twiml).toContain("<Hangup/>");
    expect(await business.scope.db.select().from(calls).where(eq(calls.businessId, business.id))).toEqual([]);
  });

  test("that a person has answered ends in peace, and its row stays as it was", async () => {
    const { world, business, to } = await aNumber();
    const before = await aCall(business, { callSid: callSid(), callBack: true });
    const path = "/webhooks/twilio/voice/after-stream?stage=dialled";
    const form = { CallSid: before.callSid, To: to, CallStatus: "in-progress", DialCallStatus: "completed" };
    const { status, twiml } = await webhook(world, path, form);
    expect([status, twiml]).toEqual([200, expect.stringContaining("<Hangup/>")]);
    expect(await business.scope.db.select().from(calls).where(eq(calls.id, before.id))).toEqual([before]);
  });

  test("cannot be opened, taken up again or closed by its object", async () => {
    const { guard } = aGuard();
    const { deps } = makeWorld({ deps: { schema: guard } });
    const business = await aBusiness({ tenantDb: "TENANT_1" });
    const row = await aCall(business, { status: "live" });
    const identity = identityOf(row, business.id, business.place.tenantDb);
    const journal = { keep: () => {}, read: () => Promise.resolve([]) };
    const hooks = { journal, ended: () => {}, finished: () => {} };
    deps.hub = () => ({ snapshot: () => new Promise(() => {}) }) as unknown as ReturnType<typeof deps.hub>;
    for (const attempt of [
      () => openLiveCall(deps, identity, hooks),
      () => resumeLiveCall(deps, identity, hooks),
      () => closeLostCall(deps, identity, journal),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "unavailable" });
    }
    expect(await business.scope.db.select().from(calls).where(eq(calls.id, row.id))).toEqual([row]);
  });

  test("that was lost keeps what is not on record, and its alarm comes again until it can be closed", async () => {
    const sid = callSid();
    const session = makeWorld().deps.callSession(sid);
    const unwritten = [{ write: "event", event: { seq: 1, kind: "webhook_received", at: START, data: {} } }];
    const identity = { businessId: "b", tenantDb: "TENANT_77", callId: "c", callSid: sid, from: "", to: "" };
    await runInDurableObject(session, async (_, { storage }) => {
      await storage.put({ identity, unwritten });
      await storage.setAlarm(Date.now() + 3_600_000);
    });
    await session.completed();
    expect(await runDurableObjectAlarm(session)).toBe(true);
    await runInDurableObject(session, async (_, { storage }) => {
      expect(await storage.get("unwritten")).toEqual(unwritten);
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      await storage.deleteAll();
      await storage.deleteAlarm();
    });
  });
});

test("a job waits for its database, far longer than for a failure", async () => {
  const { guard, log } = aGuard();
  const { deps } = makeWorld({ deps: { schema: guard, log } });
  const outcome: string[] = [];
  const body = { type: "summarise_call", businessId: "b", tenantDb: "TENANT_1", callId: "c" };
  await runJob(deps, {
    id: "m",
    timestamp: new Date(START),
    attempts: 2,
    body,
    ack: () => void outcome.push("ack"),
    retry: (options?: QueueRetryOptions) => void outcome.push(`retry in ${options?.delaySeconds}`),
  } as Message);
  expect(outcome).toEqual(["retry in 600"]);
});
