/** Tags on leads, and saved views of the list. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, errorOf, makeWorld } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Tag } from "../../../core/leads/tags.ts";
import type { LeadView } from "../../../core/leads/views.ts";
import type { Lead } from "../../../core/leads/wire.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business);
  const person = await aMember(business, "business");
  const [manager, agent] = [await world.signedIn(boss.email), await world.signedIn(person.email)];
  const make = async (name: string, by = agent): Promise<Tag> =>
    (await by.post(`${business.path}/lead-tags`, { body: { name, color: "red" } })).json();
  const tags = async () =>
    (await (await agent.get(`${business.path}/lead-tags`)).json<{ items: Tag[] }>()).items.map(({ name }) => name);
  const put = (leadId: string, add: string[], remove: string[] = [], by = agent) =>
    by.put(`${business.path}/leads/${leadId}/tags`, { body: { add, remove } });
  const events = (leadId: string) =>
    business.scope.db.all<{ data: string; actor: string }>(
      sql`select data, actor_name as actor from lead_events where lead_id = ${leadId} and kind = 'tags' order by rowid`,
    );
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, boss, person, manager, agent, make, tags, put, events, audit };
}

describe("tags", () => {
  test("one word is one tag, however it is written", async () => {
    const { make, tags } = await anOffice();
    const first = await make("דחוף");
    expect((await make("דָּחוּף")).id).toBe(first.id);
    expect((await make(" דחוף ")).id).toBe(first.id);
    expect((await Promise.all(["Hot", "hot", "HOT"].map((name) => make(name)))).map(({ id }) => id)).toHaveLength(3);
    expect((await tags()).length).toBe(2);
  });

  test("are put on a lead and taken off, each change a line of its timeline, and the list is filtered by them", async () => {
    const { business, make, put, events, agent, person } = await anOffice();
    const [hot, view] = [await make("חם"), await make("נוף")];
    const lead = await aLead(business);
    await aLead(business);
    expect(await (await put(lead.id, [hot.id, view.id, "none"])).json()).toEqual({
      tags: expect.toSatisfy((ids: string[]) => ids.length === 2),
    });
    await put(lead.id, [hot.id]);
    await put(lead.id, [], [view.id, view.id]);
    expect((await events(lead.id)).map(({ data, actor }) => [JSON.parse(data), actor])).toEqual([
      [{ added: ["חם", "נוף"], removed: [] }, person.name],
      [{ added: [], removed: ["נוף"] }, person.name],
    ]);
    const found = await (await agent.get(`${business.path}/leads?tag=${hot.id}`)).json<{ items: Lead[] }>();
    expect(found.items.map(({ id, tags }) => [id, tags])).toEqual([[lead.id, [hot.id]]]);
  });

  test("of many at one moment each change is told once", async () => {
    const { business, make, put, events } = await anOffice();
    const tag = await make("חם");
    const lead = await aLead(business);
    await Promise.all([1, 2, 3, 4].map(() => put(lead.id, [tag.id])));
    expect(await events(lead.id)).toHaveLength(1);
  });

  test("an agent who sees only their own tags no other's lead, and nobody another business's", async () => {
    const { business, make, put, manager } = await anOffice();
    const tag = await make("חם");
    const other = await aBusiness();
    expect((await put((await aLead(other)).id, [tag.id])).status).toBe(404);
    const lead = await aLead(business);
    await manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    expect((await put(lead.id, [tag.id])).status).toBe(404);
    expect((await put(lead.id, [tag.id], [], manager)).status).toBe(200);
  });

  test("are renamed by managers, no two to one word; it is on record", async () => {
    const { make, tags, manager, agent, business, audit, hubCalls } = await anOffice();
    const [hot] = [await make("חם"), await make("קר")];
    const path = `${business.path}/lead-tags/${hot.id}`;
    expect((await agent.put(path, { body: { name: "רותח", color: "red" } })).status).toBe(403);
    const taken = await manager.put(path, { body: { name: "קַר", color: "red" } });
    expect((await errorOf(taken)).details?.[0]?.field).toBe("name");
    expect((await manager.put(path, { body: { name: "רותח", color: "orange" } })).status).toBe(200);
    expect(await tags()).toEqual(["קר", "רותח"]);
    expect(await audit()).toMatchObject([{ action: "lead_tag.changed", data: { from: "חם" } }]);
    expect(hubCalls.map(({ argument }) => argument)).toContainEqual({ type: "lead_settings.changed" });
  });
});

describe("saved views", () => {
  const settings = {
    of: "mine",
    agent: null,
    status: ["new"],
    source: ["call"],
    tag: [],
    deal: ["buy"],
    q: "",
    sort: "name",
    columns: ["wish", "status"],
  };
  const view = (name: string, isShared = false) => ({ name, isShared, settings });

  async function withViews() {
    const office = await anOffice();
    const path = `${office.business.path}/lead-views`;
    const list = async (by = office.agent) => (await (await by.get(path)).json<{ items: LeadView[] }>()).items;
    const save = (body: object, by = office.agent) => by.post(path, { body });
    return { ...office, path, list, save };
  }

  test("are one's own, unless a manager shares them", async () => {
    const { list, save, manager, agent, path, audit } = await withViews();
    const own = await (await save(view("שלי"))).json<LeadView>();
    expect(await list()).toEqual([{ ...view("שלי"), id: own.id, isOwn: true }]);
    expect(await list(manager)).toEqual([]);
    expect((await save(view("לכולם", true))).status).toBe(403);
    expect((await agent.put(`${path}/${own.id}`, { body: view("לכולם", true) })).status).toBe(403);
    const shared = await (await save(view("לכולם", true), manager)).json<LeadView>();
    expect((await list()).map(({ name, isOwn }) => [name, isOwn])).toEqual([
      ["שלי", true],
      ["לכולם", false],
    ]);
    expect((await agent.delete(`${path}/${shared.id}`)).status).toBe(403);
    expect((await manager.delete(`${path}/${own.id}`)).status).toBe(404);
    expect((await agent.put(`${path}/${own.id}`, { body: view("חדש") })).status).toBe(200);
    expect((await manager.delete(`${path}/${shared.id}`)).status).toBe(204);
    expect((await agent.delete(`${path}/${own.id}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await audit()).map(({ action }) => action).toSorted()).toEqual(["lead_view.changed", "lead_view.deleted"]);
  });

  test("another business's is none", async () => {
    const { path, manager, save } = await withViews();
    const theirs = await withViews();
    const shared = await (await theirs.save(view("שלהם", true), theirs.manager)).json<LeadView>();
    expect((await manager.put(`${path}/${shared.id}`, { body: view("שלנו") })).status).toBe(404);
    expect((await manager.delete(`${path}/${shared.id}`)).status).toBe(404);
    expect((await save(view("שלנו"))).status).toBe(200);
  });

  test.each([
    { ...view("x"), settings: { ...settings, sort: "height" } },
    { ...view("x"), settings: { ...settings, columns: ["secret"] } },
    { ...view(""), settings },
    { ...view("x"), settings: { ...settings, status: Array.from({ length: 31 }, () => "a") } },
  ])("is refused when it makes no sense: %j", async (body) => {
    const { save } = await withViews();
    expect((await save(body)).status).toBe(400);
  });
});
