/** `npm run seed`: fills the local databases under `DATA_DIR`. Their migrations must have been applied. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { seed } from "./seed.ts";
import { tenantDatabases, type Env } from "../../worker/env.ts";

const DEFAULT_PASSWORD = "demo-password-1";

const root = resolve(import.meta.dirname, "../..");
const dataDir = resolve(root, process.env["DATA_DIR"] ?? ".data");

// The databases alone: for Durable Objects, which a proxy cannot run, wrangler prints two screens of warnings.
const { d1_databases, compatibility_date } = unstable_readConfig({ config: join(root, "wrangler.toml") });
const configPath = join(dataDir, "seed.wrangler.json");
writeFileSync(configPath, JSON.stringify({ name: "agentlocator-seed", compatibility_date, d1_databases }));

// `wrangler dev --persist-to DIR` and `wrangler d1 … --persist-to DIR` keep their state in DIR/v3; the proxy wants that path.
const proxy = await getPlatformProxy<Env>({ configPath, persist: { path: join(dataDir, "v3") } });
try {
  const password = process.env["SEED_PASSWORD"] ?? DEFAULT_PASSWORD;
  await seed(proxy.env.DIRECTORY, tenantDatabases(proxy.env), { password, now: Date.now() });
  console.log(`seeded ${dataDir}`);
} finally {
  await proxy.dispose();
}
