/**
 * What `wrangler d1 migrations apply` does, for a database at hand: each migration that `d1_migrations` does not name yet,
 * in the order of the names, together with its name or not at all.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As wrangler makes it: whoever migrates this database next reads on where the other stopped. */
const CREATE_LIST = `create table if not exists d1_migrations (
  id integer primary key autoincrement,
  name text unique,
  applied_at timestamp default current_timestamp not null
)`;

/** `folder`: with drizzle-kit's `.sql` files. */
export async function migrate(database: D1Database, folder: string): Promise<void> {
  await database.prepare(CREATE_LIST).run();
  const { results } = await database.prepare("select name from d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql") && !applied.has(name));
  for (const file of files.sort()) {
    const statements = readFileSync(join(folder, file), "utf8").split("--> statement-breakpoint");
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare("insert into d1_migrations (name) values (?)").bind(file),
    ]);
  }
}
