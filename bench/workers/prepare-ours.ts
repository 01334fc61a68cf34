/** The databases of this project's worker: the real migrations, and one business with a number. */
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/d1";
import { carmelSettings } from "../../dev/seed/carmel/settings.ts";
import { migrate } from "../../dev/seed/migrate.ts";
import { directoryDb } from "../../worker/db/directory/client.ts";
import { businesses, channelAddresses } from "../../worker/db/directory/schema.ts";
import { businessSettings } from "../../worker/db/tenant/schema.ts";
import { CALLED_NUMBER } from "../peer-names.ts";

/** Between its turns a call is quiet for longer than a caller would be: nobody is to ask whether they are there. */
const SETTINGS = { ...carmelSettings, limits: { ...carmelSettings.limits, silenceMs: 60_000 } };

const MIGRATIONS = resolve(import.meta.dirname, "../../migrations");

/** By the names of their bindings. */
export async function prepareDatabases(databases: Readonly<Record<string, D1Database>>): Promise<void> {
  for (const [name, database] of Object.entries(databases))
    await migrate(database, join(MIGRATIONS, name === "DIRECTORY" ? "directory" : "tenant"));
  const { DIRECTORY: directory, TENANT_0: tenant } = databases;
  if (!directory || !tenant) throw new Error("a database is not bound");
  const now = Date.now();
  const id = "00000000-0000-4000-8000-000000000001";
  const db = directoryDb(directory);
  await db
    .insert(businesses)
    .values({ id, slug: "bench", name: "bench", status: "active", tenantDb: "TENANT_0", createdAt: now });
  await db
    .insert(channelAddresses)
    .values({ channel: "phone", address: CALLED_NUMBER, businessId: id, createdAt: now });
  await drizzle(tenant)
    .insert(businessSettings)
    .values({ businessId: id, ...SETTINGS, version: 1, updatedAt: now });
}
