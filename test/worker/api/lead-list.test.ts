/** The list of leads in other orders than the kept one, and how many match. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aLead, aMember, makeWorld, START, type TestBusiness } from "./support/world.ts";
import { rowsRead } from "./support/rows-read.ts";
import type { LeadCount, LeadPage } from "../../../core/leads/list.ts";
import { SORTED_MOST } from "../../../core/leads/list-sorts.ts";
import type { BusinessScope } from "../../../worker/db/scope.ts";
import { countMatching, findLeads } from "../../../worker/features/leads/service.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business);
  const manager = await world.signedIn(boss.email);
  const list = async (query: string): Promise<LeadPage> =>
    (await manager.get(`${business.path}/leads?${query}`)).json();
  const names = async (query: string) => (await list(query)).items.map(({ name }) => name);
  const count = async (query = ""): Promise<LeadCount> =>
    (await manager.get(`${business.path}/leads/count?${query}`)).json();
  return { ...world, business, manager, list, names, count };
}

const many = ({ scope }: TestBusiness, count: number, status = "new") =>
  scope.db
    .run(sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.raw(String(count - 1))})
    insert into leads (business_id, id, name, status, source, created_at, updated_at)
    select ${scope.businessId}, ${status} || '-' || i, 'שם ' || i, ${status}, 'call', ${START} - i, ${START} + i from n`);

describe("the order of the list", () => {
  test("is by name, the nameless last, or by when they came; a page at a time", async () => {
    const { business, names, list } = await anOffice();
    await aLead(business, { name: "תמר", createdAt: START + 1, updatedAt: START + 9 });
    await aLead(business, { name: null, createdAt: START + 2, updatedAt: START + 8 });
    await aLead(business, { name: "אבי", createdAt: START + 3, updatedAt: START + 7 });
    await aLead(business, { name: "בני", createdAt: START + 4, updatedAt: START + 6, status: "won" });
    expect(await names("sort=name")).toEqual(["אבי", "בני", "תמר", null]);
    expect(await names("sort=created")).toEqual(["בני", "אבי", null, "תמר"]);
    expect(await names("sort=created&status=new")).toEqual(["אבי", null, "תמר"]);
    for (const sort of ["name", "created"]) {
      const whole = (await list(`sort=${sort}`)).items.map(({ id }) => id);
      const paged: string[] = [];
      let cursor = "";
      do {
        const page = await list(`sort=${sort}&limit=3&cursor=${cursor}`.replace(/&cursor=$/, ""));
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? "";
      } while (cursor !== "");
      expect(paged).toEqual(whole);
    }
  });

  test("by name of more than a thousand is not made: the kept one comes, and says so", async () => {
    const { business, list, count } = await anOffice();
    await many(business, SORTED_MOST + 1);
    await many(business, 3, "won");
    const first = await list("sort=name&limit=2");
    expect(first.sort).toBe("changed");
    const second = await list(`sort=name&limit=2&cursor=${first.nextCursor}`);
    expect(second.sort).toBe("changed");
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      (await list("limit=4")).items.map(({ id }) => id),
    );
    expect((await list("sort=name&status=won")).sort).toBe("name");
    // All of them by when they came lie in an index.
    expect((await list("sort=created")).sort).toBe("created");
    expect((await list("sort=created&status=new")).sort).toBe("changed");
    expect(await count()).toEqual({ count: SORTED_MOST, isMore: true });
    expect(await count("status=won")).toEqual({ count: 3, isMore: false });
  });

  test("a page of a hundred is read, of an agent who sees only their own too", async () => {
    const { business, list } = await anOffice();
    await many(business, 150);
    await business.scope.db.run(sql`update leads set assigned_to = 'one' where business_id = ${business.id}`);
    const page = { limit: 100, cursor: undefined };
    expect((await list("limit=100")).items).toHaveLength(100);
    const own = { ...business.scope, onlyOf: "one" };
    expect((await findLeads(own, page, {})).items).toHaveLength(100);
    expect((await findLeads(own, page, {}, undefined, "name")).sort).toBe("name");
    const other = { ...business.scope, onlyOf: "other" };
    for (const sort of ["changed", "created", "name"] as const)
      expect((await findLeads(other, page, {}, undefined, sort)).items).toEqual([]);
    expect(await countMatching(other, {})).toEqual({ count: 0, isMore: false });
  });

  test("reads what it shows, or no more than is put in order", async () => {
    const { business } = await anOffice();
    await many(business, 4_000);
    await many(business, 40, "won");
    const page = { limit: 25, cursor: undefined };
    const read = (sort: "created" | "name", filter = {}) =>
      rowsRead(business.scope, (scope) => findLeads(scope, page, filter, undefined, sort));
    expect(await read("created")).toBeLessThanOrEqual(12 * 25);
    expect(await read("name", { status: ["won"] })).toBeLessThanOrEqual(12 * 40);
    expect(await read("name")).toBeLessThanOrEqual(6 * SORTED_MOST);
    for (const filter of [{}, { status: ["new"] }, { assignedTo: ["none"] }])
      expect(await rowsRead(business.scope, (scope) => countMatching(scope, filter))).toBeLessThanOrEqual(30);
    const filtered = (scope: BusinessScope) => countMatching(scope, { source: ["call"] });
    expect(await rowsRead(business.scope, filtered)).toBeLessThanOrEqual(3 * SORTED_MOST);
  });
});
