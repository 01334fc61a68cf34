/** The business behind a public link. */
import { eq } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses } from "../../../db/directory/schema.ts";

export async function findBusinessOfLink(directory: DirectoryDb, businessId: string) {
  const [business] = await directory
    .select({
      id: businesses.id,
      name: businesses.name,
      status: businesses.status,
      tenantDb: businesses.tenantDb,
      logoVersion: businesses.logoVersion,
    })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  return business;
}
export type BusinessOfLink = NonNullable<Awaited<ReturnType<typeof findBusinessOfLink>>>;
