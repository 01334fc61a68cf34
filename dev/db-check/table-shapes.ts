/** What has to be known of a database's tables to write rows into them. */
import type { DatabaseSync } from "node:sqlite";
import { rowsOf, tableList } from "./structure.ts";
import { tokensOf } from "./sql-tokens.ts";

export type Column = {
  name: string;
  /** As declared, in capitals. */
  type: string;
  nullable: boolean;
  /** The last column of a key or unique index: different in each row. */
  distinct: boolean;
};
export type Reference = { table: string; from: string[]; to: string[] };
export type TableShape = {
  name: string;
  columns: Column[];
  references: Reference[];
  /** Values that its statement names, in a check for one. */
  literals: (string | number)[];
};

/** What another refers to comes before it. Views and virtual tables hold nothing of their own. */
export function tableShapes(db: DatabaseSync): TableShape[] {
  const tables = tableList(db).filter(({ kind }) => kind === "table");
  return inOrder(tables.map(({ name }) => shapeOf(db, name)));
}

function shapeOf(db: DatabaseSync, table: string): TableShape {
  const distinct = distinctColumns(db, table);
  const columns = rowsOf(db, `select name, type, "notnull", pk, hidden from pragma_table_xinfo(?)`, table);
  const sql = String(rowsOf(db, "select sql from sqlite_master where name = ?", table)[0]?.["sql"]);
  return {
    name: table,
    columns: columns
      .filter((row) => row["hidden"] === 0)
      .map((row) => ({
        name: String(row["name"]),
        type: String(row["type"]).toUpperCase(),
        nullable: !row["notnull"] && !row["pk"],
        distinct: distinct.has(String(row["name"])),
      })),
    references: referencesOf(db, table),
    literals: tokensOf(sql)
      .filter(({ kind }) => kind === "string" || kind === "number")
      .map(({ kind, text }) => (kind === "string" ? text : Number(text))),
  };
}

function distinctColumns(db: DatabaseSync, table: string): Set<string> {
  const keys = rowsOf(db, `select name from pragma_index_list(?) where "unique"`, table).map(({ name }) =>
    rowsOf(db, "select name from pragma_index_info(?) order by seqno", String(name)),
  );
  // An integer primary key is the row's own number and has no index.
  keys.push(rowsOf(db, "select name from pragma_table_info(?) where pk order by pk", table));
  return new Set(keys.flatMap((key) => String(key.at(-1)?.["name"] ?? "")));
}

function referencesOf(db: DatabaseSync, table: string): Reference[] {
  const parts = rowsOf(
    db,
    `select id, "table", "from", coalesce("to", "from") as "to" from pragma_foreign_key_list(?) order by id, seq`,
    table,
  );
  const references = [...Map.groupBy(parts, ({ id }) => id).values()].map((key) => ({
    table: String(key[0]?.["table"]),
    from: key.map(({ from }) => String(from)),
    to: key.map(({ to }) => String(to)),
  }));
  // A row of its own table comes last: what it shares with the others, the business for one, is chosen among all.
  return references.toSorted((one, other) => Number(one.table === table) - Number(other.table === table));
}

/** In a circle, whichever comes first must do without: its reference stays empty. */
function inOrder(shapes: TableShape[]): TableShape[] {
  const ordered = new Set<TableShape>();
  const visited = new Set<TableShape>();
  const visit = (shape: TableShape): void => {
    if (visited.has(shape)) return;
    visited.add(shape);
    for (const { table } of shape.references) {
      const other = shapes.find(({ name }) => name === table);
      if (other) visit(other);
    }
    ordered.add(shape);
  };
  for (const shape of shapes) visit(shape);
  return [...ordered];
}
