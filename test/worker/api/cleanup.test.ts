import { createScheduledController } from "cloudflare:test";
import { env as platform } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { aResetLink, anInvitation, auditOf, resetsOf, sessionsOf } from "./support/accounts.ts";
import { aBusiness, aMember, aUser, makeWorld, START } from "./support/world.ts";
import { invitations, sessions, throttles } from "../../../worker/db/directory/schema.ts";
import { cleanUp, KEPT_AFTER_END_MS } from "../../../worker/features/auth/cleanup/service.ts";
import { endingOf, sessionsOf as chosenOf, visitsOver } from "../../../worker/features/auth/sessions/queries.ts";
import { endSessions } from "../../../worker/features/auth/sessions/service.ts";
import worker from "../../../worker/index.ts";

const DAY_MS = 24 * 60 * 60_000;
const LONG_AGO = START - KEPT_AFTER_END_MS - 1;

afterEach(() => {
  vi.useRealTimers();
});

type SessionFields = Partial<typeof sessions.$inferInsert>;

async function aScene() {
  const world = makeWorld();
  const user = await aUser();
  const { directory } = world.deps;
  const aSession = async (fields: SessionFields) => {
    const id = crypto.randomUUID();
    const times = { rotatedAt: LONG_AGO, createdAt: LONG_AGO, expiresAt: START + DAY_MS };
    await directory.insert(sessions).values({ id, userId: user.id, refreshHash: id, ...times, ...fields });
    return id;
  };
  return { ...world, directory, user, aSession };
}

/** Of an admin, out of a session of their own. */
const visitOf = (admin: { id: string }, business: { id: string }): SessionFields => ({
  impersonatorId: admin.id,
  parentSessionId: crypto.randomUUID(),
  impersonatedBusinessId: business.id,
  impersonationReason: "a test",
});

test("sessions go thirty days after their end, and no others", async () => {
  const { deps, user, aSession } = await aScene();
  await aSession({ endedAt: LONG_AGO, endReason: "signed_out" });
  await aSession({ expiresAt: LONG_AGO });
  const kept = [
    await aSession({}),
    await aSession({ endedAt: START - DAY_MS, endReason: "refresh_reused" }),
    await aSession({ expiresAt: START - DAY_MS }),
  ];
  await cleanUp(deps);
  expect((await sessionsOf(user.id)).map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
});

test("links and counters go that open and hold back nothing; an invitation that waits for its person stays", async () => {
  const { deps, user, directory } = await aScene();
  await aResetLink(user.id, { expiresAt: START - 1 });
  await aResetLink(user.id);
  const business = await aBusiness();
  const invitedBy = (await aMember(business)).id;
  const invited = (fields: object) =>
    anInvitation(business, { email: `${crypto.randomUUID()}@example.test`, invitedBy, ...fields });
  await invited({ acceptedAt: LONG_AGO });
  await invited({ withdrawnAt: LONG_AGO });
  const kept = [await invited({ expiresAt: LONG_AGO }), await invited({ acceptedAt: START - DAY_MS })];
  const [over, counting] = [crypto.randomUUID(), crypto.randomUUID()];
  await directory.insert(throttles).values([
    { key: over, count: 1, endsAt: START - 1 },
    { key: counting, count: 1, endsAt: START + 1 },
  ]);
  await cleanUp(deps);
  expect(await resetsOf(user.id)).toMatchObject([{ expiresAt: expect.any(Number), usedAt: null }]);
  const left = (await directory.select().from(invitations)).filter(({ businessId }) => businessId === business.id);
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
  const keys = (await directory.select().from(throttles)).map(({ key }) => key);
  expect([keys.includes(over), keys.includes(counting)]).toEqual([false, true]);
});

test("an hour of acting as somebody else that ran out has its end on record, at its time, once", async () => {
  const { deps, user, aSession } = await aScene();
  const [admin, business] = [await aUser({ platformRole: "admin", name: "Admin" }), await aBusiness()];
  const acting = visitOf(admin, business);
  const over = await aSession({ ...acting, expiresAt: START - 1 });
  const goingOn = await aSession({ ...acting, expiresAt: START + 1 });
  const ended = { endedAt: START - 2, endReason: "impersonation_ended" } as const;
  await aSession({ ...acting, ...ended, expiresAt: START - 1 });
  await aSession({ expiresAt: START - 1 });
  await cleanUp(deps);
  await cleanUp(deps);
  expect(await auditOf(user.id, "impersonation.ended")).toMatchObject([
    {
      at: START - 1,
      businessId: business.id,
      impersonatorId: admin.id,
      impersonatorName: "Admin",
      data: { why: "expired" },
    },
  ]);
  const rows = new Map((await sessionsOf(user.id)).map((row) => [row.id, row]));
  expect(rows.get(over)).toMatchObject({ endedAt: START, endReason: "expired" });
  expect(rows.get(goingOn)?.endedAt).toBeNull();
});

test("such an hour that is found over when everything else ends is not said to have ended with it", async () => {
  const { deps, user, aSession } = await aScene();
  const [admin, business] = [await aUser({ platformRole: "admin" }), await aBusiness()];
  const acting = visitOf(admin, business);
  await aSession({ ...acting, expiresAt: START - 1 });
  await aSession({ ...acting, expiresAt: START + 1 });
  await endSessions(deps, chosenOf(user.id), "signed_out_everywhere");
  await cleanUp(deps);
  const lines = await auditOf(user.id, "impersonation.ended");
  expect(lines.map(({ at, data }) => [at, data["why"]]).toSorted()).toEqual([
    [START - 1, "expired"],
    [START, "signed_out_everywhere"],
  ]);
});

test("such hours are looked for among those who acted as somebody, not among all sessions", async () => {
  const { directory } = await aScene();
  const { lines, end } = endingOf(directory, visitsOver(START), "expired", START);
  for (const statement of [lines, end]) {
    const { sql: text, params } = statement.toSQL();
    const { results } = await (platform as unknown as { DIRECTORY: D1Database }).DIRECTORY.prepare(
      `explain query plan ${text}`,
    )
      .bind(...params)
      .all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail);
    expect(plan.join()).toContain("sessions_parent");
    expect(plan.filter((step) => step.startsWith("SCAN"))).toEqual([]);
  }
});

test("more than one statement may delete goes as well", async () => {
  const { deps, directory, logs } = await aScene();
  const rows = Array.from({ length: 1_200 }, () => ({ key: crypto.randomUUID(), count: 1, endsAt: START - 1 }));
  for (let from = 0; from < rows.length; from += 30)
    await directory.insert(throttles).values(rows.slice(from, from + 30));
  await cleanUp(deps);
  const deleted = logs.find(({ event }) => event === "cleaned_up")?.["throttles"];
  expect(deleted).toBeGreaterThanOrEqual(1_200);
});

test("the Worker does it when the clock strikes", async () => {
  const { user, aSession } = await aScene();
  await aSession({ expiresAt: LONG_AGO });
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  await worker.scheduled(createScheduledController(), platform as never);
  expect(await sessionsOf(user.id)).toEqual([]);
});
