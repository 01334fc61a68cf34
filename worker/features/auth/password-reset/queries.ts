import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { passwordResets, users } from "../../../db/directory/schema.ts";

export async function findAccount(db: DirectoryDb, email: string) {
  const [row] = await db
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)));
  return row;
}

export const insertResetLink = (
  db: DirectoryDb,
  link: { tokenHash: string; userId: string; now: number; expiresAt: number },
) =>
  db
    .insert(passwordResets)
    .values({ tokenHash: link.tokenHash, userId: link.userId, createdAt: link.now, expiresAt: link.expiresAt });

export async function deleteResetLink(db: DirectoryDb, tokenHash: string): Promise<void> {
  await db.delete(passwordResets).where(eq(passwordResets.tokenHash, tokenHash));
}

export const markResetAsked = (db: DirectoryDb, userId: string, askedAt: number | null) =>
  db.update(users).set({ resetAskedAt: askedAt }).where(eq(users.id, userId));

/** The link while it is good, and whose it is. */
export async function findOpenReset(db: DirectoryDb, tokenHash: string, now: number) {
  const [row] = await db
    .select({
      expiresAt: passwordResets.expiresAt,
      userId: users.id,
      email: users.email,
      name: users.name,
    })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
        isNull(users.disabledAt),
      ),
    );
  return row;
}

/** Uses the link up; a second use at the same time changes no row. */
export const useResetLink = (db: DirectoryDb, tokenHash: string, now: number) =>
  db
    .update(passwordResets)
    .set({ usedAt: now })
    .where(
      and(eq(passwordResets.tokenHash, tokenHash), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, now)),
    )
    .returning({ userId: passwordResets.userId });

/** Stands right behind the use of a link: sets the password if that used it up. */
export const setPasswordBehind = (db: DirectoryDb, userId: string, passwordHash: string) =>
  db
    .update(users)
    .set({ passwordHash, resetAskedAt: null })
    .where(and(eq(users.id, userId), isNull(users.disabledAt), sql`changes() > 0`));
