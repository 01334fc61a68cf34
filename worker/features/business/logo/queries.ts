import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses } from "../../../db/directory/schema.ts";

type Version = number | null;

/** False: it is not `from` any more. */
export async function setLogoVersion(
  db: DirectoryDb,
  businessId: string,
  { from, to }: { from: Version; to: Version },
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const update = db
    .update(businesses)
    .set({ logoVersion: to })
    .where(and(eq(businesses.id, businessId), sql`${businesses.logoVersion} is ${from}`))
    .returning({ id: businesses.id });
  const [changed] = await db.batch([update, line]);
  return changed.length === 1;
}
