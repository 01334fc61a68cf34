import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { belongsToClosed, isRightful, mayHelp, type Right } from "./rights.ts";
import { dropResetLinks } from "../password-change/queries.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { passwordResets, users } from "../../../db/directory/schema.ts";
import { selectRow } from "../../../db/select-row.ts";

export async function findAccount(db: DirectoryDb, email: string) {
  const [row] = await db
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)));
  return row;
}

type NewLink = { tokenHash: string; userId: string; now: number; expiresAt: number };

/** `right`: of who makes it for another; asked in the write itself, which writes nothing if it does not hold. */
export function insertResetLink(db: DirectoryDb, { tokenHash, userId, now, expiresAt }: NewLink, right: Right | null) {
  const row = { tokenHash, userId, createdAt: now, expiresAt, ...right };
  const holds = right ? mayHelp(right, userId, now) : sql`true`;
  return db
    .insert(passwordResets)
    .select(sql`${selectRow(passwordResets, row)} where ${holds}`)
    .returning({ tokenHash: passwordResets.tokenHash });
}

/** The others of the same person, if this one stands. */
export const dropOlderLinks = (db: DirectoryDb, { tokenHash, userId }: Pick<NewLink, "tokenHash" | "userId">) =>
  dropResetLinks(
    db,
    userId,
    sql`token_hash <> ${tokenHash} and exists (select 1 from password_resets as newest where newest.token_hash = ${tokenHash})`,
  );

/** It went to the mailbox of its person: whoever made it does not have it. */
export const giveToOwner = (db: DirectoryDb, tokenHash: string) =>
  db.update(passwordResets).set({ madeBy: null, businessId: null }).where(eq(passwordResets.tokenHash, tokenHash));

/** Whether support is kept out by one of the person's businesses. */
export async function isKeptFromSupport(db: DirectoryDb, userId: string): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), belongsToClosed(userId)));
  return rows.length === 1;
}

export async function deleteResetLink(db: DirectoryDb, tokenHash: string): Promise<void> {
  await db.delete(passwordResets).where(eq(passwordResets.tokenHash, tokenHash));
}

export const markResetAsked = (db: DirectoryDb, userId: string, askedAt: number | null) =>
  db.update(users).set({ resetAskedAt: askedAt }).where(eq(users.id, userId));

const isGood = (tokenHash: string, now: number) =>
  and(
    eq(passwordResets.tokenHash, tokenHash),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now),
    isRightful(now),
  );

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
    .where(and(isGood(tokenHash, now), isNull(users.disabledAt)));
  return row;
}

/** Whose password was chosen by this link since then; undefined: nobody's. */
export async function findUsedReset(db: DirectoryDb, tokenHash: string, since: number) {
  const [row] = await db
    .select({ email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.usedAt, since), isNull(users.disabledAt)));
  return row;
}

/** Uses the link up; a second use at the same time changes no row. */
export const useResetLink = (db: DirectoryDb, tokenHash: string, now: number) =>
  db
    .update(passwordResets)
    .set({ usedAt: now })
    .where(isGood(tokenHash, now))
    .returning({ userId: passwordResets.userId });

/**
 * Stands right behind the use of a link: sets the password if that used it up, and notes whether a manager held the link.
 * By one that only its person had, or support, the account is its owner's again.
 */
export const setPasswordBehind = (
  db: DirectoryDb,
  { userId, tokenHash, passwordHash }: { userId: string; tokenHash: string; passwordHash: string },
  now: number,
) =>
  db
    .update(users)
    .set({
      passwordHash,
      resetAskedAt: null,
      passwordByManagerAt: sql`(select ${now} from password_resets as held
        where held.token_hash = ${tokenHash} and held.made_by is not null and held.business_id is not null)`,
    })
    .where(and(eq(users.id, userId), isNull(users.disabledAt), sql`changes() > 0`));
