/** A number that was only spoken may be anybody's: what is said with it changes nothing until a person says so. */
import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import { toolsOf } from "../../../core/assistant/tools.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Lead, LeadProposal } from "../../../core/leads/wire.ts";
import { runTool } from "../../../worker/features/assistant/service.ts";
import { findCall } from "../../../worker/features/calls/record/queries.ts";
import { listLeads } from "../../../worker/features/leads/queries.ts";

const DANA = "+972525550201";
const SPOKEN = "052-555-0201";
const TOOLS = toolsOf({ handoffPhone: null });

async function aCaller(business: TestBusiness, from: string) {
  const call = await aCall(business, { from });
  const context = {
    scope: business.scope,
    callId: call.id,
    from,
    leadId: null as string | null,
    now: () => START + 1,
    newId: () => crypto.randomUUID(),
  };
  const says = async (details: object) => {
    const { output, leadId } = await runTool(TOOLS, "save_lead", JSON.stringify(details), context);
    return { ...(JSON.parse(output) as { saved?: boolean; as?: string; done?: boolean }), leadId };
  };
  return { callId: call.id, context, says };
}

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee: "own" });
  const [boss, agent] = [await aMember(business), await aMember(business, "business")];
  const [manager, me] = [await world.signedIn(boss.email), await world.signedIn(agent.email)];
  const dana = await aLead(business, {
    phone: DANA,
    phoneTyped: DANA,
    name: "דנה לוי",
    dealType: "buy",
    area: "חיפה",
    rooms: 4,
    budget: 2_000_000,
    notes: "כתב הסוכן",
    nextAction: "לתאם ביקור",
  });
  const path = `${business.path}/leads/${dana.id}`;
  const lead = async () => (await manager.get(path)).json<Lead>();
  const proposals = async () =>
    (await (await manager.get(`${path}/proposals`)).json<{ items: LeadProposal[] }>()).items;
  const decide = (callId: string, decision: string, version = 1) =>
    manager.put(`${path}/proposals/${callId}`, { body: { decision, version } });
  const reopen = (callId: string, version = 1) =>
    manager.put(`${path}/proposals/${callId}/reopened`, { body: { version } });
  const audit = async () =>
    (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items.map(
      ({ action }) => action,
    );
  return { ...world, business, boss, agent, manager, me, dana, path, lead, proposals, decide, reopen, audit };
}

const STRANGER = {
  name: "גנב",
  phone: SPOKEN,
  deal_type: "sell",
  area: "אילת",
  rooms: 1,
  budget: 5,
  notes: "לא מעוניינת",
};
const SAID = { name: "גנב", dealType: "sell", area: "אילת", rooms: 1, budget: 5, notes: "לא מעוניינת" };

describe("somebody who speaks the number of a lead", () => {
  test.each(["anonymous", "+266696687", ""])(
    "and shows none (%j) changes nothing of it, and nothing is lost",
    async (from) => {
      const { business, dana, lead, proposals } = await anOffice();
      const before = await lead();
      const caller = await aCaller(business, from);
      const answer = await caller.says(STRANGER);
      expect(await lead()).toEqual({ ...before, updatedAt: START + 1 });
      expect(await proposals()).toMatchObject([{ callId: caller.callId, ...SAID, version: 1, decision: null }]);
      expect((await listLeads(business.scope, { limit: 10 })).items.map(({ id }) => id)).toEqual([dana.id]);
      // The call is not the lead's, and its summary will not be either.
      expect(answer.leadId).toBeNull();
      expect((await findCall(business.scope, caller.callId))?.leadId).toBeNull();
      expect(answer.saved).toBe(true);
      expect(answer.as).toContain("do not say that anything was updated");
    },
  );

  test("and shows another is a lead of their own", async () => {
    const { business, lead, proposals } = await anOffice();
    const before = await lead();
    const { leadId } = await (await aCaller(business, "+972525550999")).says(STRANGER);
    expect(await lead()).toEqual(before);
    expect(await proposals()).toEqual([]);
    expect(leadId).not.toBe(before.id);
  });

  test("goes on in the same call, with the number and without, also after a restart", async () => {
    const { business, lead, proposals } = await anOffice();
    const before = await lead();
    const caller = await aCaller(business, "anonymous");
    await caller.says({ name: "גנב", phone: SPOKEN, notes: "אחת" });
    await caller.says({ area: "אילת", notes: "שתיים" });
    caller.context.leadId = null;
    await caller.says({ name: "גנב אחר" });
    expect(await proposals()).toMatchObject([{ name: "גנב אחר", area: "אילת", notes: "אחת\nשתיים", version: 3 }]);
    expect(await lead()).toEqual({ ...before, updatedAt: START + 1 });
  });

  test("in two calls at once are two proposals", async () => {
    const { business, lead, proposals } = await anOffice();
    const before = await lead();
    const callers = [await aCaller(business, "anonymous"), await aCaller(business, "anonymous")];
    await Promise.all(callers.map(({ says }, index) => says({ name: `פלוני ${index}`, phone: SPOKEN })));
    expect((await proposals()).map(({ name }) => name).toSorted()).toEqual(["פלוני 0", "פלוני 1"]);
    expect(await lead()).toEqual({ ...before, updatedAt: START + 1 });
  });
});

describe("a new number that is spoken", () => {
  test("by two calls at once makes one lead; the other's words stand beside it", async () => {
    const business = await aBusiness();
    const callers = [await aCaller(business, "anonymous"), await aCaller(business, "anonymous")];
    const answers = await Promise.all(
      callers.map(({ says }, index) => says({ name: `פלוני ${index}`, phone: "054-765-4321" })),
    );
    expect(answers.filter(({ leadId }) => leadId !== null)).toHaveLength(1);
    expect((await listLeads(business.scope, { limit: 10 })).items).toHaveLength(1);
  });

  test("makes a lead that the same call goes on writing, and no other call", async () => {
    const business = await aBusiness();
    const first = await aCaller(business, "anonymous");
    await first.says({ name: "דנה", phone: "054-765-4321" });
    first.context.leadId = null;
    await first.says({ area: "חיפה", phone: "054-765-4321" });
    await (await aCaller(business, "anonymous")).says({ area: "אילת", phone: "054-765-4321" });
    expect((await listLeads(business.scope, { limit: 10 })).items).toMatchObject([
      { name: "דנה", demands: [{ areas: ["חיפה"] }] },
    ]);
  });
});

test("who calls from the lead's own number writes it, as before", async () => {
  const { business, lead, proposals } = await anOffice();
  await (await aCaller(business, DANA)).says({ area: "עכו" });
  expect((await lead()).demands).toMatchObject([{ dealType: "buy", areas: ["עכו"], roomsMin: 4 }]);
  expect(await proposals()).toEqual([]);
});

describe("a proposal", () => {
  async function aProposal() {
    const office = await anOffice();
    const caller = await aCaller(office.business, "anonymous");
    await caller.says(STRANGER);
    return { ...office, caller, callId: caller.callId };
  }

  test("that is applied is the lead's, the name of before leaves a trace, and the call is the lead's too", async () => {
    const { business, boss, dana, callId, decide, lead, proposals, audit, hubCalls } = await aProposal();
    expect((await decide(callId, "applied")).status).toBe(200);
    expect(await lead()).toMatchObject({ name: "גנב", notes: "כתב הסוכן\nשם קודם: דנה לוי\nלא מעוניינת" });
    // Who buys and is said to sell does both.
    expect((await lead()).demands).toMatchObject([
      { dealType: "sell", areas: ["אילת"], roomsMin: 1, priceMax: 5 },
      { dealType: "buy", areas: ["חיפה"], roomsMin: 4, priceMax: 2_000_000 },
    ]);
    expect(await proposals()).toMatchObject([{ decision: "applied", decidedBy: boss.id, decidedAt: START }]);
    expect((await findCall(business.scope, callId))?.leadId).toBe(dana.id);
    expect(await audit()).toContain("lead.proposal_applied");
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "publish",
      argument: { events: [{ type: "lead.changed", leadId: dana.id }], assignedTo: null },
    });
  });

  test("that is dismissed leaves the lead alone", async () => {
    const { boss, callId, decide, lead, proposals, audit } = await aProposal();
    const before = await lead();
    expect((await decide(callId, "dismissed")).status).toBe(200);
    expect(await lead()).toEqual(before);
    expect(await proposals()).toMatchObject([{ decision: "dismissed", decidedBy: boss.id }]);
    expect(await audit()).toContain("lead.proposal_dismissed");
  });

  test("that is dismissed is taken back, and then decided about anew", async () => {
    const { business, dana, callId, decide, reopen, lead, proposals, audit, hubCalls } = await aProposal();
    const before = await lead();
    await decide(callId, "dismissed");
    hubCalls.length = 0;
    expect((await reopen(callId)).status).toBe(200);
    expect(await lead()).toEqual(before);
    expect(await proposals()).toMatchObject([{ ...SAID, decision: null, decidedBy: null, decidedAt: null }]);
    expect(await audit()).toContain("lead.proposal_reopened");
    expect(hubCalls).toContainEqual({
      businessId: business.id,
      method: "publish",
      argument: { events: [{ type: "lead.changed", leadId: dana.id }], assignedTo: null },
    });
    expect((await decide(callId, "applied")).status).toBe(200);
    expect((await lead()).name).toBe(SAID.name);
  });

  test("that is open or applied, or of which more was said since, is not taken back", async () => {
    const { caller, callId, decide, reopen, proposals, audit } = await aProposal();
    const refused = async (version: number) => {
      const answer = await reopen(callId, version);
      expect([answer.status, (await errorOf(answer)).code]).toEqual([409, "conflict"]);
    };
    await refused(1);
    await decide(callId, "dismissed");
    await refused(2);
    await caller.says({ area: "טבריה" });
    await refused(1);
    await decide(callId, "applied", 2);
    await refused(2);
    expect(await proposals()).toMatchObject([{ decision: "applied" }]);
    expect(await audit()).not.toContain("lead.proposal_reopened");
  });

  test("is decided once, by whoever is first", async () => {
    const { callId, decide, lead, proposals, audit } = await aProposal();
    const before = await lead();
    const answers = await Promise.all([decide(callId, "applied"), decide(callId, "dismissed")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [proposal] = await proposals();
    expect((await lead()).name).toBe(proposal?.decision === "applied" ? "גנב" : before.name);
    expect((await audit()).filter((action) => action.startsWith("lead.proposal"))).toHaveLength(1);
  });

  test("decided the same way again by the same person, because the answer was lost, is done once", async () => {
    const { callId, decide, lead, audit } = await aProposal();
    const answers = await Promise.all([decide(callId, "applied"), decide(callId, "applied")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const after = await lead();
    expect((await decide(callId, "applied")).status).toBe(200);
    expect(await lead()).toEqual(after);
    expect((await audit()).filter((action) => action.startsWith("lead.proposal"))).toHaveLength(1);
    expect((await decide(callId, "dismissed")).status).toBe(409);
  });

  test("is not applied when more was said than was read; what is said later is open again, alone", async () => {
    const { caller, callId, decide, lead, proposals } = await aProposal();
    await caller.says({ area: "טבריה" });
    const stale = await decide(callId, "applied", 1);
    expect([stale.status, (await errorOf(stale)).code]).toEqual([409, "conflict"]);
    expect((await lead()).name).toBe("דנה לוי");
    expect((await decide(callId, "dismissed", 2)).status).toBe(200);
    await caller.says({ rooms: 3 });
    expect(await proposals()).toMatchObject([{ name: null, area: null, notes: null, rooms: 3, decision: null }]);
  });

  test("is seen and decided about by those who see the lead", async () => {
    const { business, agent, manager, me, path, callId } = await aProposal();
    const decide = () => me.put(`${path}/proposals/${callId}`, { body: { decision: "applied", version: 1 } });
    expect([(await me.get(`${path}/proposals`)).status, (await decide()).status]).toEqual([404, 404]);
    const takeBack = () => me.put(`${path}/proposals/${callId}/reopened`, { body: { version: 1 } });
    expect((await takeBack()).status).toBe(404);
    await manager.put(`${path}/assignee`, { body: { userId: agent.id } });
    expect((await me.get(`${path}/proposals`)).status).toBe(200);
    expect((await decide()).status).toBe(200);
    const stranger = await aLead(await aBusiness());
    const elsewhere = await manager.get(`${business.path}/leads/${stranger.id}/proposals`);
    expect(elsewhere.status).toBe(404);
  });
});
