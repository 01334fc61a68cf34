/** Nothing is written to a database that lacks migrations (worker/db/schema-guard.ts); reading goes on. */
import type { Context, MiddlewareHandler } from "hono";
import { CodedError } from "../../core/contract/errors.ts";
import type { AppEnv, ScopeEnv } from "../context.ts";
import { behindMessage } from "../db/schema-guard.ts";
import { isSafeMethod } from "./same-origin.ts";

/** For the whole API: whatever changes something also writes to the directory, sessions and audit log at least. */
export const writableDirectory: MiddlewareHandler<AppEnv> = async function writableDirectory(c, next) {
  if (!isSafeMethod(c.req.method)) await c.var.deps.schema.assertWritable("DIRECTORY");
  await next();
};

/** What SQLite says of a table or column which a migration that was not applied would have made. */
const NOT_THERE = /no such (column|table)|has no column named/;

/** A query can fail because its database is behind; who asked is told so. Null: that is not what happened. */
export async function behindError(
  failure: Error,
  { var: vars }: Pick<Context<AppEnv>, "var">,
): Promise<CodedError | null> {
  if (!causesOf(failure).some((message) => NOT_THERE.test(message))) return null;
  const { place } = vars as Partial<ScopeEnv["Variables"]>;
  for (const database of ["DIRECTORY", ...(place ? [place.tenantDb] : [])]) {
    const missing = await vars.deps.schema.missing(database).catch(() => []);
    if (missing.length > 0) return new CodedError("unavailable", behindMessage(database, missing), { cause: failure });
  }
  return null;
}

function causesOf(thrown: unknown): string[] {
  return thrown instanceof Error ? [thrown.message, ...causesOf(thrown.cause)] : [];
}
