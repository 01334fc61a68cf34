import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { passwordResets, users } from "../../../db/directory/schema.ts";

export async function findPasswordHash(db: DirectoryDb, userId: string): Promise<string | null> {
  const [row] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  return row?.passwordHash ?? null;
}

/** Replaces the password if it still is the one that was shown. */
export const replacePassword = (db: DirectoryDb, userId: string, from: string, to: string) =>
  db
    .update(users)
    .set({ passwordHash: to, resetAskedAt: null })
    .where(and(eq(users.id, userId), eq(users.passwordHash, from)))
    .returning({ id: users.id });

/** That the password is this one by now: whatever follows from a change happens if the change did. */
export const passwordIs = (userId: string, passwordHash: string): SQL =>
  sql`exists (select 1 from users where id = ${userId} and password_hash = ${passwordHash})`;

/** Links that were made for the old password. */
export const dropResetLinks = (db: DirectoryDb, userId: string, when: SQL = sql`true`) =>
  db.delete(passwordResets).where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt), when));
