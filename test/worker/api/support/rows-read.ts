/** The rows which D1 reads, as it bills them, for what is asked; and how often it is asked. */
import { drizzle } from "drizzle-orm/d1";
import { measuredDatabase, type Cost } from "../../../../bench/crm/measured-database.ts";
import { directoryDb, type DirectoryDb } from "../../../../worker/db/directory/client.ts";
import type { BusinessScope } from "../../../../worker/db/scope.ts";
import * as schema from "../../../../worker/db/tenant/schema.ts";

type InScope = (scope: BusinessScope) => Promise<unknown>;

export const rowsRead = async (scope: BusinessScope, work: InScope): Promise<number> =>
  (await costOf(scope, work)).rowsRead;

/** What waiting costs. */
export const roundTrips = async (scope: BusinessScope, work: InScope): Promise<number> =>
  (await costOf(scope, work)).roundTrips;

async function costOf(scope: BusinessScope, work: InScope): Promise<Cost> {
  const { database, cost } = measuredDatabase(scope.db.$client);
  await work({ ...scope, db: drizzle(database, { schema }) });
  return cost;
}

export async function rowsReadInDirectory(
  directory: DirectoryDb,
  work: (directory: DirectoryDb) => Promise<unknown>,
): Promise<number> {
  // drizzle() gives it, and the name of the type that is used everywhere does not say so.
  const { $client } = directory as DirectoryDb & { $client: D1Database };
  const { database, cost } = measuredDatabase($client);
  await work(directoryDb(database));
  return cost.rowsRead;
}
