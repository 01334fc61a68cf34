/**
 * A look into the product's own databases while its Worker runs on them: SQLite itself, reading only. A second D1 on
 * the same files writes to them even when it is asked to read, and now and then one of the two is refused.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SUSPENDED } from "./businesses.ts";
import type { Product } from "./product.ts";

/** Every table of a tenant database that holds something of a business. */
export const TENANT_TABLES = [
  "business_settings",
  "settings_versions",
  "leads",
  "calls",
  "call_turns",
  "call_events",
  "audit_log",
] as const;
type Counts = Record<string, number>;

/** How many rows each business has in each tenant database: `counts[tenantDb][businessId][table]`. */
export function rowsByDatabase(
  { dataDir }: Product,
  businessIds: readonly string[],
): Record<string, Record<string, Counts>> {
  const folder = join(dataDir, "v3/d1/miniflare-D1DatabaseObject");
  const found: Record<string, Record<string, Counts>> = {};
  for (const file of readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))) {
    const database = new DatabaseSync(join(folder, file), { readOnly: true, timeout: 5_000 });
    try {
      const name = tenantName(database);
      if (!name) continue;
      if (found[name]) throw new Error(`two databases look like ${name}`);
      found[name] = Object.fromEntries(businessIds.map((id) => [id, countRows(database, id)]));
    } finally {
      database.close();
    }
  }
  return found;
}

/** The files have no names of ours: the seed of these tests is in TENANT_0 alone (seed/main.ts). */
function tenantName(database: DatabaseSync): string | null {
  const isTenant = database.prepare("select 1 from sqlite_schema where name = 'business_settings'").get();
  if (!isTenant) return null;
  return countRows(database, SUSPENDED.id)["business_settings"] ? "TENANT_0" : "TENANT_1";
}

function countRows(database: DatabaseSync, businessId: string): Counts {
  return Object.fromEntries(
    TENANT_TABLES.map((table) => {
      const row = database.prepare(`select count(*) as rows from ${table} where business_id = ?`).get(businessId);
      return [table, Number(row?.["rows"])];
    }),
  );
}
