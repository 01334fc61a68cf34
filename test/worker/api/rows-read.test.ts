/** What lists and counts read does not grow with the business. Each is asked with a year of calls behind it. */
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, START, type TestBusiness } from "./support/world.ts";
import { END_REASONS } from "../../../core/calls/end-reason.ts";
import type { LeadFilter } from "../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../worker/db/scope.ts";
import { countToCallBack, findCall, listCalls, type CallFilter } from "../../../worker/features/calls/queries.ts";
import { readCallerKnowledge } from "../../../worker/features/calls/record/queries.ts";
import { listLeads } from "../../../worker/features/leads/queries.ts";

const LEADS = 2_000;
const CALLS = 6_000;
const SHOWN = 25;
/** Of each shown row some parts are read too; far below what is there. */
const FEW = 12 * SHOWN;

/**
 * A business with more than any list shows: two calls and a half for each lead, five in a hundred of them to be rung back, none
 * going on. `quiet` has a dozen leads of their own, everybody else's are `busy`'s.
 */
async function aYear(): Promise<TestBusiness> {
  const business = await aBusiness();
  const { db, businessId } = business.scope;
  const numbers = (most: number) =>
    sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.raw(String(most - 1))})`;
  await db.run(sql`${numbers(LEADS)} insert into leads
    (business_id, id, name, phone, status, source, notes, assigned_to, created_at, updated_at)
    select ${businessId}, 'lead-' || i, 'שם ' || i, '+9725' || (20000000 + i), 'new', 'call', 'הערה',
      iif(i < 12, 'quiet', 'busy'), ${START} + i, ${START} + i from n`);
  await db.run(sql`${numbers(CALLS)} insert into calls
    (business_id, id, call_sid, lead_id, direction, from_number, to_number, status, started_at, ended_at, end_reason,
      failure_code, call_back, called_back_at, summary)
    select ${businessId}, 'call-' || i, 'CA' || ${businessId} || i, 'lead-' || (i % ${sql.raw(String(LEADS))}), 'inbound',
      '+9725' || (20000000 + i % ${sql.raw(String(LEADS))}), '+97235550101', 'ended', ${START} + i, ${START} + i + 60000,
      'caller_hung_up', iif(i % 50 = 0, 'openai_quota', null), i % 20 = 0, null, 'סיכום ' || i from n`);
  return business;
}

describe("of a year of calls", () => {
  let business: TestBusiness;
  beforeAll(async () => {
    business = await aYear();
  });
  const as = (onlyOf: string | null): BusinessScope => ({ ...business.scope, onlyOf });
  const page = { limit: SHOWN, cursor: undefined };

  const filters: [string, CallFilter][] = [
    ["nothing", {}],
    ["those on the line", { status: "live" }],
    ["those that ring", { status: "ringing" }],
    ["those that are over", { status: "ended" }],
    ["one lead", { leadId: "lead-7" }],
    ["a lead that never called", { leadId: "nobody" }],
    ["those to call back", { callBack: true }],
    ["a span of time", { from: START + 3_000, before: START + 3_100 }],
    ...END_REASONS.map((outcome): [string, CallFilter] => [`the outcome ${outcome}`, { outcome }]),
    ["one quiet colleague", { assignedTo: "quiet" }],
  ];

  test.each(filters)("a list narrowed to %s reads few rows", async (_, filter) => {
    expect(await rowsRead(as(null), (scope) => listCalls(scope, page, filter))).toBeLessThanOrEqual(FEW);
  });

  test.each(filters)("the same of an agent who sees their own alone: %s", async (_, filter) => {
    expect(await rowsRead(as("quiet"), (scope) => listCalls(scope, page, filter))).toBeLessThanOrEqual(FEW);
  });

  test("a page far down reads no more than the first", async () => {
    let cursor: string | undefined;
    for (let pages = 0; pages < 8; pages++) {
      const next = await listCalls(as(null), { limit: SHOWN, cursor }, {});
      cursor = next.nextCursor ?? undefined;
    }
    expect(await rowsRead(as(null), (scope) => listCalls(scope, { limit: SHOWN, cursor }, {}))).toBeLessThanOrEqual(
      FEW,
    );
  });

  test.each([null, "quiet"])("who waits to be rung back is counted by few rows (of %s)", async (onlyOf) => {
    expect(await rowsRead(as(onlyOf), countToCallBack)).toBeLessThanOrEqual(FEW);
  });

  test.each([
    ["a known caller", "+972520000007"],
    ["a stranger", "+972501111111"],
  ])("what the assistant knows of %s is a handful", async (_, phone) => {
    expect(await rowsRead(as(null), (scope) => readCallerKnowledge(scope, phone, "none"))).toBeLessThanOrEqual(20);
  });

  test.each<LeadFilter>([
    {},
    { assignedTo: ["quiet"] },
    { assignedTo: ["none"] },
    { status: ["lost"] },
    { deal: ["buy", "rent"], source: ["call"], assignedTo: ["quiet"] },
    { tag: ["none-has-it"] },
    { bin: "1" },
  ])("leads narrowed to %j", async (filter) => {
    expect(await rowsRead(as(null), (scope) => listLeads(scope, page, filter))).toBeLessThanOrEqual(FEW);
  });

  test("a call that goes on, read again from where it was read", async () => {
    const { db, businessId } = business.scope;
    await db.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
      insert into call_turns (business_id, call_id, seq, role, text, started_at)
      select ${businessId}, 'call-78', i, iif(i % 2, 'assistant', 'caller'), 'מילים', ${START} + i from n`);
    const read = { turnsAfter: 990, eventsAfter: 0 };
    expect(await rowsRead(as(null), (scope) => findCall(scope, "call-78", read))).toBeLessThanOrEqual(FEW);
    // So that it is seen what the bound is worth.
    expect(await rowsRead(as(null), (scope) => findCall(scope, "call-78"))).toBeGreaterThan(1_000);
  });

  test("one call", async () => {
    expect(await rowsRead(as(null), (scope) => findCall(scope, "call-77"))).toBeLessThanOrEqual(FEW);
  });
});
