import { generateSQLiteDrizzleJson } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import {
  check as rule,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { check } from "./check.ts";
import type { Schema } from "./schema-match.ts";
import { aChain } from "./test-chain.ts";

const owners = sqliteTable("owners", { id: text("id").primaryKey() });
const leads = sqliteTable(
  "leads",
  {
    business: text("business").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull().default("nobody"),
    owner: text("owner"),
    budget: integer("budget"),
  },
  (table) => [
    primaryKey({ columns: [table.business, table.id] }),
    uniqueIndex("leads_name")
      .on(table.business, table.name)
      .where(sql`${table.owner} is null`),
    index("leads_budget").on(table.business, table.budget),
    foreignKey({ columns: [table.owner], foreignColumns: [owners.id] }),
    rule("leads_named", sql`${table.name} <> ''`),
  ],
);
const SCHEMA: Schema = { owners, leads };
const FIRST = `create table owners (id text primary key not null);
--> statement-breakpoint
create table leads (
  id text not null, business text not null, name text default 'nobody' not null, owner text,
  primary key (business, id),
  foreign key (owner) references owners(id) on update no action on delete no action,
  check ("leads"."name" <> '')
);
--> statement-breakpoint
create unique index leads_name on leads (business, name) where "leads"."owner" is null;`;
const SECOND = `alter table leads add budget integer;
--> statement-breakpoint
create index leads_budget on leads (business, budget);`;

async function problemsOf({ first = FIRST, second = SECOND, beside = [] as string[], schema = SCHEMA } = {}) {
  const { folder } = aChain({ "0000_init": first, "0001_more": second }, await generateSQLiteDrizzleJson(SCHEMA));
  return (await check({ folder, schema, beside })).map(({ file, problem }) => `${file}: ${problem}`);
}

describe("the migrations together make the drizzle schema", () => {
  test("in whatever order the columns came", async () => {
    expect(await problemsOf()).toEqual([]);
  });

  test.each([
    ["a column's type", { second: SECOND.replace("budget integer", "budget text") }, /column leads\.budget is «text/],
    ["a default", { first: FIRST.replace("'nobody'", "'no'") }, /column leads\.name .*'no'.*'nobody'/],
    ["NOT NULL", { first: FIRST.replace("default 'nobody' not null", "default 'nobody'") }, /column leads\.name/],
    ["the order of a key", { first: FIRST.replace("key (business, id)", "key (id, business)") }, /primary key 1/],
    [
      "a foreign key",
      { first: FIRST.replace(/ {2}foreign key.*\n/, "") },
      /foreign key leads \(owner\) to owners \(id\) is missing/,
    ],
    ["a foreign key's action", { first: FIRST.replace("delete no action", "delete cascade") }, /on delete cascade/],
    ["a check", { first: FIRST.replace("<> ''", "<> 'x'") }, /check on leads: leads \. name < > '' is missing/],
    ["an index's columns", { second: SECOND.replace("(business, budget)", "(budget)") }, /index leads_budget/],
    ["an index's condition", { first: FIRST.replace("is null", "is not null") }, /index leads_name/],
    ["uniqueness", { first: FIRST.replace("unique index", "index") }, /index leads_name is «leads/],
    [
      "a table too many",
      { first: `${FIRST}\n--> statement-breakpoint\ncreate table extra (id text);` },
      /table extra is not in/,
    ],
    [
      "a table of another kind",
      {
        first: FIRST.replace(
          /\);\n--> statement-breakpoint\ncreate unique/,
          ") without rowid;\n--> statement-breakpoint\ncreate unique",
        ),
      },
      /table leads is «without rowid»/,
    ],
  ])("not with another value for %s", async (_, change, problem) => {
    expect((await problemsOf(change)).join("\n")).toMatch(problem);
  });

  test("not when the schema has gone on: the next migration has to be generated", async () => {
    const more = sqliteTable("owners", { id: text("id").primaryKey(), phone: text("phone") });
    expect((await problemsOf({ schema: { owners: more, leads } })).join("\n")).toMatch(
      /tables\.owners\.columns\.phone\.name is missing.*db:generate/,
    );
  });

  test("with the triggers that are named, which drizzle does not know, and no others", async () => {
    const trigger = "create trigger keep before delete on owners begin select raise(abort, 'no'); end;";
    const first = `${FIRST}\n--> statement-breakpoint\n${trigger}`;
    expect(await problemsOf({ first, beside: ["trigger keep"] })).toEqual([]);
    expect((await problemsOf({ first })).join()).toMatch(/trigger keep is not in the schema/);
    expect((await problemsOf({ beside: ["trigger keep"] })).join()).toMatch(/trigger keep is missing/);
  });
});

describe("a broken migration", () => {
  test("that SQLite does not take is told by file, line and statement, and nothing is built on it", async () => {
    const [problem, ...others] = await problemsOf({
      second: SECOND.replace("(business, budget)", "(business, price)"),
    });
    expect(problem).toMatch(
      /^0001_more\.sql:3: create index leads_budget [^\n]*\n +cannot be applied: no such column: price/,
    );
    expect(others).toEqual([]);
  });

  test("with two statements and no mark between them is refused, because some tools cut at the marks", async () => {
    const second = SECOND.replace("--> statement-breakpoint\n", "");
    expect((await problemsOf({ second })).join()).toMatch(/0001_more\.sql: between two marks/);
  });

  test("that takes something away is refused with its line", async () => {
    const second = `${SECOND}\n--> statement-breakpoint\nalter table leads drop column name;`;
    expect((await problemsOf({ second })).join()).toMatch(/^0001_more\.sql:5: alter table leads drop column name/);
  });
});
