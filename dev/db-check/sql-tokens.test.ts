import { expect, test } from "vitest";
import { normalised, tokensOf } from "./sql-tokens.ts";
import { statementsOf } from "./statements.ts";

const read = (sql: string) => tokensOf(sql).map(({ kind, text }) => `${kind}:${text}`);

test("quotes of all kinds hold names and texts, and a doubled quote is one", () => {
  expect(read("`a``b` \"c\"\"d\" [e f] 'g''h;--'")).toEqual(["name:a`b", 'name:c"d', "name:e f", "string:g'h;--"]);
});

test("comments are nothing, and what stands in quotes is no comment", () => {
  expect(read("a -- drop 'x\n/* delete; \n */ b '-- c' /* never closed")).toEqual(["word:a", "word:b", "string:-- c"]);
});

test("numbers and Hebrew names are one token each", () => {
  expect(read("1.5e-3 0xFF .5 12 שם_של_עמודה $")).toEqual([
    "number:1.5e-3",
    "number:0xFF",
    "number:.5",
    "number:12",
    "word:שם_של_עמודה",
    "mark:$",
  ]);
});

test("a quote that is not closed is told, not taken for something else", () => {
  expect(read("select 'abc")).toEqual(["word:select", "unfinished:'abc"]);
});

test("spaces, letter case and kind of quotes do not tell two statements apart, texts do", () => {
  const plain = (sql: string) => normalised(tokensOf(sql));
  expect(plain('CHECK ("users"."email" = lower(`users`.email))')).toBe(plain("check(users.email=LOWER(users.email))"));
  expect(plain("default 'A'")).not.toBe(plain("default 'a'"));
});

test("statements end at a semicolon, a trigger at its own END", () => {
  const trigger = `create trigger t after insert on a begin
    update b set c = case when d then 1 else 2 end;
    select 1;
  end`;
  const statements = statementsOf(`create table a (b text default ';');\n${trigger};\n\n;; alter table a add c text`);
  expect(statements.map(({ text, line }) => [line, text])).toEqual([
    [1, "create table a (b text default ';')"],
    [2, trigger],
    [7, "alter table a add c text"],
  ]);
});
