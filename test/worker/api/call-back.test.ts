import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { AgentsSee, Role } from "../../../core/auth/permissions.ts";
import type { CallBackState, CallSummary } from "../../../core/calls/wire.ts";
import { auditLog } from "../../../worker/db/tenant/schema.ts";

async function anOffice(agentsSee: AgentsSee = "all") {
  const business = await aBusiness({ agentsSee });
  const world = makeWorld();
  const as = async (role: Role) => {
    const user = await aMember(business, role);
    return { user, browser: await world.signedIn(user.email) };
  };
  const manager = await as("manager");
  const path = (callId: string) => `${business.path}/calls/${callId}/call-back`;
  const waiting = async (browser = manager.browser) =>
    (await (await browser.get(`${business.path}/calls/waiting`)).json<{ callBacks: number }>()).callBacks;
  const toCallBack = async (browser = manager.browser) =>
    (await (await browser.get(`${business.path}/calls?callBack=true`)).json<{ items: CallSummary[] }>()).items;
  const published = () => world.hubCalls.filter(({ method }) => method === "publish").map(({ argument }) => argument);
  return { business, world, as, manager, path, waiting, toCallBack, published };
}

const DONE = { body: { done: true } };

describe("a call after which somebody has to ring back", () => {
  test("is ticked off with who and when, leaves the list and the count, and is told to the dashboards", async () => {
    const { business, world, manager, path, waiting, toCallBack, published } = await anOffice();
    const call = await aCall(business, { callBack: true });
    await aCall(business, { callBack: false });
    expect(await waiting()).toBe(1);

    world.clock.now = START + 5_000;
    const response = await manager.browser.put(path(call.id), DONE);
    expect(response.status).toBe(200);
    const state = {
      callBack: true,
      calledBack: { at: START + 5_000, userId: manager.user.id, name: manager.user.name, email: null },
    };
    expect(await response.json()).toEqual(state);
    expect(await (await manager.browser.get(`${business.path}/calls/${call.id}`)).json()).toMatchObject(state);
    expect(await waiting()).toBe(0);
    expect(await toCallBack()).toEqual([]);
    expect(published()).toEqual([
      { events: [{ type: "call.call_back", callId: call.id, callSid: call.callSid, ...state }], assignedTo: null },
    ]);
  });

  test("waits again when the tick is taken back, and both stand in the log", async () => {
    const { business, world, manager, path, waiting } = await anOffice();
    const call = await aCall(business, { callBack: true, from: "+972525550133" });
    const ticked = await (await manager.browser.put(path(call.id), DONE)).json<CallBackState>();
    world.clock.now += 1_000;
    const back = await manager.browser.put(path(call.id), { body: { done: false, undone: ticked.calledBack?.at } });
    expect(await back.json()).toEqual({ callBack: true, calledBack: null });
    expect(await waiting()).toBe(1);
    const lines = await business.scope.db.select().from(auditLog);
    expect(
      lines
        .filter(({ businessId }) => businessId === business.id)
        .toSorted((one, other) => one.at - other.at)
        .map(({ action, recordType, recordId, recordLabel }) => [action, recordType, recordId, recordLabel]),
    ).toEqual([
      ["call.called_back", "call", call.id, "+972525550133"],
      ["call.call_back_reopened", "call", call.id, "+972525550133"],
    ]);
  });

  test("is ticked by one of two who do it at once: both hear who it was, and the log has one line", async () => {
    const { business, as, manager, path, published } = await anOffice();
    const agent = await as("business");
    const call = await aCall(business, { callBack: true });
    const answers = await Promise.all([manager, agent].map(async ({ browser }) => browser.put(path(call.id), DONE)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [one, other] = await Promise.all(answers.map((answer) => answer.json<CallBackState>()));
    expect(one?.calledBack).not.toBeNull();
    expect(other).toEqual(one);
    const lines = await business.scope.db.select().from(auditLog);
    expect(lines.filter(({ businessId }) => businessId === business.id)).toHaveLength(1);
    expect(published()).toHaveLength(1);
  });

  test("keeps a tick that was set after the one that is taken back", async () => {
    const { business, world, as, manager, path } = await anOffice();
    const agent = await as("business");
    const call = await aCall(business, { callBack: true });
    await manager.browser.put(path(call.id), DONE);
    await agent.browser.put(path(call.id), { body: { done: false, undone: START } });
    world.clock.now = START + 9_000;
    await agent.browser.put(path(call.id), DONE);
    const late = await manager.browser.put(path(call.id), { body: { done: false, undone: START } });
    expect(late.status).toBe(409);
    const kept = await (await manager.browser.get(`${business.path}/calls/${call.id}`)).json();
    expect(kept).toMatchObject({ calledBack: { userId: agent.user.id, at: START + 9_000 } });
  });

  test("is not what any call is: one that nobody waits after cannot be ticked", async () => {
    const { business, manager, path } = await anOffice();
    const call = await aCall(business);
    const response = await manager.browser.put(path(call.id), DONE);
    expect(response.status).toBe(409);
    expect((await errorOf(response)).code).toBe("conflict");
    expect(await business.scope.db.select().from(auditLog)).not.toContainEqual(
      expect.objectContaining({ recordId: call.id }),
    );
  });
});

test("agents who see only their own tick, see and count their own calls alone", async () => {
  const { business, as, path, waiting, toCallBack, published } = await anOffice("own");
  const agent = await as("business");
  const [theirs, another] = [await aLead(business, { assignedTo: agent.user.id }), await aLead(business)];
  const mine = await aCall(business, { callBack: true, leadId: theirs.id });
  const hidden = await aCall(business, { callBack: true, leadId: another.id });
  const nobodys = await aCall(business, { callBack: true });

  expect(await waiting(agent.browser)).toBe(1);
  expect((await toCallBack(agent.browser)).map(({ id }) => id)).toEqual([mine.id]);
  for (const { id } of [hidden, nobodys]) expect((await agent.browser.put(path(id), DONE)).status).toBe(404);
  expect((await agent.browser.put(path(mine.id), DONE)).status).toBe(200);
  expect(await waiting(agent.browser)).toBe(0);
  expect(await waiting()).toBe(2);
  expect(published()).toMatchObject([{ assignedTo: agent.user.id }]);
});

test("another business's call cannot be ticked and is not counted", async () => {
  const [mine, other] = [await anOffice(), await anOffice()];
  const call = await aCall(other.business, { callBack: true });
  expect((await mine.manager.browser.put(mine.path(call.id), DONE)).status).toBe(404);
  expect(await mine.waiting()).toBe(0);
  expect(await other.waiting()).toBe(1);
});
