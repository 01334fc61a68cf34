/** A batch of statements that drizzle has no words for: its own `batch` takes none that were written as text. */
import type { SQLWrapper } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { TenantDb } from "./scope.ts";

const dialect = new SQLiteAsyncDialect();

/** All in one transaction and one round trip; the rows of each, under the names of the columns in the database. */
export async function rawBatch<Row>({ $client }: TenantDb, statements: readonly SQLWrapper[]): Promise<Row[][]> {
  if (statements.length === 0) return [];
  const prepared = statements.map((statement) => {
    const { sql, params } = dialect.sqlToQuery(statement.getSQL());
    return $client.prepare(sql).bind(...params);
  });
  return (await $client.batch<Row>(prepared)).map(({ results }) => results);
}
