import { and, eq, ne } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { users } from "../../../db/directory/schema.ts";

/** Changes no row for the name they have already. */
export const updateName = (db: DirectoryDb, userId: string, name: string) =>
  db
    .update(users)
    .set({ name })
    .where(and(eq(users.id, userId), ne(users.name, name)));
