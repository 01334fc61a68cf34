/** Moving a lead from one stage to another, and how many there are in each. */
import { describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import { COUNTED_MOST, type LeadCounts } from "../../../core/leads/counts.ts";
import { STATUSES_MAX } from "../../../core/leads/status-rules.ts";
import type { LeadDetail } from "../../../core/leads/wire.ts";
import { countByStatus } from "../../../worker/features/leads/counts/queries.ts";
import { listLeads } from "../../../worker/features/leads/queries.ts";

async function anOffice(agentsSee: "all" | "own" = "all") {
  const world = makeWorld();
  const business = await aBusiness({ agentsSee });
  const [boss, agent] = [await aMember(business), await aMember(business, "business")];
  const [manager, me] = [await world.signedIn(boss.email), await world.signedIn(agent.email)];
  const at = (leadId: string) => `${business.path}/leads/${leadId}`;
  const move = (leadId: string, body: object, by = manager) => by.put(`${at(leadId)}/status`, { body });
  const lead = async (leadId: string) => (await manager.get(at(leadId))).json<LeadDetail>();
  const events = async (leadId: string) => {
    const rows = await business.scope.db.$client
      .prepare("select actor_name, data from lead_events where business_id = ? and lead_id = ? order by at, rowid")
      .bind(business.id, leadId)
      .all<{ actor_name: string; data: string }>();
    return rows.results.map(({ actor_name, data }) => [actor_name, JSON.parse(data)]);
  };
  const counts = async (query = "", by = manager): Promise<Record<string, number>> => {
    const { items } = await (await by.get(`${business.path}/leads/counts${query}`)).json<{ items: LeadCounts }>();
    return Object.fromEntries(items.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]));
  };
  return { ...world, business, boss, agent, manager, me, move, lead, events, counts };
}

describe("a lead", () => {
  test("moves, goes to the top, and its timeline says from where, where to and by whom", async () => {
    const { business, boss, move, lead, events, clock, hubCalls } = await anOffice();
    const { id } = await aLead(business, { assignedTo: "somebody" });
    clock.now = START + 1_000;
    const answer = await move(id, { status: "qualified", from: "new" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ lead: { id, status: "qualified" }, lostReason: null });
    expect(await lead(id)).toMatchObject({ status: "qualified", statusAt: START + 1_000, updatedAt: START + 1_000 });
    expect(await events(id)).toEqual([[boss.name, { from: "חדש", to: "רלוונטי" }]]);
    expect(hubCalls.at(-1)).toMatchObject({
      method: "publish",
      argument: { events: [{ type: "lead.changed", leadId: id }], assignedTo: "somebody" },
    });
  });

  test("that is lost needs a reason, keeps it while it is lost, and gives it back to who takes that back", async () => {
    const { business, move, lead, events } = await anOffice();
    const { id } = await aLead(business);
    const refused = await move(id, { status: "lost", from: "new" });
    expect([refused.status, (await errorOf(refused)).details?.[0]?.field]).toEqual([400, "reason"]);
    const blank = await move(id, { status: "lost", from: "new", reason: "  " });
    expect([blank.status, (await errorOf(blank)).details?.[0]?.field]).toEqual([400, "reason"]);
    expect((await move(id, { status: "lost", from: "new", reason: "קנו בלעדינו" })).status).toBe(200);
    expect(await lead(id)).toMatchObject({ status: "lost", lostReason: "קנו בלעדינו" });
    const back = await move(id, { status: "contacted", from: "lost", reason: "לא נשמר" });
    expect(await back.json()).toMatchObject({ lostReason: "קנו בלעדינו" });
    expect(await lead(id)).toMatchObject({ status: "contacted", lostReason: null });
    expect((await events(id)).map(([, data]) => data)).toEqual([
      { from: "חדש", to: "ירד מהפרק", reason: "קנו בלעדינו" },
      { from: "ירד מהפרק", to: "נוצר קשר" },
    ]);
  });

  test("that is moved a second time, because the first answer was lost, is told of again and has moved once", async () => {
    const { business, move, events, hubCalls } = await anOffice();
    const { id } = await aLead(business);
    const told = () => hubCalls.filter(({ method }) => method === "publish").length;
    for (const times of [1, 2]) {
      const answer = await move(id, { status: "qualified", from: "new" });
      expect([answer.status, told()]).toEqual([200, times]);
    }
    expect(await events(id)).toHaveLength(1);
  });

  test("that somebody else has moved is not moved again", async () => {
    const { business, move, lead, events } = await anOffice();
    const { id } = await aLead(business);
    const answers = await Promise.all(
      ["contacted", "qualified", "won"].map((status) => move(id, { status, from: "new" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await events(id)).toHaveLength(1);
    expect((await lead(id)).status).not.toBe("new");
    expect((await move(id, { status: "new", from: "new" })).status).toBe(409);
  });

  test("stays when it is put where it is", async () => {
    const { business, move, events } = await anOffice();
    const { id } = await aLead(business);
    expect((await move(id, { status: "new", from: "new" })).status).toBe(200);
    expect(await events(id)).toEqual([]);
  });

  test.each([
    [{ status: "nothing", from: "new" }, 400],
    [{ status: "", from: "new" }, 400],
    [{ status: "won" }, 400],
    [{ status: "lost", from: "new", reason: "x".repeat(301) }, 400],
  ])("is not moved by %j", async (body, status) => {
    const { business, move } = await anOffice();
    const { id } = await aLead(business);
    expect((await move(id, body)).status).toBe(status);
  });

  test("in the bin, of another business or of a colleague is not found", async () => {
    const { business, move, me, agent } = await anOffice("own");
    const binned = await aLead(business, { deletedAt: START, deletedBy: "x" });
    const foreign = await aLead(await aBusiness());
    const colleagues = await aLead(business, { assignedTo: "other" });
    const own = await aLead(business, { assignedTo: agent.id });
    const body = { status: "won", from: "new" };
    const answers = await Promise.all([
      move(binned.id, body),
      move(foreign.id, body),
      move(colleagues.id, body, me),
      move(own.id, body, me),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 200]);
  });

  test("never comes to a status of another business", async () => {
    const { business, move } = await anOffice();
    const other = await anOffice();
    const made = await other.manager.post(`${other.business.path}/lead-statuses`, {
      body: { name: "שלהם", color: "red", kind: "open", mayContact: true, asksReason: false },
    });
    const theirs = (await made.json<{ items: { id: string }[] }>()).items.at(-1)!.id;
    const { id } = await aLead(business);
    expect((await move(id, { status: theirs, from: "new" })).status).toBe(400);
  });
});

describe("numbers of leads by status", () => {
  test("follow every move, by whose they are too; leads in the bin are not counted", async () => {
    const { business, agent, move, counts } = await anOffice();
    const { id } = await aLead(business, { assignedTo: agent.id });
    await aLead(business);
    await aLead(business, { deletedAt: START, deletedBy: "x" });
    expect(await counts()).toEqual({ new: 2 });
    await move(id, { status: "won", from: "new" });
    expect(await counts()).toEqual({ new: 1, won: 1 });
    expect(await counts(`?assignedTo=${agent.id}`)).toEqual({ won: 1 });
    expect(await counts("?assignedTo=none")).toEqual({ new: 1 });
    expect(await counts(`?assignedTo=none,${agent.id}`)).toEqual({ new: 1, won: 1 });
    expect(await counts("?source=call")).toEqual({ new: 1, won: 1 });
    expect(await counts("?source=form")).toEqual({});
  });

  test("are there for as many statuses as there may be, in their order", async () => {
    const { business, manager } = await anOffice();
    for (let one = 5; one < STATUSES_MAX; one++)
      await manager.post(`${business.path}/lead-statuses`, {
        body: { name: `שלב ${one}`, color: "red", kind: "open", mayContact: true, asksReason: false },
      });
    const answer = await manager.get(`${business.path}/leads/counts?deal=buy`);
    expect(answer.status).toBe(200);
    const { items } = await answer.json<{ items: LeadCounts }>();
    expect(items).toHaveLength(STATUSES_MAX);
    expect(items.slice(0, 2).map(({ status }) => status)).toEqual(["new", "contacted"]);
  });

  test("are an agent's own, where agents see no others", async () => {
    const { business, agent, counts, me } = await anOffice("own");
    await aLead(business, { assignedTo: agent.id, status: "contacted" });
    await aLead(business, { assignedTo: "other" });
    await aLead(business);
    expect(await counts("", me)).toEqual({ contacted: 1 });
    expect(await counts("?assignedTo=none", me)).toEqual({});
    expect(await counts("?assignedTo=other", me)).toEqual({});
    expect(await counts("?source=call", me)).toEqual({ contacted: 1 });
  });

  test("and the columns of a board cost the same whatever the number of leads", async () => {
    const { business, agent } = await anOffice();
    const scope = business.scope;
    await scope.db.$client
      .prepare(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
         insert into leads (business_id, id, status, source, assigned_to, created_at, updated_at)
         select ?, 'l' || i, iif(i % 3, 'new', 'contacted'), iif(i % 2, 'call', 'form'),
           iif(i % 5, null, ?), ?, ? + i from n`,
      )
      .bind(business.id, agent.id, START, START)
      .run();
    const statuses = 5;
    expect(await rowsRead(scope, (counted) => countByStatus(counted, {}))).toBeLessThanOrEqual(statuses * 4);
    expect(await rowsRead({ ...scope, onlyOf: agent.id }, (counted) => countByStatus(counted, {}))).toBeLessThanOrEqual(
      statuses * 3,
    );
    expect(await rowsRead(scope, (counted) => countByStatus(counted, { source: ["call"] }))).toBeLessThanOrEqual(
      statuses * 2 + 2 * (COUNTED_MOST + 1) * 2,
    );
    expect(await countByStatus(scope, { source: ["call"] })).toContainEqual({
      status: "new",
      count: COUNTED_MOST,
      isMore: true,
    });
    const page = { limit: 20 };
    const column = await rowsRead(scope, (counted) =>
      listLeads(counted, page, { status: ["contacted"], source: ["form"] }),
    );
    expect(column).toBeLessThanOrEqual(page.limit * 7);
    const { items } = await listLeads(scope, page, { status: ["contacted"], source: ["form"] });
    expect(items).toHaveLength(page.limit);
  });
});
