import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { CodedError } from "../../../core/contract/errors.ts";
import packageJson from "../../../package.json" with { type: "json" };
import type { AppEnv } from "../../context.ts";
import type { Deps } from "../../deps.ts";

/** A database that is slower than this cannot carry calls, which is what is asked here. */
const PING_LIMIT_MS = 2_000;

async function ping(databases: Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PING_LIMIT_MS} ms`)), PING_LIMIT_MS);
  });
  await Promise.race([Promise.all(databases), tooLate]).finally(() => clearTimeout(timer));
}

const pingAll = ({ directory, tenants }: Deps) =>
  ping([directory.run(sql`select 1`), ...Object.values(tenants).map((tenant) => tenant.prepare("select 1").first())]);

export const healthRoutes = new Hono<AppEnv>().get("/", async (c) => {
  await pingAll(c.var.deps).catch((cause: unknown) => {
    throw new CodedError("unavailable", "a database does not answer", { cause });
  });
  return c.json({ ok: true, version: packageJson.version });
});
