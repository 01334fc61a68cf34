/** A database that counts the rows which D1 reads, as it bills them, for what is asked through it. */
import { drizzle } from "drizzle-orm/d1";
import { directoryDb, type DirectoryDb } from "../../../../worker/db/directory/client.ts";
import type { BusinessScope } from "../../../../worker/db/scope.ts";
import * as schema from "../../../../worker/db/tenant/schema.ts";

type Statement = ReturnType<D1Database["prepare"]>;

export function rowsRead(scope: BusinessScope, work: (scope: BusinessScope) => Promise<unknown>): Promise<number> {
  return counted(scope.db.$client, (database) => work({ ...scope, db: drizzle(database, { schema }) }));
}

export function rowsReadInDirectory(
  directory: DirectoryDb,
  work: (directory: DirectoryDb) => Promise<unknown>,
): Promise<number> {
  // drizzle() gives it, and the name of the type that is used everywhere does not say so.
  const { $client } = directory as DirectoryDb & { $client: D1Database };
  return counted($client, (database) => work(directoryDb(database)));
}

async function counted(database: D1Database, work: (database: D1Database) => Promise<unknown>): Promise<number> {
  let read = 0;
  const count = ({ meta }: { meta: { rows_read?: number } }) => void (read += meta.rows_read ?? 0);
  const inner = new WeakMap<object, Statement>();
  const wrap = (statement: Statement): Statement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async () => {
        const answer = await statement.all();
        count(answer);
        return answer;
      },
      run: async () => {
        const answer = await statement.run();
        count(answer);
        return answer;
      },
      // Rows as lists come without what they cost: asked for once more.
      raw: async () => {
        count(await statement.all());
        return statement.raw();
      },
    } as unknown as Statement;
    inner.set(wrapped, statement);
    return wrapped;
  };
  await work({
    prepare: (text: string) => wrap(database.prepare(text)),
    batch: async (statements: Statement[]) => {
      const answers = await database.batch(statements.map((one) => inner.get(one) ?? one));
      answers.forEach(count);
      return answers;
    },
  } as unknown as D1Database);
  return read;
}
