import { databaseOfSweep, type TenantDb } from "./db/scope.ts";
import type { Deps } from "./deps.ts";

export type SweepPart = (deps: Deps, db: TenantDb, database: string) => Promise<void>;

/** Each part in each tenant database by itself: neither another database nor another part waits for one that fails. */
export async function inEachDatabase(deps: Deps, failed: string, parts: Record<string, SweepPart>): Promise<void> {
  for (const database of Object.keys(deps.tenants)) {
    for (const [name, part] of Object.entries(parts)) {
      try {
        await deps.schema.assertWritable(database);
        await part(deps, databaseOfSweep(deps.tenants, database), database);
      } catch (cause) {
        deps.log.error(failed, { database, part: name, cause });
      }
    }
  }
}
