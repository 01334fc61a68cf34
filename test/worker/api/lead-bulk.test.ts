/** One action on many leads: in pieces, once, by whoever may, and back. */
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { BulkRun } from "../../../core/leads/bulk.ts";
import { leadEvents, leads } from "../../../worker/db/tenant/schema.ts";
import { sweepBin } from "../../../worker/features/leads/bin/service.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business, "manager", { name: "אורלי" });
  const person = await aMember(business, "business", { name: "רון" });
  const [manager, agent] = [await world.signedIn(boss.email), await world.signedIn(person.email)];
  const path = `${business.path}/leads/bulk`;
  const begin = (action: object, which: object, by = manager, id: string = crypto.randomUUID()) =>
    by.post(path, { body: { id, action, which } });
  const run = async (action: object, which: object, by = manager): Promise<BulkRun> =>
    (await begin(action, which, by)).json();
  const step = async (id: string, what: "continue" | "stop" | "undo", by = manager): Promise<BulkRun> =>
    (await by.post(`${path}/${id}/${what}`)).json();
  const all = () => business.scope.db.select().from(leads).where(eq(leads.businessId, business.id)).orderBy(leads.id);
  const events = (kind: "status" | "assigned" | "tags" | "deleted" | "restored") =>
    business.scope.db
      .select()
      .from(leadEvents)
      .where(and(eq(leadEvents.businessId, business.id), eq(leadEvents.kind, kind)));
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, boss, person, manager, agent, begin, run, step, all, events, audit };
}

const many = ({ scope }: TestBusiness, count: number) =>
  scope.db
    .run(sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.raw(String(count - 1))})
    insert into leads (business_id, id, name, status, source, created_at, updated_at)
    select ${scope.businessId}, printf('lead-%05d', i), 'שם ' || i, iif(i % 5 = 0, 'won', 'new'), 'call', ${START}, ${START} + i from n`);

describe("an action on many leads", () => {
  test("changes all that match, in pieces, with a line of each one's timeline and one of the log, and goes back", async () => {
    const { business, run, step, all, events, audit } = await anOffice();
    await many(business, 1_250);
    const begun = await run({ kind: "status", status: "lost", reason: "קנו במקום אחר" }, { filter: { status: "new" } });
    expect(begun).toMatchObject({ state: "running", seen: 500, changed: 500 });
    const done = await step(begun.id, "continue");
    expect(done).toMatchObject({ state: "done", seen: 1_000, changed: 1_000 });
    const after = await all();
    expect(after.filter(({ status }) => status === "lost")).toHaveLength(1_000);
    expect(after.filter(({ status }) => status === "won")).toHaveLength(250);
    expect(after.find(({ status }) => status === "lost")).toMatchObject({
      lostReason: "קנו במקום אחר",
      statusAt: START,
    });
    expect(await events("status")).toHaveLength(1_000);
    expect((await events("status"))[0]?.data).toEqual({ from: "חדש", to: "ירד מהפרק", reason: "קנו במקום אחר" });
    expect(await audit()).toMatchObject([{ action: "leads.bulk_changed", data: { kind: "status", leads: 1_000 } }]);

    // One of them has been worked on since: it stays as somebody has made it.
    await business.scope.db.run(sql`update leads set status = 'contacted' where id = 'lead-00001'`);
    expect((await step(begun.id, "undo")).state).toBe("undoing");
    expect(await step(begun.id, "undo")).toMatchObject({ state: "undone", undone: 999 });
    const back = await all();
    expect(back.filter(({ status }) => status === "new")).toHaveLength(999);
    expect(back.filter(({ lostReason }) => lostReason !== null).map(({ id }) => id)).toEqual(["lead-00001"]);
    expect((await step(begun.id, "undo")).undone).toBe(999);
    expect((await audit()).filter(({ action }) => action === "leads.bulk_undone")).toMatchObject([
      { data: { kind: "status", leads: 999 } },
    ]);
  });

  test("pressed twice, and gone on with by two at once, is done once", async () => {
    const { business, begin, step, all, events, audit } = await anOffice();
    await many(business, 900);
    const id = crypto.randomUUID();
    const action = { kind: "status", status: "contacted" };
    await Promise.all([1, 2, 3].map(() => begin(action, { filter: {} }, undefined, id)));
    await Promise.all([step(id, "continue"), step(id, "continue")]);
    expect(await step(id, "continue")).toMatchObject({ state: "done", seen: 900, changed: 900 });
    expect((await all()).every(({ status }) => status === "contacted")).toBe(true);
    expect(await events("status")).toHaveLength(900);
    expect(await audit()).toHaveLength(1);
  });

  test("two of them at once leave each lead in one of the two, and tell of each change", async () => {
    const { business, run, all, events } = await anOffice();
    await many(business, 300);
    const [one, other] = await Promise.all([
      run({ kind: "status", status: "contacted" }, { filter: {} }),
      run({ kind: "status", status: "qualified" }, { filter: {} }),
    ]);
    expect((await all()).every(({ status }) => status === "contacted" || status === "qualified")).toBe(true);
    expect(await events("status")).toHaveLength(one.changed + other.changed);
  });

  test("can be stopped: what was done stays, is on record, and goes back", async () => {
    const { business, run, step, all, audit } = await anOffice();
    await many(business, 800);
    const { id } = await run({ kind: "delete" }, { filter: {} });
    expect(await step(id, "stop")).toMatchObject({ state: "stopped", changed: 500 });
    expect((await step(id, "continue")).changed).toBe(500);
    expect((await all()).filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(500);
    expect(await audit()).toMatchObject([{ data: { kind: "delete", leads: 500, stopped: true } }]);
    expect((await step(id, "undo")).undone).toBe(500);
    expect((await all()).every(({ deletedAt }) => deletedAt === null)).toBe(true);
  });

  test("gives leads to somebody, by a manager alone, and back to those who are still here", async () => {
    const { business, begin, run, step, all, agent, boss, person, deps, events, hubCalls } = await anOffice();
    const other = await aMember(business, "business");
    const [first, second, third] = [
      await aLead(business, { assignedTo: other.id }),
      await aLead(business, { assignedTo: boss.id }),
      await aLead(business),
    ];
    const ids = [first.id, second.id, third.id];
    expect((await begin({ kind: "assign", userId: person.id }, { ids }, agent)).status).toBe(403);
    const stranger = await begin({ kind: "assign", userId: "nobody" }, { ids });
    expect((await errorOf(stranger)).details?.[0]?.field).toBe("action.userId");
    const { id } = await run({ kind: "assign", userId: person.id }, { ids });
    expect((await all()).every(({ assignedTo }) => assignedTo === person.id)).toBe(true);
    expect((await events("assigned")).map(({ data }) => data)).toContainEqual({ from: "אורלי", to: "רון" });
    expect(hubCalls.filter(({ method }) => method === "dropSockets").map(({ argument }) => argument)).toEqual(
      expect.arrayContaining([{ userId: other.id }, { userId: boss.id }]),
    );
    await deps.directory.run(sql`delete from memberships where user_id = ${other.id}`);
    await step(id, "undo");
    const back = new Map((await all()).map((lead) => [lead.id, lead.assignedTo]));
    expect(ids.map((one) => back.get(one))).toEqual([null, boss.id, null]);
  });

  test("puts tags on and takes them off, and back exactly", async () => {
    const { business, run, step, manager } = await anOffice();
    const make = async (name: string) =>
      (
        await (
          await manager.post(`${business.path}/lead-tags`, { body: { name, color: "red" } })
        ).json<{ id: string }>()
      ).id;
    const [hot, cold] = [await make("חם"), await make("קר")];
    const [one, other] = [await aLead(business), await aLead(business)];
    const tagsOf = async (leadId: string) =>
      (await (await manager.get(`${business.path}/leads/${leadId}`)).json<{ tags: string[] }>()).tags;
    await manager.put(`${business.path}/leads/${one.id}/tags`, { body: { add: [hot], remove: [] } });
    await manager.put(`${business.path}/leads/${other.id}/tags`, { body: { add: [cold], remove: [] } });
    const { id } = await run({ kind: "tags", add: [hot], remove: [cold] }, { ids: [one.id, other.id] });
    expect([await tagsOf(one.id), await tagsOf(other.id)]).toEqual([[hot], [hot]]);
    expect(await step(id, "undo")).toMatchObject({ state: "undone" });
    expect([await tagsOf(one.id), await tagsOf(other.id)]).toEqual([[hot], [cold]]);
  });

  test("of what was searched meets what the search shows", async () => {
    const { business, run, all } = await anOffice();
    await aLead(business, { name: "דנה לוי" });
    await aLead(business, { name: "דנה כהן", status: "won" });
    await aLead(business, { name: "משה" });
    const done = await run({ kind: "status", status: "qualified" }, { filter: { query: "דנה", status: "new" } });
    expect(done).toMatchObject({ state: "done", changed: 1 });
    expect((await all()).find(({ name }) => name === "דנה לוי")?.status).toBe("qualified");
  });

  test("of an agent who sees only their own touches their own alone, and nobody goes on with another's", async () => {
    const { business, run, step, manager, agent, person, all } = await anOffice();
    await many(business, 20);
    const own = await aLead(business, { assignedTo: person.id });
    await manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    const ids = (await all()).map(({ id }) => id);
    expect(await run({ kind: "status", status: "contacted" }, { ids }, agent)).toMatchObject({ changed: 1 });
    const { id, changed } = await run({ kind: "delete" }, { filter: {} }, agent);
    expect(changed).toBe(1);
    expect((await all()).filter(({ deletedAt }) => deletedAt !== null).map((lead) => lead.id)).toEqual([own.id]);
    expect(await step(id, "undo", manager)).toMatchObject({ error: { code: "not_found" } });
    // It was given to somebody else meanwhile: it is not theirs to take back.
    await business.scope.db.run(sql`update leads set assigned_to = null where id = ${own.id}`);
    expect(await step(id, "undo", agent)).toMatchObject({ state: "undone", undone: 0 });
  });

  test("meets no other business's leads, by id or by filter", async () => {
    const { run } = await anOffice();
    const other = await aBusiness();
    const theirs = await aLead(other);
    expect(await run({ kind: "delete" }, { ids: [theirs.id] })).toMatchObject({ state: "done", changed: 0 });
    expect(await run({ kind: "delete" }, { filter: {} })).toMatchObject({ state: "done", changed: 0 });
  });

  test.each([
    [{ kind: "status", status: "none" }, { ids: ["a"] }],
    [{ kind: "sing" }, { ids: ["a"] }],
    [{ kind: "delete" }, { ids: [] }],
    [{ kind: "delete" }, { ids: Array.from({ length: 501 }, (_, nth) => String(nth)) }],
    [{ kind: "delete" }, {}],
  ])("%j of %j is refused", async (action, which) => {
    const { begin } = await anOffice();
    expect((await begin(action, which)).status).toBe(400);
  });

  test("that nobody goes on with is ended and put on record; what it kept goes after a week", async () => {
    const { business, run, deps, clock, audit, step } = await anOffice();
    await many(business, 700);
    const { id } = await run({ kind: "status", status: "contacted" }, { filter: {} });
    clock.now += 2 * 3_600_000;
    await sweepBin(deps);
    expect(await step(id, "continue")).toMatchObject({ error: { code: "unauthorized" } });
    const rows = await business.scope.db.all<{ state: string }>(sql`select state from lead_bulk_runs where id = ${id}`);
    expect(rows).toEqual([{ state: "stopped" }]);
    clock.now += 8 * 24 * 3_600_000;
    await sweepBin(deps);
    const kept = sql`select count(*) as count from lead_bulk_changes where run_id = ${id}`;
    expect(await business.scope.db.all(kept)).toEqual([{ count: 0 }]);
    clock.now = START;
    expect(await audit()).toMatchObject([{ data: { kind: "status", leads: 500, stopped: true } }]);
  });
});
