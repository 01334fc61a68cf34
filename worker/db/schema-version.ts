/**
 * Which migrations this Worker was built with, and which of them a database lacks. What a database has is what wrangler
 * wrote into its `d1_migrations`. A database that has more than we know is well: migrations only add.
 */
import directoryJournal from "../../migrations/directory/meta/_journal.json" with { type: "json" };
import tenantJournal from "../../migrations/tenant/meta/_journal.json" with { type: "json" };

export type DatabaseKind = "directory" | "tenant";

type Journal = { entries: { tag: string }[] };
const tagsOf = ({ entries }: Journal): readonly string[] => entries.map(({ tag }) => tag);

/** Oldest first. */
export const KNOWN_MIGRATIONS: Readonly<Record<DatabaseKind, readonly string[]>> = {
  directory: tagsOf(directoryJournal),
  tenant: tagsOf(tenantJournal),
};

/** Oldest first; all of them for a database that was never migrated. Asks the database: for each request, see the guard. */
export async function missingMigrations(database: D1Database, kind: DatabaseKind): Promise<string[]> {
  const applied = new Set(await appliedMigrations(database));
  return KNOWN_MIGRATIONS[kind].filter((tag) => !applied.has(`${tag}.sql`));
}

async function appliedMigrations(database: D1Database): Promise<string[]> {
  try {
    const { results } = await database.prepare("select name from d1_migrations").all<{ name: string }>();
    return results.map(({ name }) => name);
  } catch (cause) {
    if (String(cause).includes("no such table")) return [];
    throw cause;
  }
}
