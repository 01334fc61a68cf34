import { eq } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { users } from "../../../db/directory/schema.ts";

export async function updateName(db: DirectoryDb, userId: string, name: string): Promise<void> {
  await db.update(users).set({ name }).where(eq(users.id, userId));
}
