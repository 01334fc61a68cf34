import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { CodedError } from "../../../core/contract/errors.ts";
import packageJson from "../../../package.json" with { type: "json" };
import type { AppEnv } from "../../context.ts";
import type { Deps } from "../../deps.ts";
import { withinTime } from "../../within-time.ts";

/** A database that is slower than this cannot carry calls, which is what is asked here. */
const PING_LIMIT_MS = 2_000;

const pingAll = ({ directory, tenants }: Deps) =>
  Promise.all([
    directory.run(sql`select 1`),
    ...Object.values(tenants).map((tenant) => tenant.prepare("select 1").first()),
  ]);

/** Behind: they lack migrations, and nothing is written. Which ones is told in the log and to admins, not to anyone. */
async function stateOfAll({ schema, tenants }: Deps): Promise<"ok" | "behind"> {
  const missing = await Promise.all(["DIRECTORY", ...Object.keys(tenants)].map((name) => schema.missing(name)));
  return missing.flat().length === 0 ? "ok" : "behind";
}

export const healthRoutes = new Hono<AppEnv>().get("/", async (c) => {
  const { deps } = c.var;
  const databases = await withinTime(
    pingAll(deps).then(() => stateOfAll(deps)),
    PING_LIMIT_MS,
  ).catch((cause: unknown) => {
    throw new CodedError("unavailable", "a database does not answer", { cause });
  });
  return c.json({ ok: true, version: packageJson.version, databases });
});
