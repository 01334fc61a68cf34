/** A business whose agents see only their own: every way to read leads and calls, and what is heard live. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  deps as realDeps,
  lose,
  newCallSid,
  ringing,
  stream,
  until,
  identityOf,
} from "../../durable-objects/support/calls.ts";
import { aBusiness, aCall, aLead, aMember, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { CallDetail, CallSummary } from "../../../core/calls/wire.ts";
import { LISTENER_HEADER, RIGHTS_CHANGED } from "../../../core/contract/hub-listener.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import type { AgentsSee } from "../../../core/auth/permissions.ts";
import { calls, callTurns } from "../../../worker/db/tenant/schema.ts";
import { saveLead } from "../../../worker/features/leads/intake/service.ts";

async function anOffice(agentsSee: AgentsSee = "own") {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee });
  const [boss, me, colleague] = [
    await aMember(business),
    await aMember(business, "business"),
    await aMember(business, "business"),
  ];
  const lead = async (assignedTo: string | null, name: string, phone: string) => {
    const { id } = await aLead(business, { assignedTo, name, phone });
    const call = await aCall(business, { leadId: id, from: phone, startedAt: START, callBack: true });
    await business.scope.db.insert(callTurns).values({
      businessId: business.id,
      callId: call.id,
      seq: 1,
      role: "caller",
      text: `אני ${name}`,
      startedAt: START,
    });
    return { leadId: id, callId: call.id };
  };
  const mine = await lead(me.id, "דנה שלי", "+972525550201");
  const theirs = await lead(colleague.id, "דנה שלהם", "+972525550202");
  const free = await lead(null, "דנה של אף אחד", "+972525550203");
  const unknown = await aCall(business, { from: "+972525550204", startedAt: START, callBack: true });
  const [agent, manager] = [await world.signedIn(me.email), await world.signedIn(boss.email)];
  const ids = async (browser: typeof agent, path: string) =>
    (await (await browser.get(`${business.path}${path}`)).json<{ items: (Lead | CallSummary)[] }>()).items
      .map(({ id }) => id)
      .toSorted();
  return { ...world, business, boss, me, colleague, mine, theirs, free, unknown, agent, manager, ids };
}

describe("an agent who sees only their own", () => {
  test.each(["", "?query=דנה", "?query=052", "?limit=1", "?limit=100"])(
    "finds their own leads alone: /leads%s",
    async (query) => {
      const { ids, agent, mine } = await anOffice();
      expect(await ids(agent, `/leads${query}`)).toEqual([mine.leadId]);
    },
  );

  test("asks in vain for a colleague's leads, or nobody's", async () => {
    const { ids, agent, me, colleague, mine } = await anOffice();
    expect(await ids(agent, `/leads?assignedTo=${colleague.id}`)).toEqual([]);
    expect(await ids(agent, "/leads?assignedTo=none")).toEqual([]);
    expect(await ids(agent, "/leads?query=0202")).toEqual([]);
    expect(await ids(agent, `/leads?assignedTo=${me.id}`)).toEqual([mine.leadId]);
  });

  test("reads a lead that is not theirs as one that does not exist", async () => {
    const { agent, business, mine, theirs, free } = await anOffice();
    const status = async (id: string) => (await agent.get(`${business.path}/leads/${id}`)).status;
    expect([await status(mine.leadId), await status(theirs.leadId), await status(free.leadId)]).toEqual([
      200, 404, 404,
    ]);
  });

  test.each(["", "?status=ended", "?callBack=true", "?query=דנה", "?query=052", "?limit=1"])(
    "finds the calls of their leads alone: /calls%s",
    async (query) => {
      const { ids, agent, mine } = await anOffice();
      expect(await ids(agent, `/calls${query}`)).toEqual([mine.callId]);
    },
  );

  test("asks in vain for the calls of a lead that is not theirs, or of a number nobody knows", async () => {
    const { ids, agent, mine, theirs, free } = await anOffice();
    for (const { leadId } of [theirs, free]) expect(await ids(agent, `/calls?leadId=${leadId}`)).toEqual([]);
    expect(await ids(agent, "/calls?query=0204")).toEqual([]);
    expect(await ids(agent, `/calls?leadId=${mine.leadId}`)).toEqual([mine.callId]);
  });

  test("reads a call that is not of their leads as one that does not exist", async () => {
    const { agent, business, mine, theirs, free, unknown } = await anOffice();
    const read = (id: string) => agent.get(`${business.path}/calls/${id}`);
    const detail = await (await read(mine.callId)).json<CallDetail>();
    expect(detail).toMatchObject({ leadName: "דנה שלי", turns: [{ text: "אני דנה שלי" }] });
    for (const id of [theirs.callId, free.callId, unknown.id]) {
      const response = await read(id);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain("דנה");
    }
  });

  test("learns no colleague's name", async () => {
    const { agent, business, me } = await anOffice();
    expect(await (await agent.get(`${business.path}/people/colleagues`)).json()).toEqual({
      items: [{ userId: me.id, name: me.name, email: null }],
    });
  });

  test("is told to the hub as one when they listen", async () => {
    const { agent, business, me, hubCalls } = await anOffice();
    await agent.get(`${business.path}/live`, {
      headers: { Upgrade: "websocket", Origin: "https://agentlocator.test" },
    });
    const listener = {
      sessionId: expect.any(String),
      userId: me.id,
      onlyOf: me.id,
      isManager: false,
      endsAt: expect.any(Number),
    };
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "fetch",
      argument: { upgrade: "websocket", listener },
    });
  });

  test("sees a lead from the moment it is given to them, and not from the moment it is taken", async () => {
    const { agent, manager, business, me, free, ids, mine } = await anOffice();
    const give = (userId: string | null) =>
      manager.put(`${business.path}/leads/${free.leadId}/assignee`, { body: { userId } });
    await give(me.id);
    expect(await ids(agent, "/leads")).toEqual([mine.leadId, free.leadId].toSorted());
    expect((await agent.get(`${business.path}/calls/${free.callId}`)).status).toBe(200);
    await give(null);
    expect(await ids(agent, "/leads")).toEqual([mine.leadId]);
    expect((await agent.get(`${business.path}/calls/${free.callId}`)).status).toBe(404);
  });

  test("does not see what the assistant saves: it is nobody's yet", async () => {
    const { business, agent, ids, mine } = await anOffice();
    const saved = await saveLead(
      business.scope,
      { source: "call", callId: "a-call", from: "+972525550999", leadId: null },
      { name: "חדשה" },
      { now: START, newId: () => crypto.randomUUID() },
    );
    expect(await ids(agent, "/leads")).toEqual([mine.leadId]);
    expect((await agent.get(`${business.path}/leads/${saved}`)).status).toBe(404);
  });
});

describe("everybody's is seen", () => {
  test("by managers of such a business", async () => {
    const { ids, manager } = await anOffice();
    expect(await ids(manager, "/leads")).toHaveLength(3);
    expect(await ids(manager, "/calls")).toHaveLength(4);
  });

  test("by agents of a business that has not chosen so, and no more once it has", async () => {
    const { ids, agent, manager, business, mine } = await anOffice("all");
    expect(await ids(agent, "/leads")).toHaveLength(3);
    expect(await ids(agent, "/calls")).toHaveLength(4);
    await manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    expect(await ids(agent, "/leads")).toEqual([mine.leadId]);
    expect(await ids(agent, "/calls")).toEqual([mine.callId]);
  });
});

describe("dashboards hear of a lead that changes hands", () => {
  async function anOfficeThatListens() {
    const world = makeWorld({ deps: { hub: realDeps.hub } });
    const business = await aBusiness({ agentsSee: "own" });
    const boss = await aMember(business);
    const [from, to, third] = [
      await aMember(business, "business"),
      await aMember(business, "business"),
      await aMember(business, "business"),
    ];
    const lead = await aLead(business, { assignedTo: from.id, name: "דנה" });
    const ears = {
      boss: await listens(business, boss.id, null),
      from: await listens(business, from.id),
      to: await listens(business, to.id),
      third: await listens(business, third.id),
    };
    const manager = await world.signedIn(boss.email);
    const give = (userId: string | null) =>
      manager.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId } });
    return { ...world, business, boss, from, to, third, lead, ears, manager, give };
  }

  test("each what they may know: the new agent that it came, the old one that it went, others nothing", async () => {
    const { ears, give, from, to, lead } = await anOfficeThatListens();
    expect((await give(to.id)).status).toBe(200);
    await until(() => expect(ears.boss.told).toEqual([{ type: "lead.assigned", leadId: lead.id }]));
    await until(() => expect(ears.to.told).toEqual([{ type: "lead.assigned", leadId: lead.id }]));
    await until(() => expect(ears.from.told).toEqual([{ type: "lead.hidden", leadId: lead.id }]));
    // And back: whatever a third one would have heard of the first change has come before this.
    expect((await give(from.id)).status).toBe(200);
    await until(() => expect(ears.from.heard).toEqual(["lead.hidden", "lead.assigned"]));
    await until(() => expect(ears.to.heard).toEqual(["lead.assigned", "lead.hidden"]));
    expect(ears.third.told).toEqual([]);
  });

  test("also when it becomes nobody's, and to read it again when it was theirs already", async () => {
    const { ears, give, from, lead } = await anOfficeThatListens();
    expect((await give(from.id)).status).toBe(200);
    expect((await give(null)).status).toBe(200);
    const again = { type: "lead.changed", leadId: lead.id };
    await until(() => expect(ears.from.told).toEqual([again, { type: "lead.hidden", leadId: lead.id }]));
    await until(() => expect(ears.boss.told).toEqual([again, { type: "lead.assigned", leadId: lead.id }]));
    expect([ears.to.told, ears.third.told]).toEqual([[], []]);
  });

  test("also when its agent is removed: the manager sees that it waits for somebody", async () => {
    const { ears, manager, business, from } = await anOfficeThatListens();
    expect((await manager.delete(`${business.path}/people/${from.id}`)).status).toBe(204);
    await until(() => expect(ears.boss.told).toEqual([{ type: "lead.assigned", leadId: null }]));
    await until(() => expect(ears.from.closed()).toBe(RIGHTS_CHANGED));
    expect([ears.from.told, ears.third.told]).toEqual([[], []]);
  });

  test("also when it is asked a second time, because the first got no further than the write", async () => {
    const { signedIn, hubCalls } = makeWorld();
    const business = await aBusiness();
    const boss = await aMember(business);
    const lead = await aLead(business);
    const manager = await signedIn(boss.email);
    const give = () => manager.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId: boss.id } });
    for (const times of [1, 2]) {
      expect((await give()).status).toBe(200);
      expect(hubCalls.filter(({ method }) => method === "leadMoved" || method === "publish")).toHaveLength(times);
    }
  });

  test("and the change is made also while the hub is away", async () => {
    const { signedIn, logs } = makeWorld({
      deps: { hub: () => ({ leadMoved: () => Promise.reject(new Error("the hub is away")) }) as never },
    });
    const business = await aBusiness();
    const boss = await aMember(business);
    const lead = await aLead(business);
    const manager = await signedIn(boss.email);
    const answer = await manager.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId: boss.id } });
    expect(answer.status).toBe(200);
    expect(logs).toContainEqual(expect.objectContaining({ event: "dashboards_not_told_of_assignee" }));
  });
});

async function listens(business: TestBusiness, userId: string, onlyOf: string | null = userId) {
  const listener = { sessionId: crypto.randomUUID(), userId, onlyOf };
  const { webSocket } = await realDeps.hub(business.id).fetch("https://hub/live", {
    headers: { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) },
  });
  if (!webSocket) throw new Error("no socket");
  const told: { type: string }[] = [];
  const heard: string[] = [];
  let closed: number | null = null;
  webSocket.accept();
  webSocket.addEventListener("message", ({ data }) => {
    const event = JSON.parse(String(data)) as { type: string };
    told.push(event);
    heard.push(event.type);
  });
  webSocket.addEventListener("close", ({ code }) => void (closed = code));
  return { told, heard, closed: () => closed };
}

describe("a call that goes on", () => {
  async function aLiveCall() {
    const { hub, callSession } = realDeps;
    const world = makeWorld({ deps: { hub, callSession } });
    const business = await aBusiness({ agentsSee: "own" });
    const [boss, one, other] = [
      await aMember(business),
      await aMember(business, "business"),
      await aMember(business, "business"),
    ];
    const phone = "+972525550201";
    const lead = await aLead(business, { phone, assignedTo: one.id });
    const ears = { one: await listens(business, one.id), other: await listens(business, other.id) };
    const call = await ringing(business, phone);
    await business.scope.db
      .update(calls)
      .set({ leadId: lead.id })
      .where(and(eq(calls.businessId, business.id), eq(calls.id, call.callId)));
    await stream(call);
    await until(() => expect(ears.one.heard).toContain("call.started"));
    const manager = await world.signedIn(boss.email);
    const give = (userId: string) => manager.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId } });
    return { business, one, other, ears, call, give };
  }

  test("is heard by the agent whose lead it is, and no other", async () => {
    const { ears, call } = await aLiveCall();
    await call.session.completed();
    await until(() => expect(ears.one.heard).toContain("call.ended"));
    expect(ears.other.heard).toEqual([]);
  });

  test("is heard by the other agent once the lead is theirs, and by the first no more", async () => {
    const { business, one, other, ears, call, give } = await aLiveCall();
    expect((await give(other.id)).status).toBe(200);
    // Both dashboards connect anew, as they do by themselves.
    await until(() => expect([ears.one.closed(), ears.other.closed()]).toEqual([RIGHTS_CHANGED, RIGHTS_CHANGED]));
    const anew = { one: await listens(business, one.id), other: await listens(business, other.id) };
    await call.session.completed();
    await until(() => expect(anew.other.heard).toContain("call.ended"));
    expect(anew.one.heard).toEqual([]);
  });

  test.each(["before the call's object has heard of it", "while the call's object is opening it"])(
    "is heard by the agent to whom the lead was given %s",
    async (when) => {
      const { hub, callSession } = realDeps;
      const world = makeWorld({ deps: { hub, callSession } });
      const business = await aBusiness({ agentsSee: "own" });
      const boss = await aMember(business);
      const [before, after] = [await aMember(business, "business"), await aMember(business, "business")];
      const phone = "+972525550201";
      const lead = await aLead(business, { phone, assignedTo: before.id });
      const manager = await world.signedIn(boss.email);
      const callSid = newCallSid();
      // As the webhook writes it, before it tells the object.
      const row = await aCall(business, { callSid, leadId: lead.id, from: phone, status: "ringing" });
      const identity = identityOf({ ...row, callSid, from: phone }, business.id);
      const session = callSession(callSid);
      const give = () => manager.put(`${business.path}/leads/${lead.id}/assignee`, { body: { userId: after.id } });
      const early = when.startsWith("before") ? await give() : null;
      const [{ token }, given] = await Promise.all([session.prepare(identity), early ?? give()]);
      expect(given.status).toBe(200);
      const ears = { before: await listens(business, before.id), after: await listens(business, after.id) };
      await stream({ callSid, token: token ?? "", session });
      await until(() => expect(ears.after.heard).toContain("call.started"));
      expect(ears.before.heard).toEqual([]);
    },
  );

  test("whose object was lost is ended for the agent whose lead it is", async () => {
    const { business, one, other, call } = await aLiveCall();
    await lose(call.session);
    const anew = { one: await listens(business, one.id), other: await listens(business, other.id) };
    await call.session.completed();
    await until(() => expect(anew.one.heard).toContain("call.ended"));
    expect(anew.other.heard).toEqual([]);
  });
});
