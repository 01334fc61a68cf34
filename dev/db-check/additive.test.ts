import { describe, expect, test } from "vitest";
import { objectionsTo } from "./additive.ts";

const BEFORE = new Map([
  ["leads", new Set(["business_id", "id", "name", "phone"])],
  ["calls", new Set(["business_id", "id"])],
]);
const problemsOf = (sql: string) => objectionsTo(sql, BEFORE).map(({ problem }) => problem);

describe("what adds passes", () => {
  test.each([
    "CREATE TABLE `tags` (`id` text PRIMARY KEY NOT NULL, FOREIGN KEY (`id`) REFERENCES `leads`(`id`))",
    "create table if not exists main.tags (id text unique check (id <> ''))",
    "CREATE VIRTUAL TABLE leads_fts USING fts5(name, tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE VIEW names AS SELECT name FROM leads",
    "CREATE INDEX `leads_name` ON `leads` (`business_id`,`name`) WHERE name is not null",
    "ALTER TABLE leads ADD score integer",
    "ALTER TABLE `leads` ADD COLUMN `score` integer DEFAULT 0 NOT NULL",
    "ALTER TABLE leads ADD score integer NOT NULL DEFAULT (1 + 2)",
    "ALTER TABLE leads ADD score integer NOT NULL DEFAULT -1",
    "ALTER TABLE leads ADD owner text REFERENCES users(id) ON DELETE SET NULL ON UPDATE NO ACTION NOT DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE leads ADD score integer CHECK (score >= 0 and score <> length('name'))",
    "ALTER TABLE leads ADD initial text GENERATED ALWAYS AS (substr(name, 1, 1)) VIRTUAL",
    "ALTER TABLE leads ADD drop_reason text; ALTER TABLE leads ADD `delete` text DEFAULT 'drop table leads'",
    "-- DROP TABLE leads;\nALTER TABLE leads ADD score integer /* RENAME TO x */",
    "ALTER TABLE leads ADD full text; UPDATE leads SET full = (select name from calls where 1) || phone WHERE name is not null",
    "ALTER TABLE leads ADD a text; ALTER TABLE leads ADD b text; UPDATE leads SET (a, b) = (name, phone), a = 1",
    "CREATE TABLE names (name text); INSERT INTO names SELECT name FROM leads; INSERT OR IGNORE INTO names VALUES ('x')",
    "CREATE TABLE names (name text); UPDATE names SET name = 'x'; CREATE UNIQUE INDEX n ON names (name)",
    "ALTER TABLE leads ADD slug text; CREATE UNIQUE INDEX leads_slug ON leads (business_id, slug COLLATE nocase DESC)",
    "CREATE TABLE log (id text); CREATE TRIGGER no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    `CREATE VIRTUAL TABLE f USING fts5(name);
     CREATE TRIGGER f_in AFTER INSERT ON leads BEGIN INSERT INTO f (rowid, name) VALUES (new.rowid, new.name); END;
     CREATE TRIGGER f_out AFTER DELETE ON leads BEGIN DELETE FROM f WHERE rowid = old.rowid; END`,
  ])("%s", (sql) => {
    expect(problemsOf(sql)).toEqual([]);
  });
});

describe("what takes away or narrows is refused", () => {
  test.each([
    ["DROP TABLE leads", /DROP/],
    ["drop index if exists leads_name", /DROP/],
    ["DROP TRIGGER x", /DROP/],
    ["/* harmless */ DROP VIEW v", /DROP/],
    ["DELETE FROM leads", /rows away/],
    ["REPLACE INTO leads (id) VALUES ('a')", /rows away/],
    ["ALTER TABLE leads RENAME TO people", /only ADD COLUMN/],
    ["ALTER TABLE leads RENAME COLUMN name TO full_name", /only ADD COLUMN/],
    ["ALTER TABLE leads DROP COLUMN phone", /only ADD COLUMN/],
    ["ALTER TABLE leads ALTER COLUMN phone SET NOT NULL", /only ADD COLUMN/],
    ["ALTER TABLE leads ADD CONSTRAINT c CHECK (name <> '')", /rule/],
    ["ALTER TABLE leads ADD CHECK (name <> '')", /rule/],
    ["ALTER TABLE leads ADD score integer NOT NULL", /default/],
    ["ALTER TABLE leads ADD score integer NOT NULL DEFAULT NULL", /default/],
    ["ALTER TABLE leads ADD score integer NOT NULL REFERENCES calls(id) ON DELETE SET DEFAULT", /default/],
    ["ALTER TABLE leads ADD score text UNIQUE", /unique/],
    ["ALTER TABLE leads ADD score text PRIMARY KEY", /unique/],
    ["ALTER TABLE leads ADD score integer CHECK (score > length(`name`))", /values of name/],
    ["ALTER TABLE leads ADD initial text NOT NULL AS (substr(name, 1, 1))", /computed/],
    ["CREATE UNIQUE INDEX leads_name ON leads (business_id, name)", /rows of leads/],
    ["CREATE UNIQUE INDEX leads_name ON leads (lower(name)) WHERE phone is not null", /rows of leads/],
    [
      "ALTER TABLE leads ADD kind text DEFAULT 'x'; CREATE UNIQUE INDEX k ON leads (business_id, kind)",
      /rows of leads/,
    ],
    ["CREATE TABLE leads (id text)", /already/],
    ["CREATE TABLE IF NOT EXISTS `Leads` (id text)", /already/],
    ["CREATE TEMP TABLE t (id text)", /cannot|nothing/],
    ["INSERT INTO leads (id) VALUES ('a')", /not new/],
    ["INSERT OR REPLACE INTO leads (id) VALUES ('a')", /REPLACE/],
    ["UPDATE leads SET name = 'x'", /name of leads/],
    ["ALTER TABLE leads ADD score integer; UPDATE leads SET score = 1, phone = null WHERE id = 'a'", /phone of leads/],
    ["ALTER TABLE leads ADD score integer; UPDATE leads AS l SET (score, name) = (1, 'x')", /name of leads/],
    ["ALTER TABLE leads ADD score integer; UPDATE OR REPLACE leads SET score = 1", /REPLACE/],
    ["WITH x AS (select 1) DELETE FROM leads", /nothing else/],
    ["PRAGMA foreign_keys=OFF", /nothing else/],
    ["VACUUM", /nothing else/],
    ["ATTACH 'other.db' AS other", /nothing else/],
    ["CREATE TRIGGER t BEFORE INSERT ON leads WHEN new.name is null BEGIN SELECT RAISE(ABORT, 'no'); END", /refuses/],
    ["CREATE TRIGGER t AFTER INSERT ON leads BEGIN DELETE FROM calls; END", /rows of calls/],
    ["CREATE TRIGGER t AFTER INSERT ON leads BEGIN UPDATE leads SET name = 'x'; END", /name of leads/],
    [
      "CREATE TRIGGER t AFTER INSERT ON leads BEGIN SELECT 1; INSERT INTO calls (id) VALUES ('a'); END",
      /calls is not new/,
    ],
    ["UPDATE leads SET name = 'never closed", /quote/],
  ] as const)("%s", (sql, problem) => {
    expect(problemsOf(sql)).toEqual([expect.stringMatching(problem)]);
  });

  test("drizzle's own way of changing a column, a table made anew, at each of its steps", () => {
    const sql = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_leads\` (\`id\` text PRIMARY KEY NOT NULL);
--> statement-breakpoint
INSERT INTO \`__new_leads\`("id") SELECT "id" FROM \`leads\`;--> statement-breakpoint
DROP TABLE \`leads\`;--> statement-breakpoint
ALTER TABLE \`__new_leads\` RENAME TO \`leads\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;
    expect(objectionsTo(sql, BEFORE).map(({ line, statement }) => [line, statement])).toEqual([
      [1, "PRAGMA foreign_keys=OFF"],
      [5, "DROP TABLE `leads`"],
      [6, "ALTER TABLE `__new_leads` RENAME TO `leads`"],
      [7, "PRAGMA foreign_keys=ON"],
    ]);
  });
});
