import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate.ts";

let folder: string;
let sqlite: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentlocator-migrate-"));
  sqlite = new DatabaseSync(":memory:");
});
afterEach(() => {
  sqlite.close();
  rmSync(folder, { recursive: true });
});

/** As much of D1 as a migration needs: a batch is done whole or not at all. */
class Statement {
  readonly #sql: string;
  readonly #values: SQLInputValue[];

  constructor(sql: string, values: SQLInputValue[] = []) {
    this.#sql = sql;
    this.#values = values;
  }
  bind = (...values: SQLInputValue[]): Statement => new Statement(this.#sql, values);
  run = async () => void sqlite.prepare(this.#sql).run(...this.#values);
  all = async () => ({ results: sqlite.prepare(this.#sql).all(...this.#values) });
}

const database = {
  prepare: (sql: string) => new Statement(sql),
  async batch(statements: Statement[]) {
    sqlite.exec("begin");
    try {
      for (const statement of statements) await statement.run();
      sqlite.exec("commit");
    } catch (error) {
      sqlite.exec("rollback");
      throw error;
    }
  },
} as unknown as D1Database;

const write = (name: string, ...statements: string[]) =>
  writeFileSync(join(folder, name), statements.join("\n--> statement-breakpoint\n"));
const namesIn = (sql: string) =>
  sqlite
    .prepare(sql)
    .all()
    .map(({ name }) => name);
const applied = () => namesIn("select name from d1_migrations order by id");
const tables = () => namesIn("select name from sqlite_schema where name in ('a', 'b', 'c') order by name");

test("what is missing is applied in the order of the names, and once", async () => {
  write("0001_b.sql", "create table b (id integer)", "alter table a add b integer");
  write("0000_a.sql", "create table a (id integer)");
  writeFileSync(join(folder, "notes.txt"), "not SQL");
  await migrate(database, folder);
  await migrate(database, folder);
  expect(applied()).toEqual(["0000_a.sql", "0001_b.sql"]);
  write("0002_c.sql", "create table c (id integer)");
  await migrate(database, folder);
  expect(applied()).toEqual(["0000_a.sql", "0001_b.sql", "0002_c.sql"]);
  expect(tables()).toEqual(["a", "b", "c"]);
});

test("one that fails half-way leaves nothing behind, and is tried again", async () => {
  write("0000_a.sql", "create table a (id integer)");
  write("0001_b.sql", "create table b (id integer)", "create table a (id integer)");
  write("0002_c.sql", "create table c (id integer)");
  await expect(migrate(database, folder)).rejects.toThrow("already exists");
  expect([applied(), tables()]).toEqual([["0000_a.sql"], ["a"]]);
  write("0001_b.sql", "create table b (id integer)");
  await migrate(database, folder);
  expect(tables()).toEqual(["a", "b", "c"]);
});
