/** A look into the product's own databases, beside the Worker that is running on them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { ROOT } from "../../../dev/start/settings.ts";
import type { Product } from "./product.ts";

/** Of D1, what is used here; the Worker's own types do not go with a browser's. */
type Database = { prepare(sql: string): { bind(value: string): { first<Row>(): Promise<Row | null> } } };

/** Every table of a tenant database that holds something of a business. */
export const TENANT_TABLES = ["business_settings", "leads", "calls", "call_turns", "call_events", "audit_log"] as const;
type Counts = Record<(typeof TENANT_TABLES)[number], number>;

/** How many rows each business has in each tenant database: `counts[tenantDb][businessId]`. */
export async function rowsByDatabase(
  { dataDir }: Product,
  businessIds: readonly string[],
): Promise<Record<string, Record<string, Counts>>> {
  const { d1_databases, compatibility_date } = unstable_readConfig({ config: join(ROOT, "wrangler.toml") });
  const configPath = join(dataDir, "look.wrangler.json");
  writeFileSync(configPath, JSON.stringify({ name: "agentlocator-e2e-look", compatibility_date, d1_databases }));
  const proxy = await getPlatformProxy<Record<string, Database>>({
    configPath,
    persist: { path: join(dataDir, "v3") },
  });
  try {
    const found: Record<string, Record<string, Counts>> = {};
    for (const [name, database] of Object.entries(proxy.env)) {
      if (!name.startsWith("TENANT_")) continue;
      found[name] = Object.fromEntries(
        await Promise.all(businessIds.map(async (id) => [id, await countRows(database, id)] as const)),
      );
    }
    return found;
  } finally {
    await proxy.dispose();
  }
}

async function countRows(database: Database, businessId: string): Promise<Counts> {
  const counts = TENANT_TABLES.map((table) => `(select count(*) from ${table} where business_id = ?1) as ${table}`);
  const row = await database
    .prepare(`select ${counts.join(", ")}`)
    .bind(businessId)
    .first<Counts>();
  if (!row) throw new Error("no counts");
  return row;
}
