/**
 * The local databases, opened by this process and brought up to date. One process for all of them: wrangler's command
 * takes one for each, some four seconds long.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import type { Env } from "../../worker/env.ts";
import { readConfig } from "../start/databases.ts";
import { ROOT } from "../start/settings.ts";
import { migrate } from "./migrate.ts";

export async function withLocalDatabases(dataDir: string, work: (env: Env) => Promise<void>): Promise<void> {
  // The databases and the files alone: for Durable Objects, which a proxy cannot run, wrangler prints two screens of warnings.
  const { d1_databases, r2_buckets, compatibility_date } = await readConfig();
  const configPath = join(dataDir, "databases.wrangler.json");
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(
    configPath,
    JSON.stringify({ name: "agentlocator-databases", compatibility_date, d1_databases, r2_buckets }),
  );
  // `wrangler dev --persist-to DIR` and `wrangler d1 … --persist-to DIR` keep their state in DIR/v3; the proxy wants that path.
  const proxy = await getPlatformProxy<Env>({ configPath, persist: { path: join(dataDir, "v3") } });
  try {
    const bound = proxy.env as unknown as Record<string, D1Database>;
    for (const { binding, migrations_dir } of d1_databases) {
      const database = bound[binding];
      if (!database || !migrations_dir) throw new Error(`${binding} has no migrations_dir in wrangler.toml`);
      await migrate(database, join(ROOT, migrations_dir));
    }
    await work(proxy.env);
  } finally {
    await proxy.dispose();
  }
}
