import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aMember, aUser, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Policy } from "../../../core/people/wire.ts";
import { sessions } from "../../../worker/db/directory/schema.ts";
import type { Deps } from "../../../worker/deps.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business);
  const manager = await world.signedIn(boss.email);
  const path = `${business.path}/policy`;
  const read = async (): Promise<Policy> => (await manager.get(path)).json();
  const change = (body: object) => manager.patch(path, { body });
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  world.hubCalls.length = 0;
  return { ...world, business, boss, manager, path, read, change, audit };
}

/** A platform admin who acts as somebody of the business now. */
async function aVisit(business: TestBusiness, { directory }: Deps, expiresAt = START + 60_000) {
  const [visited, admin] = [await aMember(business, "business"), await aUser({ platformRole: "admin", name: "תמיכה" })];
  const id = crypto.randomUUID();
  await directory.insert(sessions).values({
    id,
    userId: visited.id,
    refreshHash: id,
    rotatedAt: START,
    createdAt: START,
    expiresAt,
    impersonatorId: admin.id,
    impersonatedBusinessId: business.id,
    impersonationReason: "בקשת עזרה",
  });
  const row = async () => (await directory.select().from(sessions).where(eq(sessions.id, id)))[0];
  return { id, visited, admin, row };
}

describe("the policy of a business", () => {
  test("at first lets agents see everything, and support come in", async () => {
    const { read } = await anOffice();
    expect(await read()).toEqual({ agentsSee: "all", impersonationAllowed: true });
  });

  test("is neither read nor changed by agents", async () => {
    const { business, path, signedIn } = await anOffice();
    const agent = await signedIn((await aMember(business, "business")).email);
    expect((await agent.get(path)).status).toBe(403);
    expect((await agent.patch(path, { body: { agentsSee: "all" } })).status).toBe(403);
  });

  test("is changed in what was sent alone, is on record, and open dashboards connect anew", async () => {
    const { business, boss, read, change, audit, hubCalls } = await anOffice();
    const response = await change({ agentsSee: "own" });
    expect(await response.json()).toEqual({ agentsSee: "own", impersonationAllowed: true });
    expect(await read()).toEqual({ agentsSee: "own", impersonationAllowed: true });
    expect(await audit()).toMatchObject([
      {
        action: "policy.changed",
        actor: { userId: boss.id },
        record: { type: "business", id: business.id, label: business.name },
        data: { changes: { agentsSee: { from: "all", to: "own" } } },
      },
    ]);
    expect(hubCalls).toEqual([{ businessId: business.id, method: "dropSockets", argument: {} }]);
  });

  test("that stays as it is leaves no line and disturbs nobody", async () => {
    const { change, audit, hubCalls } = await anOffice();
    for (const body of [{}, { agentsSee: "all" }, { impersonationAllowed: true }])
      expect((await change(body)).status).toBe(200);
    expect(await audit()).toEqual([]);
    expect(hubCalls).toEqual([]);
  });

  test("changed by two managers at one moment has one line for each change that was made", async () => {
    const { change, audit, read } = await anOffice();
    const answers = await Promise.all([1, 2, 3].map(() => change({ agentsSee: "own" })));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect((await read()).agentsSee).toBe("own");
    expect(await audit()).toHaveLength(1);
  });

  test("of another business is not touched", async () => {
    const [one, other] = [await anOffice(), await anOffice()];
    await one.change({ agentsSee: "own", impersonationAllowed: false });
    expect(await other.read()).toEqual({ agentsSee: "all", impersonationAllowed: true });
  });

  test.each([
    [{ agentsSee: "some" }, "agentsSee"],
    [{ impersonationAllowed: "no" }, "impersonationAllowed"],
  ])("refuses %j and names the field", async (body, field) => {
    const { change } = await anOffice();
    const response = await change(body);
    const error = await errorOf(response);
    expect([response.status, error.details?.map((detail) => detail.field)]).toEqual([400, [field]]);
  });
});

describe("switching off that support may come in", () => {
  test("ends who is in now, for good, on record, and closes their sockets", async () => {
    const { business, boss, deps, change, audit, hubCalls } = await anOffice();
    const visit = await aVisit(business, deps);
    expect((await change({ impersonationAllowed: false })).status).toBe(200);
    expect(await visit.row()).toMatchObject({ endedAt: START, endReason: "revoked" });
    expect(hubCalls).toEqual([{ businessId: business.id, method: "dropSockets", argument: { sessionId: visit.id } }]);
    const ended = (await audit()).filter(({ action }) => action === "impersonation.ended");
    expect(ended).toMatchObject([
      {
        actor: { userId: boss.id },
        record: { type: "person", id: visit.visited.id },
        data: { impersonator: visit.admin.name, why: "switched_off" },
      },
    ]);
    await change({ impersonationAllowed: true });
    expect((await visit.row())?.endedAt).toBe(START);
  });

  test("leaves alone visits that are over, of other businesses, and people's own sessions", async () => {
    const { business, deps, manager, change, path, audit } = await anOffice();
    const [over, elsewhere] = [await aVisit(business, deps, START - 1), await aVisit(await aBusiness(), deps)];
    await change({ impersonationAllowed: false });
    expect([(await over.row())?.endedAt, (await elsewhere.row())?.endedAt]).toEqual([null, null]);
    expect((await manager.get(path)).status).toBe(200);
    expect((await audit()).map(({ action }) => action)).toEqual(["policy.changed"]);
  });
});
