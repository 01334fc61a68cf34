/** Deleted leads: in the bin for 30 days, then gone for good. */
import { eq, sql } from "drizzle-orm";
import { getTableName } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, makeWorld, START } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { BinLead } from "../../../core/leads/bin.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import { PERSON_TABLES } from "../../../worker/db/tenant/person-tables.ts";
import { calls, leads } from "../../../worker/db/tenant/schema.ts";
import { sweepBin } from "../../../worker/features/leads/bin/service.ts";

const DAY_MS = 24 * 3_600_000;

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business);
  const person = await aMember(business, "business");
  const [manager, agent] = [await world.signedIn(boss.email), await world.signedIn(person.email)];
  const at = (leadId: string) => `${business.path}/leads/${leadId}`;
  const shown = async (by = manager) =>
    (await (await by.get(`${business.path}/leads`)).json<{ items: Lead[] }>()).items.map(({ id }) => id);
  const bin = async (by = manager) =>
    (await (await by.get(`${business.path}/lead-bin`)).json<{ items: BinLead[] }>()).items;
  const remove = (leadId: string, by = manager) => by.delete(at(leadId));
  const restore = (leadId: string, by = manager) => by.post(`${at(leadId)}/restore`);
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, boss, person, manager, agent, shown, bin, remove, restore, audit };
}

describe("the bin", () => {
  test("takes a lead out of the list and gives it back, each on record and in its timeline once", async () => {
    const { business, boss, shown, bin, remove, restore, audit } = await anOffice();
    const lead = await aLead(business, { name: "דנה", phone: "+972525550201" });
    await Promise.all([remove(lead.id), remove(lead.id), remove(lead.id)]);
    expect(await shown()).toEqual([]);
    expect(await bin()).toEqual([
      {
        id: lead.id,
        name: "דנה",
        phone: "+972525550201",
        phoneTyped: null,
        assignedTo: null,
        deletedAt: START,
        deletedBy: boss.id,
      },
    ]);
    await Promise.all([restore(lead.id), restore(lead.id)]);
    expect(await shown()).toEqual([lead.id]);
    expect(await bin()).toEqual([]);
    expect((await audit()).map(({ action }) => action).toSorted()).toEqual(["lead.deleted", "lead.restored"]);
    const kinds = await business.scope.db.all<{ kind: string }>(
      sql`select kind from lead_events where lead_id = ${lead.id} order by kind`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["deleted", "restored"]);
  });

  test("of others is not there for an agent who sees only their own", async () => {
    const { business, person, manager, agent, bin, remove, restore } = await anOffice();
    const [own, other] = [await aLead(business, { assignedTo: person.id }), await aLead(business)];
    await manager.patch(`${business.path}/policy`, { body: { agentsSee: "own" } });
    expect((await remove(other.id, agent)).status).toBe(404);
    expect((await remove(own.id, agent)).status).toBe(204);
    await remove(other.id);
    expect((await bin(agent)).map(({ id }) => id)).toEqual([own.id]);
    expect((await restore(other.id, agent)).status).toBe(404);
    expect(await bin()).toHaveLength(2);
  });

  test("of another business is none", async () => {
    const { restore, remove, bin } = await anOffice();
    const other = await aBusiness();
    const theirs = await aLead(other, { deletedAt: START });
    expect((await remove((await aLead(other)).id)).status).toBe(404);
    expect((await restore(theirs.id)).status).toBe(404);
    expect(await bin()).toEqual([]);
  });

  test("a lead that is edited while it is deleted is deleted, and cannot be changed until it is back", async () => {
    const { business, manager, remove, restore } = await anOffice();
    const lead = await aLead(business);
    const tag = await (
      await manager.post(`${business.path}/lead-tags`, { body: { name: "חם", color: "red" } })
    ).json<{ id: string }>();
    const put = () => manager.put(`${business.path}/leads/${lead.id}/tags`, { body: { add: [tag.id], remove: [] } });
    const [, edited] = await Promise.all([remove(lead.id), put()]);
    expect([200, 404]).toContain(edited?.status);
    expect((await put()).status).toBe(404);
    await restore(lead.id);
    expect((await put()).status).toBe(200);
  });

  test("after 30 days they go with all that is theirs; calls stay, and the number is free again", async () => {
    const { business, manager, deps, clock, remove, restore } = await anOffice();
    const { scope } = business;
    const [old, saved, young] = [
      await aLead(business, { phone: "+972525550201", dealType: "buy" }),
      await aLead(business, { phone: "+972525550202" }),
      await aLead(business, { phone: "+972525550203" }),
    ];
    const tag = await (
      await manager.post(`${business.path}/lead-tags`, { body: { name: "חם", color: "red" } })
    ).json<{ id: string }>();
    await manager.post(`${business.path}/leads/bulk`, {
      body: { id: crypto.randomUUID(), action: { kind: "tags", add: [tag.id], remove: [] }, which: { ids: [old.id] } },
    });
    const call = await aCall(business, { leadId: old.id });
    await remove(old.id);
    await remove(saved.id);
    await restore(saved.id);
    await scope.db
      .update(leads)
      .set({ deletedAt: START + DAY_MS })
      .where(eq(leads.id, young.id));
    clock.now += 30 * DAY_MS + 1;
    await sweepBin(deps);
    const left = await scope.db.select().from(leads).where(eq(leads.businessId, business.id));
    expect(left.map(({ id }) => id).toSorted()).toEqual([saved.id, young.id].toSorted());
    for (const { table, by, isChild } of PERSON_TABLES) {
      if (by !== "lead" || !(isChild || getTableName(table) === "lead_bulk_changes")) continue;
      const rows = await scope.db.all(
        sql`select 1 from ${table} where business_id = ${business.id} and lead_id = ${old.id}`,
      );
      expect(rows, getTableName(table)).toEqual([]);
    }
    const [kept] = await scope.db.select().from(calls).where(eq(calls.id, call.id));
    expect(kept).toMatchObject({ leadId: null });
    await expect(aLead(business, { phone: "+972525550201" })).resolves.toBeDefined();
  });
});
