import { and, eq, isNull } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { memberships, users } from "../../../db/directory/schema.ts";

/** Somebody who can sign in, and the businesses they belong to. */
export async function findAccount(db: DirectoryDb, userId: string) {
  const rows = await db
    .select({
      name: users.name,
      email: users.email,
      platformRole: users.platformRole,
      businessId: memberships.businessId,
    })
    .from(users)
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.id, userId), isNull(users.disabledAt)));
  const [first] = rows;
  if (!first) return undefined;
  const { name, email, platformRole } = first;
  const businessIds = rows.flatMap(({ businessId }) => businessId ?? []);
  return { target: { userId, name, email }, platformRole, businessIds };
}
