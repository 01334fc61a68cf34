/** A D1 database that counts what is asked of it, as D1 itself bills and measures it. For tests and benchmarks. */
export type Cost = {
  /** Requests to the database: a batch is one. */
  roundTrips: number;
  /** Statements. */
  queries: number;
  rowsRead: number;
  rowsWritten: number;
  /** Spent in SQLite, as D1 says it. */
  ms: number;
};

type Statement = D1PreparedStatement;
type Answer = { meta?: { rows_read?: number; rows_written?: number; duration?: number } };

export const NO_COST: Readonly<Cost> = { roundTrips: 0, queries: 0, rowsRead: 0, rowsWritten: 0, ms: 0 };

/** `cost` grows while the database is used. */
export function measuredDatabase(database: D1Database): { database: D1Database; cost: Cost } {
  const cost = { ...NO_COST };
  const add = ({ meta }: Answer): void => {
    cost.queries += 1;
    cost.rowsRead += meta?.rows_read ?? 0;
    cost.rowsWritten += meta?.rows_written ?? 0;
    cost.ms += meta?.duration ?? 0;
  };
  const one = async <T extends Answer>(answer: Promise<T>): Promise<T> => {
    cost.roundTrips += 1;
    const come = await answer;
    add(come);
    return come;
  };
  const inner = new WeakMap<object, Statement>();
  const wrap = (statement: Statement): Statement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: () => one(statement.all()),
      run: () => one(statement.run()),
      first: async () => (await one(statement.all())).results[0] ?? null,
      // D1 gives rows as lists without what they cost: asked for once more, and counted once.
      raw: async () => {
        await one(statement.all());
        return statement.raw();
      },
    } as unknown as Statement;
    inner.set(wrapped, statement);
    return wrapped;
  };
  const measured = {
    prepare: (text: string) => wrap(database.prepare(text)),
    batch: async (statements: Statement[]) => {
      cost.roundTrips += 1;
      const answers = await database.batch(statements.map((statement) => inner.get(statement) ?? statement));
      answers.forEach(add);
      return answers;
    },
  } as unknown as D1Database;
  return { database: measured, cost };
}
