/**
 * A D1 binding whose database is in another process: JSON over HTTP, as the platform's own binding does it. With
 * Miniflare's D1 the database would run in the measured process, on the same thread as the calls.
 */
export type RecordQuestion = {
  database: string;
  want: "results" | "raw";
  statements: { sql: string; params: unknown[] }[];
};
export type RecordAnswer = { ok: true; values: unknown[] } | { ok: false; message: string };

class RemoteStatement {
  readonly sql: string;
  readonly params: unknown[];
  readonly #ask: RemoteD1;

  constructor(ask: RemoteD1, sql: string, params: unknown[] = []) {
    this.#ask = ask;
    this.sql = sql;
    this.params = params;
  }

  bind(...params: unknown[]): RemoteStatement {
    return new RemoteStatement(this.#ask, this.sql, params);
  }

  async all(): Promise<unknown> {
    const [result] = await this.#ask.batch([this]);
    return result;
  }

  run(): Promise<unknown> {
    return this.all();
  }

  raw(): Promise<unknown[]> {
    return this.#ask.send("raw", [this]);
  }
}

export class RemoteD1 {
  readonly #fetcher: Fetcher;
  readonly #database: string;

  constructor(fetcher: Fetcher, database: string) {
    this.#fetcher = fetcher;
    this.#database = database;
  }

  prepare(sql: string): RemoteStatement {
    return new RemoteStatement(this, sql);
  }

  batch(statements: RemoteStatement[]): Promise<unknown[]> {
    return this.send("results", statements);
  }

  async send(want: RecordQuestion["want"], statements: RemoteStatement[]): Promise<unknown[]> {
    const question: RecordQuestion = {
      database: this.#database,
      want,
      statements: statements.map(({ sql, params }) => ({ sql, params })),
    };
    const response = await this.#fetcher.fetch("http://record", { method: "POST", body: JSON.stringify(question) });
    const answer = JSON.parse(await response.text()) as RecordAnswer;
    if (!answer.ok) throw new Error(answer.message);
    return answer.values;
  }
}
