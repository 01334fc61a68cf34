/** The stages of a business: made, changed, put in order and deleted by its managers. */
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { LeadStatus } from "../../../core/leads/status.ts";
import { STATUSES_MAX } from "../../../core/leads/status-rules.ts";
import { rowsRead } from "./support/rows-read.ts";
import { runOnce } from "./support/run-job.ts";
import type { Job } from "../../../worker/jobs.ts";
import { takeInPerson } from "../../../worker/features/leads/intake/service.ts";
import { moveSome } from "../../../worker/features/leads/statuses/deletion/queries.ts";
import { MOVED_AT_ONCE } from "../../../worker/features/leads/statuses/deletion/service.ts";

const FIELDS = { name: "במשא ומתן", color: "orange", kind: "open", mayContact: true, asksReason: false };

async function anOffice() {
  const sent: Job[] = [];
  const jobs = { send: async (job: Job) => void sent.push(job) };
  const world = makeWorld({ deps: { jobs } as never });
  const business = await aBusiness();
  const boss = await aMember(business);
  const manager = await world.signedIn(boss.email);
  const path = `${business.path}/lead-statuses`;
  const list = async () => (await (await manager.get(path)).json<{ items: LeadStatus[] }>()).items;
  const names = async () => (await list()).map(({ name }) => name);
  const ids = async () => (await list()).map(({ id }) => id);
  const audit = async () =>
    (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items.filter(({ action }) =>
      action.startsWith("lead_status."),
    );
  const heard = () => world.hubCalls.filter(({ method }) => method === "announce").map(({ argument }) => argument);
  const remove = (id: string, moveTo: string) => manager.request("DELETE", `${path}/${id}`, { body: { moveTo } });
  const run = (job: Job) => runOnce(world.deps, job);
  const statusOf = async (leadId: string) =>
    (await (await manager.get(`${business.path}/leads/${leadId}`)).json<{ status: string }>()).status;
  return { ...world, business, boss, manager, path, list, names, ids, audit, heard, remove, run, sent, statusOf };
}

/** Straight into the database, as many as a form would never bring. */
const manyLeads = async ({ business }: Awaited<ReturnType<typeof anOffice>>, count: number, status: string) =>
  business.scope.db.$client
    .prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
       insert into leads (business_id, id, status, source, created_at, updated_at)
       select ?, 'many-' || ? || '-' || i, ?, 'import', ?, ? + i from n`,
    )
    .bind(count, business.id, status, status, START, START)
    .run();

describe("a manager", () => {
  test("makes a status, which stands at the end; everybody is told, and it is on record", async () => {
    const { manager, path, names, audit, heard } = await anOffice();
    const answer = await manager.post(path, { body: FIELDS });
    expect(answer.status).toBe(200);
    expect((await answer.json<{ items: LeadStatus[] }>()).items.at(-1)).toMatchObject({
      ...FIELDS,
      position: 5,
      movesTo: null,
    });
    expect(await names()).toEqual(["חדש", "נוצר קשר", "רלוונטי", "נסגרה עסקה", "ירד מהפרק", "במשא ומתן"]);
    expect(heard()).toEqual([{ type: "lead_settings.changed" }]);
    expect(await audit()).toMatchObject([{ action: "lead_status.created", record: { label: "במשא ומתן" } }]);
  });

  test.each(["חדש", " חדש ", "נוצר־קשר", "נוצר  קשר", "ירד מהפרק׳"])(
    "cannot have two of one name: %j",
    async (name) => {
      const { manager, path, names } = await anOffice();
      const before = await names();
      const answer = await manager.post(path, { body: { ...FIELDS, name } });
      expect([answer.status, (await errorOf(answer)).details?.[0]?.field]).toEqual([400, "name"]);
      const renamed = await manager.patch(`${path}/won`, { body: { name } });
      expect([renamed.status, (await errorOf(renamed)).details?.[0]?.field]).toEqual([400, "name"]);
      expect(await names()).toEqual(before);
    },
  );

  test("changes what a status is called and means; its own name in other spelling too", async () => {
    const { manager, path, list, audit } = await anOffice();
    const patch = { name: "נוצר־קשר", color: "purple", mayContact: false, asksReason: true };
    expect((await manager.patch(`${path}/contacted`, { body: patch })).status).toBe(200);
    // A reason is asked for what is lost alone.
    expect((await list())[1]).toMatchObject({ ...patch, asksReason: false });
    expect(await audit()).toMatchObject([
      {
        action: "lead_status.changed",
        data: {
          changes: {
            name: { from: "נוצר קשר", to: "נוצר־קשר" },
            color: { from: "teal", to: "purple" },
            mayContact: { from: true, to: false },
          },
        },
      },
    ]);
    // Nothing new: nothing on record.
    expect((await manager.patch(`${path}/contacted`, { body: patch })).status).toBe(200);
    expect(await audit()).toHaveLength(1);
  });

  test.each([
    ["new", "won"],
    ["won", "open"],
    ["lost", "won"],
  ])("cannot make %s %s: leads begin in one that is open, and one won and one lost stay", async (id, kind) => {
    const { manager, path } = await anOffice();
    const answer = await manager.patch(`${path}/${id}`, { body: { kind } });
    expect([answer.status, (await errorOf(answer)).details?.[0]?.field]).toEqual([400, "kind"]);
  });

  test("puts them in order, all or none", async () => {
    const { manager, path, ids, audit } = await anOffice();
    const order = ["lost", "new", "won", "qualified", "contacted"];
    expect((await manager.put(`${path}/order`, { body: { ids: order } })).status).toBe(200);
    expect(await ids()).toEqual(order);
    for (const wrong of [order.slice(1), [...order, "other"], [...order.slice(1), "new"]])
      expect((await manager.put(`${path}/order`, { body: { ids: wrong } })).status).toBe(409);
    expect(await ids()).toEqual(order);
    expect(await audit()).toMatchObject([{ record: { label: "ירד מהפרק, חדש, נסגרה עסקה, רלוונטי, נוצר קשר" } }]);
  });

  test("has no more than can be overlooked", async () => {
    const { manager, path, ids } = await anOffice();
    for (let one = 5; one < STATUSES_MAX; one++)
      expect((await manager.post(path, { body: { ...FIELDS, name: `שלב ${one}` } })).status).toBe(200);
    expect((await manager.post(path, { body: { ...FIELDS, name: "עוד" } })).status).toBe(409);
    expect(await ids()).toHaveLength(STATUSES_MAX);
  });
});

test("an agent reads them and changes none", async () => {
  const { signedIn, business, path, names } = await anOffice();
  const agent = await signedIn((await aMember(business, "business")).email);
  expect((await agent.get(path)).status).toBe(200);
  const answers = await Promise.all([
    agent.post(path, { body: FIELDS }),
    agent.patch(`${path}/won`, { body: { name: "אחר" } }),
    agent.put(`${path}/order`, { body: { ids: ["new"] } }),
    agent.request("DELETE", `${path}/qualified`, { body: { moveTo: "new" } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect(await names()).toHaveLength(5);
});

describe("two managers at once", () => {
  test("who make a status of one name make one", async () => {
    const { manager, path, names, audit } = await anOffice();
    const answers = await Promise.all(Array.from({ length: 4 }, () => manager.post(path, { body: FIELDS })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await names()).filter((name) => name === FIELDS.name)).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  test("who delete each other's target lose no lead", async () => {
    const office = await anOffice();
    const { business, remove, ids, statusOf } = office;
    const leads = await Promise.all([
      aLead(business, { status: "contacted" }),
      aLead(business, { status: "qualified" }),
    ]);
    await Promise.all([remove("contacted", "qualified"), remove("qualified", "contacted")]);
    const standing = await ids();
    expect(standing.length).toBeGreaterThanOrEqual(4);
    for (const { id } of leads) expect(standing).toContain(await statusOf(id));
  });

  test("who delete the last two won ones leave one", async () => {
    const { manager, path, list, remove } = await anOffice();
    await manager.post(path, { body: { ...FIELDS, kind: "won" } });
    const won = (await list()).filter(({ kind }) => kind === "won").map(({ id }) => id);
    const answers = await Promise.all(won.map((id) => remove(id, "new")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await list()).filter(({ kind }) => kind === "won")).toHaveLength(1);
  });
});

describe("deleting a status", () => {
  test("moves its leads, in the bin and out of it, with a line in each one's timeline, and keeps their places", async () => {
    const { business, remove, ids, statusOf, audit, heard, boss } = await anOffice();
    const lead = await aLead(business, { status: "qualified", updatedAt: START - 5 });
    const binned = await aLead(business, { status: "qualified", deletedAt: START, deletedBy: boss.id });
    const other = await aLead(business, { status: "contacted" });
    expect(await (await remove("qualified", "won")).json()).toEqual({ isDone: true });
    expect(await ids()).toEqual(["new", "contacted", "won", "lost"]);
    expect([await statusOf(lead.id), await statusOf(binned.id), await statusOf(other.id)]).toEqual([
      "won",
      "won",
      "contacted",
    ]);
    const db = business.scope.db.$client;
    const events = await db
      .prepare("select lead_id, kind, actor_id, data from lead_events where business_id = ? order by lead_id")
      .bind(business.id)
      .all<{ lead_id: string; data: string }>();
    expect(events.results.map(({ lead_id, data }) => [lead_id, JSON.parse(data)])).toEqual(
      [lead.id, binned.id].toSorted().map((id) => [id, { from: "רלוונטי", to: "נסגרה עסקה" }]),
    );
    const row = await db
      .prepare("select updated_at from leads where business_id = ? and id = ?")
      .bind(business.id, lead.id)
      .first<{ updated_at: number }>();
    expect(row?.updated_at).toBe(START - 5);
    expect(await audit()).toMatchObject([
      { action: "lead_status.deleted", record: { label: "רלוונטי" }, data: { movedTo: "נסגרה עסקה" } },
    ]);
    expect(heard()).toEqual([{ type: "lead_settings.changed" }, { type: "lead.changed", leadId: null }]);
  });

  test.each([
    ["new", "won", 409],
    ["won", "new", 409],
    ["lost", "new", 409],
    ["qualified", "qualified", 400],
    ["qualified", "nothing", 400],
    ["nothing", "new", 404],
  ])("%s to %s is refused", async (id, moveTo, status) => {
    const { remove, ids } = await anOffice();
    expect((await remove(id, moveTo)).status).toBe(status);
    expect(await ids()).toHaveLength(5);
  });

  test("of very many leads goes on in jobs, and nobody can choose it meanwhile", async () => {
    const office = await anOffice();
    const { business, manager, path, remove, list, ids, sent, run } = office;
    const count = MOVED_AT_ONCE * 5 + 3;
    await manyLeads(office, count, "qualified");
    const one = await aLead(business);
    expect(await (await remove("qualified", "contacted")).json()).toEqual({ isDone: false });
    expect((await list()).find(({ id }) => id === "qualified")).toMatchObject({ movesTo: "contacted" });
    expect(sent).toMatchObject([{ type: "empty_status", businessId: business.id, statusId: "qualified" }]);

    const move = await manager.put(`${business.path}/leads/${one.id}/status`, {
      body: { status: "qualified", from: "new" },
    });
    expect([move.status, (await errorOf(move)).details?.[0]?.field]).toEqual([400, "status"]);
    expect((await manager.patch(`${path}/qualified`, { body: { name: "אחר" } })).status).toBe(404);
    expect((await remove("contacted", "new")).status).toBe(409);
    expect((await remove("won", "qualified")).status).toBe(400);

    expect(await run(sent[0]!)).toBe(true);
    expect(await ids()).toEqual(["new", "contacted", "won", "lost"]);
    // Once more, as queues do.
    expect(await run(sent[0]!)).toBe(true);
    const counts = await (await manager.get(`${business.path}/leads/counts`)).json<{ items: unknown[] }>();
    expect(counts.items).toContainEqual({ status: "contacted", count, isMore: false });
  });

  test("leaves no way back to it: of a merge that is taken back the lead is where every lead begins", async () => {
    const { business, manager, remove, statusOf } = await anOffice();
    const [stays, goes] = [
      await aLead(business, { status: "qualified", name: "דנה" }),
      await aLead(business, { status: "won", name: "דנה" }),
    ];
    const merges = `${business.path}/lead-merges/${stays.id}`;
    const body = { mergedId: goes.id, choices: { status: "goes" }, seen: { stays: START, goes: START } };
    expect((await manager.post(merges, { body })).status).toBe(200);
    expect(await statusOf(stays.id)).toBe("won");
    expect(await (await remove("qualified", "contacted")).json()).toEqual({ isDone: true });
    const [merge] = (await (await manager.get(merges)).json<{ items: { id: string }[] }>()).items;
    expect((await manager.delete(`${business.path}/lead-merges/${merge?.id}`)).status).toBe(204);
    expect([await statusOf(stays.id), await statusOf(goes.id)]).toEqual(["new", "won"]);
  });

  test("takes nobody in who comes with it in that moment", async () => {
    const { business, remove, statusOf } = await anOffice();
    await business.scope.db.$client
      .prepare("update lead_statuses set moves_to = 'contacted' where business_id = ? and id = 'qualified'")
      .bind(business.id)
      .run();
    const tools = { now: START, newId: () => crypto.randomUUID() };
    const byFile = { source: "import", detail: null, author: { by: "import" }, actorName: null } as const;
    const person = (name: string) => ({ ...byFile, name, status: "qualified" });
    const one = await takeInPerson(business.scope, person("נועה"), tools);
    await remove("qualified", "contacted");
    const other = await takeInPerson(business.scope, person("רון"), tools);
    expect([await statusOf(one.leadId), await statusOf(other.leadId)]).toEqual(["contacted", "new"]);
  });

  test("costs a portion the same, however many leads are in it", async () => {
    const office = await anOffice();
    const { scope } = office.business;
    await manyLeads(office, 2_000, "qualified");
    const most = 50;
    const move = { from: "qualified", to: "won", by: { actorId: null, actorName: null }, now: START, most };
    // Triggers renew a lead's row in the order, its words and two numbers.
    expect(await rowsRead(scope, (counted) => moveSome(counted, move))).toBeLessThanOrEqual(most * 30);
    const left = await scope.db.$client
      .prepare("select count(*) as count from leads where business_id = ? and status = 'qualified'")
      .bind(scope.businessId)
      .first();
    expect(left).toEqual({ count: 2_000 - most });
  });

  test("that was stopped half-way goes on when it is asked for again", async () => {
    const office = await anOffice();
    const { business, remove, ids } = office;
    await manyLeads(office, 3, "qualified");
    await business.scope.db.$client
      .prepare("update lead_statuses set moves_to = 'contacted' where business_id = ? and id = 'qualified'")
      .bind(business.id)
      .run();
    expect(await (await remove("qualified", "won")).json()).toEqual({ isDone: true });
    expect(await ids()).toEqual(["new", "contacted", "won", "lost"]);
    const rows = await business.scope.db.$client
      .prepare("select count(*) as count from leads where business_id = ? and status = 'contacted'")
      .bind(business.id)
      .first();
    expect(rows).toEqual({ count: 3 });
  });
});
