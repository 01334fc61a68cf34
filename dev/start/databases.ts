/** The databases of the product are those that wrangler.toml binds: a new tenant database is named there and nowhere else. */
import { join } from "node:path";
import { ROOT } from "./settings.ts";

export type BoundDatabase = { binding: string; database_name: string; database_id: string; migrations_dir: string };

/** In the order of the file. */
export async function databaseBindings(): Promise<BoundDatabase[]> {
  // Loading wrangler takes a second, which most programs that import this file do not need.
  const { unstable_readConfig } = await import("wrangler");
  return unstable_readConfig({ config: join(ROOT, "wrangler.toml") }).d1_databases as BoundDatabase[];
}

/** Names of bindings. */
export const boundDatabases = async (): Promise<string[]> => (await databaseBindings()).map(({ binding }) => binding);
