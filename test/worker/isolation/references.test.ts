/** The database itself keeps the businesses apart: keys, indexes and references all carry the business. */
import { env as platform } from "cloudflare:workers";
import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead } from "../api/support/world.ts";
import * as schema from "../../../worker/db/tenant/schema.ts";
import type { Env } from "../../../worker/env.ts";

const env = platform as unknown as Env & Record<string, D1Database>;
const tables: SQLiteTable[] = Object.values(schema).filter((one) => is(one, SQLiteTable));
const named = tables.map((table) => [getTableConfig(table).name, table] as const);

const isRowNumber = (column: object): boolean => "autoIncrement" in column && column.autoIncrement === true;

describe.each(named)("the tenant table %s", (_, table) => {
  const { columns, primaryKeys, indexes, foreignKeys } = getTableConfig(table);

  test("has the business first in its key", () => {
    const single = columns.filter((column) => column.primary);
    // A number that the database gives names a row and no record: the key of such a table is its unique index.
    const [numbers, names] = [single.filter(isRowNumber), single.filter((column) => !isRowNumber(column))];
    const unique = indexes.filter(({ config }) => config.unique).map(({ config }) => config.columns[0]);
    const keys = [
      ...names.map(({ name }) => name),
      ...primaryKeys.map((key) => key.columns[0]?.name),
      ...(numbers.length > 0 ? unique.map((column) => (column as { name?: string }).name) : []),
    ];
    expect(keys).toEqual(["business_id"]);
    expect(getTableColumns(table)["businessId"]?.notNull).toBe(true);
  });

  test("has the business first in every index", () => {
    for (const { config } of indexes)
      expect((config.columns[0] as { name?: string } | undefined)?.name).toBe("business_id");
  });

  test("refers to other tables together with the business", () => {
    for (const key of foreignKeys) {
      const { columns: own, foreignColumns } = key.reference();
      expect([own[0]?.name, foreignColumns[0]?.name]).toEqual(["business_id", "business_id"]);
    }
  });
});

describe.each(["TENANT_0", "TENANT_1"])("%s refuses", (tenantDb) => {
  const two = async () => [await aBusiness({ tenantDb }), await aBusiness({ tenantDb })] as const;
  const run = (statement: string, ...values: unknown[]) =>
    env[tenantDb]!.prepare(statement)
      .bind(...values)
      .run();

  test("a call with another business's lead", async () => {
    const [ours, theirs] = await two();
    const lead = await aLead(theirs);
    await expect(aCall(ours, { leadId: lead.id })).rejects.toThrow();
    const call = await aCall(ours);
    await expect(
      run("update calls set lead_id = ? where business_id = ? and id = ?", lead.id, ours.id, call.id),
    ).rejects.toThrow(/FOREIGN KEY/);
  });

  test("to move a lead that has calls to another business", async () => {
    const [ours, theirs] = await two();
    const lead = await aLead(ours);
    await aCall(ours, { leadId: lead.id });
    await expect(
      run("update leads set business_id = ? where business_id = ? and id = ?", theirs.id, ours.id, lead.id),
    ).rejects.toThrow(/FOREIGN KEY/);
  });

  test("words and events in another business's call", async () => {
    const [ours, theirs] = await two();
    const call = await aCall(theirs);
    const turn = `insert into call_turns (business_id, call_id, seq, role, text, started_at) values (?, ?, 1, 'caller', 'x', 1)`;
    await expect(run(turn, ours.id, call.id)).rejects.toThrow(/FOREIGN KEY/);
    const event = `insert into call_events (business_id, call_id, seq, kind, at, data) values (?, ?, 1, 'dtmf', 1, '{}')`;
    await expect(run(event, ours.id, call.id)).rejects.toThrow(/FOREIGN KEY/);
  });

  test("to change or delete a line of the audit log", async () => {
    const [ours] = await two();
    await run(
      `insert into audit_log (business_id, id, at, actor_id, actor_name, action, record_type, record_id, data)
        values (?, 'line', 1, 'u', 'name', 'settings.changed', 'settings', 'x', '{}')`,
      ours.id,
    );
    await expect(run("update audit_log set actor_name = 'x' where business_id = ?", ours.id)).rejects.toThrow(
      /append-only/,
    );
    await expect(run("delete from audit_log where business_id = ?", ours.id)).rejects.toThrow(/append-only/);
  });
});

test("the directory's audit log refuses changes too", async () => {
  await env.DIRECTORY.prepare(
    `insert into audit_log (id, at, actor_id, actor_name, action, record_type, record_id, data)
      values (?, 1, 'u', 'name', 'business.created', 'business', 'x', '{}')`,
  )
    .bind(crypto.randomUUID())
    .run();
  await expect(env.DIRECTORY.prepare("update audit_log set at = 2").run()).rejects.toThrow(/append-only/);
  await expect(env.DIRECTORY.prepare("delete from audit_log").run()).rejects.toThrow(/append-only/);
});
