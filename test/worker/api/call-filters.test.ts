import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { CallSummary } from "../../../core/calls/wire.ts";
import { scopeOfMember } from "../../../worker/db/scope.ts";
import { callTurns } from "../../../worker/db/tenant/schema.ts";
import { countToCallBack, listCalls, type CallFilter } from "../../../worker/features/calls/queries.ts";
import { listLiveCallsOf } from "../../../worker/features/leads/assignee/queries.ts";

type Page = { items: CallSummary[]; nextCursor: string | null };

async function anOffice() {
  const business = await aBusiness();
  const world = makeWorld();
  const browser = await world.signedIn((await aMember(business)).email);
  const page = async (query: string): Promise<Page> => (await browser.get(`${business.path}/calls?${query}`)).json();
  const list = async (query: string) => (await page(query)).items.map(({ id }) => id);
  return { business, world, page, list };
}

describe("the list of calls is narrowed", () => {
  test("to those that began from one time on and before another", async () => {
    const { business, list } = await anOffice();
    const [first, second, third] = [
      await aCall(business, { startedAt: START }),
      await aCall(business, { startedAt: START + 10 }),
      await aCall(business, { startedAt: START + 20 }),
    ];
    expect(await list(`from=${START + 10}`)).toEqual([third.id, second.id]);
    expect(await list(`before=${START + 10}`)).toEqual([first.id]);
    expect(await list(`from=${START + 10}&before=${START + 20}`)).toEqual([second.id]);
  });

  test("to how they ended; one in which something failed is found by that also when a person has taken it", async () => {
    const { business, list } = await anOffice();
    const taken = await aCall(business, {
      endReason: "handed_off",
      failureCode: "openai_auth",
      startedAt: START + 2,
    });
    const failed = await aCall(business, { endReason: "failed", failureCode: "openai_quota", startedAt: START + 1 });
    const left = await aCall(business, { endReason: "caller_hung_up" });
    expect(await list("outcome=failed")).toEqual([taken.id, failed.id]);
    expect(await list("outcome=handed_off")).toEqual([taken.id]);
    expect(await list("outcome=caller_hung_up")).toEqual([left.id]);
  });

  test("to one colleague's leads, page by page, and to all three together", async () => {
    const { business, page, list } = await anOffice();
    const agent = await aMember(business, "business");
    const lead = await aLead(business, { assignedTo: agent.id });
    const other = await aLead(business);
    const theirs: string[] = [];
    for (let at = 0; at < 5; at++) {
      const common = { startedAt: START + at, endReason: "silence" };
      theirs.unshift((await aCall(business, { ...common, leadId: lead.id })).id);
      await aCall(business, { ...common, leadId: other.id });
      await aCall(business, common);
    }
    const first = await page(`assignedTo=${agent.id}&limit=3`);
    const second = await page(`assignedTo=${agent.id}&limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(theirs);
    expect(second.nextCursor).toBeNull();
    expect(await list(`assignedTo=${agent.id}&outcome=silence&from=${START + 4}`)).toEqual([theirs[0]]);
  });
});

test("a call says whether its caller spoke, also where their words could not be written down", async () => {
  const { business, page } = await anOffice();
  const [silent, spoken] = [await aCall(business, { startedAt: START + 1 }), await aCall(business)];
  const turn = { businessId: business.id, text: "שלום", startedAt: START };
  await business.scope.db.insert(callTurns).values([
    { ...turn, callId: silent.id, seq: 1, role: "assistant" },
    { ...turn, callId: spoken.id, seq: 1, role: "assistant" },
    { ...turn, callId: spoken.id, seq: 2, role: "caller", text: "", untranscribed: true },
  ]);
  expect((await page("")).items.map(({ id, callerSpoke }) => [id, callerSpoke])).toEqual([
    [silent.id, false],
    [spoken.id, true],
  ]);
});

/** What SQLite would do for a query, told by the statement that was really sent. */
async function planOf(
  business: TestBusiness,
  run: (scope: TestBusiness["scope"]) => Promise<unknown>,
  onlyOf: string | null = null,
) {
  const { tenants } = makeWorld().deps;
  const real = tenants[business.tenantDb];
  if (!real) throw new Error("no such database");
  const seen: { sql: string; values: unknown[] }[] = [];
  const noting = new Proxy(real, {
    get: (target, key) =>
      key === "prepare"
        ? (sql: string) => {
            const statement = target.prepare(sql);
            const bind = statement.bind.bind(statement);
            statement.bind = (...values: unknown[]) => (seen.push({ sql, values }), bind(...values));
            return statement;
          }
        : Reflect.get(target, key, target),
  });
  await run(scopeOfMember({ ...tenants, [business.tenantDb]: noting }, business.place, onlyOf));
  const [sent] = seen;
  if (!sent) throw new Error("nothing was asked");
  const { results } = await real
    .prepare(`explain query plan ${sent.sql}`)
    .bind(...sent.values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

describe("no list goes through all calls of the business: of", () => {
  const page = { limit: 25 };
  test.each<[string, CallFilter, RegExp]>([
    ["those to ring back", { callBack: true }, /calls.*calls_to_call_back/],
    ["those that failed", { outcome: "failed" }, /calls.*calls_failed/],
    ["those that ended so", { outcome: "silence" }, /calls.*calls_end.*end_reason=\?/],
    ["those of some days", { from: START, before: START + 1 }, /calls.*calls_started.*started_at>\? AND started_at<\?/],
    ["a colleague's", { assignedTo: "x" }, /calls.*calls_lead.*lead_id=\?/],
  ])("%s", async (_what, filter, index) => {
    const business = await aBusiness();
    const plan = await planOf(business, (scope) => listCalls(scope, page, filter));
    expect(plan.find((step) => /\bcalls\b/.test(step))).toMatch(index);
    if (filter.assignedTo === undefined) expect(plan.join()).not.toContain("TEMP B-TREE");
    else expect(plan.join()).toMatch(/leads.*leads_assigned/);
  });

  test("one's own", async () => {
    const plan = await planOf(await aBusiness(), (scope) => listCalls(scope, page, {}), "x");
    expect(plan.join()).toMatch(/leads_assigned.*calls_lead/);
  });

  test("those that are counted", async () => {
    const plan = await planOf(await aBusiness(), countToCallBack);
    expect(plan.join()).toMatch(/calls_(lead_)?to_call_back/);
  });
});

test("whether a lead is on the line is asked of the calls that go on, not of all it ever had", async () => {
  const business = await aBusiness();
  const lead = await aLead(business);
  const live = await aCall(business, { leadId: lead.id, status: "live" });
  await aCall(business, { leadId: lead.id });
  await aCall(business, { leadId: (await aLead(business)).id, status: "live" });
  expect(await listLiveCallsOf(business.scope, lead.id)).toEqual([live.callSid]);
  const plan = await planOf(business, (scope) => listLiveCallsOf(scope, lead.id));
  expect(plan.join()).toMatch(/calls_(open|going_on)/);
});
