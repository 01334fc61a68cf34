/** The rows which D1 reads, as it bills them, for what is asked. */
import { drizzle } from "drizzle-orm/d1";
import { measuredDatabase } from "../../../../bench/crm/measured-database.ts";
import type { BusinessScope } from "../../../../worker/db/scope.ts";
import * as schema from "../../../../worker/db/tenant/schema.ts";

export async function rowsRead(
  scope: BusinessScope,
  work: (scope: BusinessScope) => Promise<unknown>,
): Promise<number> {
  const { database, cost } = measuredDatabase(scope.db.$client);
  await work({ ...scope, db: drizzle(database, { schema }) });
  return cost.rowsRead;
}

/** How often a database is asked: what waiting costs. */
export async function roundTrips(
  scope: BusinessScope,
  work: (scope: BusinessScope) => Promise<unknown>,
): Promise<number> {
  const { database, cost } = measuredDatabase(scope.db.$client);
  await work({ ...scope, db: drizzle(database, { schema }) });
  return cost.roundTrips;
}
