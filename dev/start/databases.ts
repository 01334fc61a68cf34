/** The databases of the product are those that wrangler.toml binds: a new tenant database is named there and nowhere else. */
import { join } from "node:path";
import { ROOT } from "./settings.ts";

export type BoundDatabase = { binding: string; database_name: string; database_id: string; migrations_dir: string };

/** What wrangler.toml says. */
export async function readConfig() {
  // Loading wrangler takes a second, which most programs that import this file do not need.
  const { unstable_readConfig } = await import("wrangler");
  return unstable_readConfig({ config: join(ROOT, "wrangler.toml") });
}

/** In the order of the file. */
export const databaseBindings = async (): Promise<BoundDatabase[]> =>
  (await readConfig()).d1_databases as BoundDatabase[];

/** The address under which the deployed Worker is reached. */
export const publicUrl = async (): Promise<unknown> => (await readConfig()).vars["PUBLIC_URL"];

/** Names of bindings. */
export const boundDatabases = async (): Promise<string[]> => (await databaseBindings()).map(({ binding }) => binding);
