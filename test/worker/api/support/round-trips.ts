/** How often a database is asked: what a statement or a batch costs in waiting. */
import type { BusinessScope } from "../../../../worker/db/scope.ts";
import { drizzle } from "drizzle-orm/d1";
import * as schema from "../../../../worker/db/tenant/schema.ts";

export async function roundTrips(
  scope: BusinessScope,
  work: (scope: BusinessScope) => Promise<unknown>,
): Promise<number> {
  let trips = 0;
  const ASKS = new Set(["run", "all", "raw", "first"]);
  const counted = <T extends object>(target: T, asks: ReadonlySet<string>): T =>
    new Proxy(target, {
      get(it, name) {
        const value: unknown = Reflect.get(it, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          if (asks.has(String(name))) trips += 1;
          const answer: unknown = Reflect.apply(value, it, given);
          // What a batch is given are the statements themselves.
          if (name === "prepare") return wrap(answer as D1PreparedStatement);
          if (name === "bind") return wrap(answer as D1PreparedStatement);
          return answer;
        };
      },
    });
  const inner = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = counted(statement, ASKS);
    inner.set(proxy, statement);
    return proxy;
  };
  const { $client } = scope.db;
  const client = new Proxy($client, {
    get(it, name) {
      if (name === "batch")
        return (statements: D1PreparedStatement[]) => {
          trips += 1;
          return it.batch(statements.map((statement) => inner.get(statement) ?? statement));
        };
      if (name === "prepare") return (text: string) => wrap(it.prepare(text));
      return Reflect.get(it, name);
    },
  });
  await work({ ...scope, db: drizzle(client, { schema }) });
  return trips;
}
