/**
 * The row of an `insert … select`, which is how a row is written only if a condition holds in the same moment. drizzle
 * takes its columns by position; here they are given by name, so that none can slip into another's place.
 */
import { getTableColumns, is, sql, SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

type Insert<Table extends SQLiteTable> = Table["$inferInsert"];
export type RowValues<Table extends SQLiteTable> = { [Name in keyof Insert<Table>]: Insert<Table>[Name] | SQL };

/** `select …` with a value for each column: the one given (SQL stands as it is), else the column's default, else null. */
export function selectRow<Table extends SQLiteTable>(table: Table, values: RowValues<Table>): SQL {
  const given = values as Partial<Record<string, unknown>>;
  const selected = Object.entries(getTableColumns(table)).map(([name, column]) => {
    const value = given[name] === undefined ? (column.default ?? null) : given[name];
    return is(value, SQL) ? value : sql`${sql.param(value, column)}`;
  });
  return sql`select ${sql.join(selected, sql`, `)}`;
}

/** For a row that is made out of another one, where no id can be given: as many random bits as a UUID has. */
export const newIdInSql = sql`lower(hex(randomblob(16)))`;
