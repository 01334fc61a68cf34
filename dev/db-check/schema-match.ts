/** Whether the migrations make what the drizzle schema says: by their last snapshot, and by the databases themselves. */
import { DatabaseSync } from "node:sqlite";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import type { Problem } from "./chain.ts";
import { structureOf, type Structure } from "./structure.ts";

/** Everything that a schema module exports. */
export type Schema = Record<string, unknown>;
type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>;

const FILE = "the drizzle schema";

/**
 * `made`: a database with all migrations. `beside`: what they make that drizzle has no words for, by its name in
 * `Structure`; it must be there.
 */
export async function schemaProblems(
  schema: Schema,
  snapshot: unknown,
  made: DatabaseSync,
  beside: readonly string[],
): Promise<Problem[]> {
  const wanted = await generateSQLiteDrizzleJson(schema);
  const ofSnapshot = differences(partsOf(wanted), partsOf(snapshot), []).map((difference) => ({
    file: FILE,
    problem: `${difference} (in the last snapshot): run npm run db:generate -- --name WHAT`,
  }));
  // The database tells nothing more that is not told already.
  if (ofSnapshot.length > 0) return ofSnapshot;
  return differences(structureOf(await databaseOf(wanted)), structureOf(made), beside).map((difference) => ({
    file: FILE,
    problem: `${difference} (in a database with all migrations)`,
  }));
}

async function databaseOf(wanted: Snapshot): Promise<DatabaseSync> {
  const db = new DatabaseSync(":memory:");
  for (const statement of await generateSQLiteMigration(await generateSQLiteDrizzleJson({}), wanted))
    db.exec(statement);
  return db;
}

function differences(wanted: Structure, found: Structure, beside: readonly string[]): string[] {
  const names = new Set([...wanted.keys(), ...beside, ...found.keys()]);
  return [...names].flatMap((name) => {
    const [want, have] = [wanted.get(name), found.get(name)];
    if (have === undefined) return [`${name} is missing`];
    if (want === undefined) return beside.includes(name) ? [] : [`${name} is not in the schema`];
    return want === have ? [] : [`${name} is «${have}», where the schema has «${want}»`];
  });
}

/** Tables and views of a snapshot, each value by its path. The rest are ids, and hints for the generator. */
function partsOf(snapshot: unknown): Structure {
  const { tables, views } = snapshot as Record<string, unknown>;
  const parts = new Map<string, string>();
  const walk = (path: string, value: unknown): void => {
    // What is undefined is left away in the snapshot's file.
    if (value === undefined) return;
    if (typeof value !== "object" || value === null) parts.set(path, JSON.stringify(value));
    else for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
  };
  walk("tables", tables);
  walk("views", views);
  return parts;
}
