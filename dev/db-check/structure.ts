/** What a database looks like, as plain text by plain names, so that two can be compared and the difference be read. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Tables } from "./growth.ts";
import { isWord, normalised, tokensOf } from "./sql-tokens.ts";
import { Reader } from "./statements.ts";

/** Each thing by its name (`table leads`, `column leads.name`, `index leads_phone`, …), with all that is to say of it. */
export type Structure = ReadonlyMap<string, string>;

type Row = Record<string, SQLOutputValue>;
export const rowsOf = (db: DatabaseSync, sql: string, ...values: string[]): Row[] => db.prepare(sql).all(...values);

/** Tables and views by name, without SQLite's own and the inner tables of virtual ones. */
export const tableList = (db: DatabaseSync): { name: string; kind: string; options: string }[] =>
  rowsOf(
    db,
    `select name, type, wr, strict from pragma_table_list
     where schema = 'main' and type <> 'shadow' and name not like 'sqlite\\_%' escape '\\' order by name`,
  ).map(({ name, type, wr, strict }) => ({
    name: String(name),
    kind: type === "virtual" ? "virtual table" : String(type),
    options: [wr ? "without rowid" : "", strict ? "strict" : ""].filter(Boolean).join(" "),
  }));

export function structureOf(db: DatabaseSync): Structure {
  const found = new Map<string, string>();
  for (const { name, kind, options } of tableList(db)) {
    // A view and a virtual table are what their statement says; a table is described part by part.
    const parts = [...columns(db, name), ...foreignKeys(db, name), ...indexes(db, name), ...checks(db, name)];
    found.set(`${kind} ${name}`, kind === "table" ? options : normalised(tokensOf(sqlOf(db, name))));
    if (kind === "table") for (const [key, text] of parts) found.set(key, text);
  }
  for (const { name, sql } of rowsOf(db, "select name, sql from sqlite_master where type = 'trigger' order by name"))
    found.set(`trigger ${String(name)}`, normalised(tokensOf(String(sql))));
  return found;
}

/** Tables and their columns in small letters, as the rules of `additive.ts` ask for them. */
export const tablesOf = (db: DatabaseSync): Tables =>
  new Map(
    tableList(db).map(({ name }) => [
      name.toLowerCase(),
      new Set(
        rowsOf(db, "select name from pragma_table_xinfo(?)", name).map((row) => String(row["name"]).toLowerCase()),
      ),
    ]),
  );

const sqlOf = (db: DatabaseSync, name: string): string =>
  String(rowsOf(db, "select sql from sqlite_master where name = ?", name)[0]?.["sql"] ?? "");

function columns(db: DatabaseSync, table: string): [string, string][] {
  return rowsOf(db, `select name, type, "notnull", dflt_value, pk, hidden from pragma_table_xinfo(?)`, table).map(
    (row) => [
      `column ${table}.${String(row["name"])}`,
      [
        String(row["type"]).toLowerCase(),
        row["notnull"] ? "not null" : "null",
        `default ${row["dflt_value"] === null ? "none" : normalised(tokensOf(String(row["dflt_value"])))}`,
        row["pk"] ? `primary key ${row["pk"]}` : "",
        row["hidden"] ? `hidden ${row["hidden"]}` : "",
      ]
        .filter(Boolean)
        .join(", "),
    ],
  );
}

function foreignKeys(db: DatabaseSync, table: string): [string, string][] {
  const parts = rowsOf(
    db,
    `select id, "table", "from", "to", on_update, on_delete from pragma_foreign_key_list(?) order by id, seq`,
    table,
  );
  return [...Map.groupBy(parts, (part) => part["id"]).values()].map((key) => {
    const list = (name: string) => key.map((part) => String(part[name])).join(", ");
    const actions = `on update ${key[0]?.["on_update"]}, on delete ${key[0]?.["on_delete"]}`;
    return [`foreign key ${table} (${list("from")}) to ${key[0]?.["table"]} (${list("to")})`, actions.toLowerCase()];
  });
}

function indexes(db: DatabaseSync, table: string): [string, string][] {
  return rowsOf(db, `select name, "unique", origin from pragma_index_list(?)`, table).map((row) => {
    const name = String(row["name"]);
    const parts = rowsOf(db, `select name, "desc", coll from pragma_index_xinfo(?) where key = 1 order by seqno`, name);
    const columns = parts.map((part) => `${part["name"]}${part["desc"] ? " desc" : ""} ${part["coll"]}`).join(", ");
    // What a table's own constraint makes has a number for a name.
    if (row["origin"] !== "c")
      return [`${row["origin"] === "pk" ? "primary key" : "unique"} ${table} (${columns})`, ""];
    const where = normalised(afterWhere(sqlOf(db, name)));
    const expressions = parts.some((part) => part["name"] === null) ? normalised(tokensOf(sqlOf(db, name))) : "";
    return [
      `index ${name}`,
      [row["unique"] ? "unique" : "", `${table} (${columns})`, where, expressions].join(" ").trim(),
    ];
  });
}

function afterWhere(sql: string) {
  const tokens = tokensOf(sql);
  const at = tokens.findIndex((token) => isWord(token, "WHERE"));
  return at < 0 ? [] : tokens.slice(at);
}

function checks(db: DatabaseSync, table: string): [string, string][] {
  const read = new Reader(tokensOf(sqlOf(db, table)));
  const found: [string, string][] = [];
  while (!read.done) {
    if (!read.take("CHECK")) read.next();
    else found.push([`check on ${table}: ${normalised(read.bracketed() ?? [])}`, ""]);
  }
  return found;
}
