/** Tags that go, or whose leads get another one; and how many leads each has. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Tag } from "../../../core/leads/tags.ts";
import type { LeadView } from "../../../core/leads/views.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import { sweepBin } from "../../../worker/features/leads/bin/service.ts";
import { closeTag } from "../../../worker/features/leads/tags/deletion/queries.ts";
import { TAKEN_OFF_AT_ONCE } from "../../../worker/features/leads/tags/deletion/service.ts";
import { countTags } from "../../../worker/features/leads/tags/queries.ts";
import { runOnce } from "./support/run-job.ts";
import type { Job } from "../../../worker/jobs.ts";

async function anOffice() {
  const sent: Job[] = [];
  const world = makeWorld({ deps: { jobs: { send: async (job: Job) => void sent.push(job) } } as never });
  const business = await aBusiness();
  const boss = await aMember(business);
  const person = await aMember(business, "business");
  const [manager, agent] = [await world.signedIn(boss.email), await world.signedIn(person.email)];
  const path = `${business.path}/lead-tags`;
  const make = async (name: string): Promise<Tag> =>
    (await agent.post(path, { body: { name, color: "red" } })).json<Tag>();
  const names = async () =>
    (await (await agent.get(path)).json<{ items: Tag[] }>()).items.map(({ name }) => name).toSorted();
  const put = (leadId: string, add: string[], remove: string[] = []) =>
    manager.put(`${business.path}/leads/${leadId}/tags`, { body: { add, remove } });
  const remove = (id: string, moveTo: string | null, by = manager) => by.delete(`${path}/${id}`, { body: { moveTo } });
  /** By name, as the API says. */
  const counts = async (by = manager): Promise<Record<string, number>> => {
    const all = (await (await by.get(path)).json<{ items: Tag[] }>()).items;
    const { items } = await (await by.get(`${path}/counts`)).json<{ items: { tag: string; count: number }[] }>();
    return Object.fromEntries(items.map(({ tag, count }) => [all.find(({ id }) => id === tag)?.name ?? tag, count]));
  };
  const found = async (tagId: string) =>
    (await (await manager.get(`${business.path}/leads?tag=${tagId}`)).json<{ items: Lead[] }>()).items
      .map(({ id }) => id)
      .toSorted();
  const audit = async () =>
    (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items.filter(
      ({ action }) => action === "lead_tag.deleted",
    );
  const run = (job: Job) => runOnce(world.deps, job);
  return {
    ...world,
    business,
    person,
    manager,
    agent,
    path,
    make,
    names,
    put,
    remove,
    counts,
    found,
    audit,
    run,
    sent,
  };
}
type Office = Awaited<ReturnType<typeof anOffice>>;

/** Straight into the database. */
async function manyWith({ business }: Office, count: number, ...tagIds: string[]) {
  const { $client } = business.scope.db;
  const numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)";
  await $client
    .prepare(
      `${numbers} insert into leads (business_id, id, status, source, created_at, updated_at)
       select ?, 'many-' || i, 'new', 'import', ?, ? from n`,
    )
    .bind(count, business.id, START, START)
    .run();
  for (const tagId of tagIds)
    await $client
      .prepare(`${numbers} insert into lead_tags (business_id, lead_id, tag_id) select ?, 'many-' || i, ? from n`)
      .bind(count, business.id, tagId)
      .run();
}

const rowsOf = ({ business }: Office, tagId: string) =>
  business.scope.db.all(
    sql`select 'tag' as what from tags where business_id = ${business.id} and id = ${tagId}
      union all select 'lead' from lead_tags where business_id = ${business.id} and tag_id = ${tagId}
      union all select 'count' from lead_tag_counts where business_id = ${business.id} and tag_id = ${tagId}`,
  );

describe("a tag that is deleted", () => {
  test("is off every lead and gone; managers alone do so, and it is on record", async () => {
    const office = await anOffice();
    const { business, make, put, names, remove, agent, found, audit, hubCalls } = office;
    const hot = await make("חם");
    await make("קר");
    const leads = [await aLead(business), await aLead(business)];
    for (const { id } of leads) await put(id, [hot.id]);
    expect((await remove(hot.id, null, agent)).status).toBe(403);
    expect(await (await remove(hot.id, null)).json()).toEqual({ isDone: true });
    expect((await remove(hot.id, null)).status).toBe(404);
    expect([await names(), await found(hot.id), await rowsOf(office, hot.id)]).toEqual([["קר"], [], []]);
    expect(await audit()).toMatchObject([{ record: { label: "חם" }, data: {} }]);
    const heard = hubCalls.filter(({ method }) => method === "announce").map(({ argument }) => argument);
    expect(heard.slice(-2)).toEqual([{ type: "lead_settings.changed" }, { type: "lead.changed", leadId: null }]);
    // Its word is free.
    expect((await make("חם")).id).not.toBe(hot.id);
  });

  test("gives its leads another one, once; views that asked for it ask for that one", async () => {
    const { business, make, put, remove, found, counts, audit, manager } = await anOffice();
    const [hot, boiling, cold] = [await make("חם"), await make("רותח"), await make("קר")];
    const [both, one, none] = [await aLead(business), await aLead(business), await aLead(business)];
    await put(both.id, [hot.id, boiling.id]);
    await put(one.id, [boiling.id]);
    await put(none.id, [cold.id]);
    const views = `${business.path}/lead-views`;
    const settings = {
      of: "all",
      agent: null,
      status: [],
      source: [],
      deal: [],
      q: "",
      sort: "changed",
      columns: null,
    };
    for (const [name, tag] of [
      ["שתיהן", [cold.id, boiling.id, hot.id]],
      ["אחרת", [cold.id]],
    ] as const)
      expect(
        (await manager.post(views, { body: { name, isShared: true, settings: { ...settings, tag } } })).status,
      ).toBe(200);
    expect(await (await remove(boiling.id, hot.id)).json()).toEqual({ isDone: true });
    expect(await found(hot.id)).toEqual([both.id, one.id].toSorted());
    expect(await counts()).toEqual({ חם: 2, קר: 1 });
    const kept = await (await manager.get(views)).json<{ items: LeadView[] }>();
    expect(Object.fromEntries(kept.items.map((view) => [view.name, view.settings.tag]))).toEqual({
      שתיהן: [cold.id, hot.id],
      אחרת: [cold.id],
    });
    expect(await audit()).toMatchObject([{ record: { label: "רותח" }, data: { movedTo: "חם" } }]);
  });

  test.each([
    ["itself", (id: string) => id],
    ["one that is not there", () => "none"],
  ])("does not give its leads to %s", async (_, of) => {
    const { make, remove, names } = await anOffice();
    const { id } = await make("חם");
    const refused = await remove(id, of(id));
    expect([refused.status, (await errorOf(refused)).details?.[0]?.field]).toEqual([400, "moveTo"]);
    expect(await names()).toEqual(["חם"]);
  });

  test("does not give them to another business's", async () => {
    const [office, other] = [await anOffice(), await anOffice()];
    const [mine, theirs] = [await office.make("חם"), await other.make("חם")];
    expect((await office.remove(mine.id, theirs.id)).status).toBe(400);
    expect((await office.remove(theirs.id, null)).status).toBe(404);
    expect(await other.names()).toEqual(["חם"]);
  });

  test("on very many leads goes on in jobs; meanwhile nobody sees it or puts it on, and its word is free", async () => {
    const office = await anOffice();
    const { business, make, names, remove, sent, run, put, counts, found } = office;
    const [hot, boiling] = [await make("חם"), await make("רותח")];
    const count = TAKEN_OFF_AT_ONCE * 5 + 3;
    await manyWith(office, count, boiling.id);
    const one = await aLead(business);
    expect(await (await remove(boiling.id, hot.id)).json()).toEqual({ isDone: false });
    expect(sent).toMatchObject([{ type: "empty_tag", businessId: business.id, tagId: boiling.id }]);
    expect(await names()).toEqual(["חם"]);
    expect(await (await put(one.id, [boiling.id])).json()).toEqual({ tags: [] });
    // It would lose them on the way.
    expect((await remove(hot.id, null)).status).toBe(409);
    const again = await make("רותח");
    expect(await run(sent[0]!)).toBe(true);
    // Once more, as queues do.
    expect(await run(sent[0]!)).toBe(true);
    expect(await counts()).toEqual({ חם: count, רותח: 0 });
    expect([await rowsOf(office, boiling.id), await found(again.id)]).toEqual([[], []]);
  });

  test("and was left in the middle is taken up at night", async () => {
    const office = await anOffice();
    const { business, make, put, sent, run, clock, deps } = office;
    const hot = await make("חם");
    await put((await aLead(business)).id, [hot.id]);
    const line = sql`select 1`;
    expect(await closeTag(business.scope, { tagId: hot.id, moveTo: null, now: clock.now }, line)).toBe(true);
    await sweepBin(deps);
    // Somebody may still be at it.
    const ofMine = () => sent.filter(({ businessId }) => businessId === business.id);
    expect(ofMine()).toEqual([]);
    clock.now += 2 * 3_600_000;
    await sweepBin(deps);
    expect(ofMine()).toMatchObject([{ type: "empty_tag", tagId: hot.id }]);
    await run(ofMine()[0]!);
    expect(await rowsOf(office, hot.id)).toEqual([]);
  });

  test("by two at once goes once, each into its own line of the log or none", async () => {
    const { business, make, put, remove, audit, counts } = await anOffice();
    const [a, b] = [await make("א"), await make("ב")];
    const lead = await aLead(business);
    await put(lead.id, [a.id, b.id]);
    // Each into the other: one of them is left, with the lead.
    const done = await Promise.all([remove(a.id, b.id), remove(b.id, a.id)]);
    expect(done.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
    expect(Object.values(await counts())).toEqual([1]);
  });
});

describe("how many leads have a tag", () => {
  test("is kept through everything that happens to a lead", async () => {
    const { business, make, put, manager, person, counts } = await anOffice();
    const [hot, cold] = [await make("חם"), await make("קר")];
    const [one, two] = [await aLead(business), await aLead(business)];
    await put(one.id, [hot.id, cold.id]);
    await put(two.id, [hot.id]);
    expect(await counts()).toEqual({ חם: 2, קר: 1 });
    await put(one.id, [], [cold.id]);
    expect(await counts()).toEqual({ חם: 2, קר: 0 });
    await manager.put(`${business.path}/leads/${one.id}/assignee`, { body: { userId: person.id } });
    expect(await counts()).toEqual({ חם: 2, קר: 0 });
    await manager.delete(`${business.path}/leads/${one.id}`);
    expect(await counts()).toEqual({ חם: 1, קר: 0 });
    await manager.post(`${business.path}/leads/${one.id}/restore`);
    expect(await counts()).toEqual({ חם: 2, קר: 0 });
    const body = { mergedId: two.id, choices: {}, seen: { stays: START, goes: START } };
    const seen = async (id: string) =>
      (await (await manager.get(`${business.path}/leads/${id}`)).json<{ updatedAt: number }>()).updatedAt;
    body.seen = { stays: await seen(one.id), goes: await seen(two.id) };
    expect((await manager.post(`${business.path}/lead-merges/${one.id}`, { body })).status).toBe(200);
    expect(await counts()).toEqual({ חם: 1, קר: 0 });
  });

  test("is of their own for an agent who sees only those", async () => {
    const { business, make, put, manager, agent, person, counts } = await anOffice();
    const hot = await make("חם");
    const [own, other] = [await aLead(business), await aLead(business)];
    for (const { id } of [own, other]) await put(id, [hot.id]);
    await manager.put(`${business.path}/leads/${own.id}/assignee`, { body: { userId: person.id } });
    expect(await counts(agent)).toEqual({ חם: 2 });
    await manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    expect(await counts(agent)).toEqual({ חם: 1 });
  });

  test("is read from as many rows as there are tags, whatever the number of leads", async () => {
    const office = await anOffice();
    const { business, make } = office;
    const hot = await make("חם");
    await manyWith(office, 2_000, hot.id);
    const read = await rowsRead(business.scope, countTags);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(20);
  });
});
