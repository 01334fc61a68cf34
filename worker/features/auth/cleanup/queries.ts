import { sql, type SQL } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";

/** What can be cleaned: table, and which of its rows are of no use any more. */
export type Litter = { table: "sessions" | "password_resets" | "invitations" | "throttles"; rows: SQL };

/** `longAgo`: what ended before it is looked at by nobody. */
export const litterOf = (now: number, longAgo: number): Litter[] => [
  { table: "sessions", rows: sql`ended_at < ${longAgo} or expires_at < ${longAgo}` },
  { table: "password_resets", rows: sql`expires_at < ${now}` },
  // Expired ones that nobody answered stay, to be renewed.
  { table: "invitations", rows: sql`accepted_at < ${longAgo} or withdrawn_at < ${longAgo}` },
  { table: "throttles", rows: sql`ends_at < ${now}` },
];

/** Deletes at most `limit` of them and says how many: one statement over very many rows would hold the database up. */
export async function deleteSome(db: DirectoryDb, { table, rows }: Litter, limit: number): Promise<number> {
  const name = sql.raw(table);
  const { meta } = await db.run(
    sql`delete from ${name} where rowid in (select rowid from ${name} where ${rows} limit ${limit})`,
  );
  return meta.changes;
}
