import { describe, expect, test } from "vitest";
import { databaseWith } from "./apply.ts";
import { keepProblems } from "./keeps-rows.ts";
import { fill } from "./made-rows.ts";
import { rowsOf } from "./structure.ts";
import { tableShapes } from "./table-shapes.ts";

const migration = (sql: string, tag = "0001_next") => ({ tag, file: `${tag}.sql`, sql });
const FIRST = migration(
  `create table businesses (id text primary key not null, slug text not null, kind text not null, check (kind in ('office', 'person')));
   create unique index slugs on businesses (slug);
   create table leads (business_id text not null references businesses(id), id text not null, email text, budget integer,
     rooms real not null default 1.5, seen blob, boss text, primary key (business_id, id),
     foreign key (business_id, boss) references leads (business_id, id), check (email = lower(email)));
   create table calls (business_id text not null, id integer primary key, lead_id text, at integer not null,
     foreign key (business_id, lead_id) references leads (business_id, id));
   create table log (id text not null);
   create trigger log_stays before update on log begin select raise(abort, 'no'); end`,
  "0000_init",
);
const problemsOf = (sql: string) => keepProblems([FIRST], migration(sql)).map(({ problem }) => problem);

describe("rows are made for any table", () => {
  const db = databaseWith([FIRST]);
  fill(db, tableShapes(db), [0, 1, 2, 3, 4, 5, 6, 7]);

  test("eight each, with references that hold, empty places, and rows that share what they may", () => {
    const count = (sql: string) => rowsOf(db, `select count(*) as n from ${sql}`)[0]?.["n"];
    for (const table of ["businesses", "leads", "calls", "log"]) expect([table, count(table)]).toEqual([table, 8]);
    expect(rowsOf(db, "select * from pragma_foreign_key_check")).toEqual([]);
    expect(count("calls where lead_id is not null")).toBeGreaterThan(0);
    expect(count("leads where email is null")).toBeGreaterThan(0);
    expect(count("leads where email is not null")).toBeGreaterThan(0);
    expect(count("(select distinct business_id from leads)")).toBeLessThan(8);
  });

  test("the same each time", () => {
    const again = databaseWith([FIRST]);
    fill(again, tableShapes(again), [0, 1, 2, 3, 4, 5, 6, 7]);
    for (const table of ["businesses", "leads", "calls"])
      expect(rowsOf(again, `select * from ${table}`)).toEqual(rowsOf(db, `select * from ${table}`));
  });
});

describe("a migration that keeps every row", () => {
  test.each([
    "alter table leads add score integer not null default 7; update leads set score = budget where budget is not null",
    "create table names (name text); insert into names select email from leads; create index l on leads (email)",
    "create trigger t after insert on leads begin select 1; end",
  ])("passes: %s", (sql) => {
    expect(problemsOf(sql)).toEqual([]);
  });
});

describe("a migration is refused", () => {
  test.each([
    [
      "whose statement does not go with the rows",
      "create unique index once on leads (business_id)",
      /cannot be applied: UNIQUE/,
    ],
    [
      "that deletes a row",
      "delete from calls where rowid = (select max(rowid) from calls)",
      /^1 of 8 rows of calls are gone/,
    ],
    [
      "that changes values",
      "update leads set budget = 1 where budget is not null",
      /rows of leads are gone or changed; one was/,
    ],
    ["that drops a column", "alter table leads drop column budget", /leads cannot be read any more: .*budget/],
    ["that renames a table", "alter table calls rename to talks", /calls cannot be read any more/],
  ])("%s", (_, sql, problem) => {
    expect(problemsOf(sql).join("\n")).toMatch(problem);
  });

  test("that keeps the rows and does not let the version before write", () => {
    const refusing =
      "create trigger t before insert on leads when new.email is null begin select raise(abort, 'named!'); end";
    expect(problemsOf(refusing)).toEqual(["the version before cannot write leads any more: named!"]);
    const frozen = "create trigger t before update on leads begin select raise(abort, 'frozen'); end";
    expect(problemsOf(frozen)).toEqual(["the version before cannot change leads any more: frozen"]);
  });

  test("that makes a rule between two kinds of rows which the version before does not know", () => {
    expect(problemsOf("create unique index one_slug_a_kind on businesses (kind)").join()).toMatch(/UNIQUE/);
  });
});

test("a table that takes no row at all is told, not left out", () => {
  const closed = migration("create table closed (id text, check (0)); create table fine (id text)", "0000_init");
  expect(keepProblems([closed], migration("create table more (id text)"))).toEqual([
    {
      file: "0001_next.sql",
      problem: expect.stringMatching(/no row could be made for closed: CHECK constraint failed/),
    },
  ]);
});
