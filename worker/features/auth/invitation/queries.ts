import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses, invitations, memberships, sessions, users } from "../../../db/directory/schema.ts";
import type { NewSession } from "../queries.ts";
import { selectRow } from "../../../db/select-row.ts";
import { hasOwnPassword, mayInvite } from "../../people/rights.ts";

/** The invitation while its link is good, and whether its address has an account. */
export async function findOpenInvitation(db: DirectoryDb, tokenHash: string, now: number) {
  const [row] = await db
    .select({
      businessId: businesses.id,
      businessName: businesses.name,
      businessStatus: businesses.status,
      email: invitations.email,
      name: invitations.name,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
      accountId: users.id,
    })
    .from(invitations)
    .innerJoin(businesses, eq(businesses.id, invitations.businessId))
    .leftJoin(users, eq(users.email, invitations.email))
    .where(isOpen(tokenHash, now));
  return row;
}
export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findOpenInvitation>>>;

/** To whom the invitation went that was taken up since then; undefined: none was by this link. */
export async function findTakenUp(db: DirectoryDb, tokenHash: string, since: number) {
  const [row] = await db
    .select({ email: invitations.email, businessId: invitations.businessId, userId: users.id })
    .from(invitations)
    .innerJoin(users, eq(users.email, invitations.email))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.businessId, invitations.businessId)))
    .where(and(eq(invitations.tokenHash, tokenHash), gt(invitations.acceptedAt, since)));
  return row;
}

/** And its maker, or whoever renewed it, may still bring people in. */
const isOpen = (tokenHash: string, now: number) =>
  and(
    eq(invitations.tokenHash, tokenHash),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
    gt(invitations.expiresAt, now),
    mayInvite(sql`invitations.invited_by`, sql`invitations.business_id`),
  );

const ofActiveBusiness = sql`exists (select 1 from businesses b where b.id = invitations.business_id and b.status = 'active')`;

const use = (db: DirectoryDb, now: number) => db.update(invitations).set({ acceptedAt: now });

/** Uses it up for a person who is new here; changes no row when somebody was faster or has the address by now. */
export const useForNewcomer = (db: DirectoryDb, tokenHash: string, now: number) =>
  use(db, now)
    .where(
      and(
        isOpen(tokenHash, now),
        ofActiveBusiness,
        sql`not exists (select 1 from users u where u.email = invitations.email)`,
      ),
    )
    .returning({ id: invitations.id });

/** Uses it up for the account that it was sent to, unless somebody else may know its password. */
export const useForAccount = (db: DirectoryDb, tokenHash: string, userId: string, now: number) =>
  use(db, now)
    .where(
      and(
        isOpen(tokenHash, now),
        ofActiveBusiness,
        sql`exists (select 1 from users u where u.id = ${userId} and u.email = invitations.email)`,
        hasOwnPassword(userId, now),
      ),
    )
    .returning({ id: invitations.id });

// Each of these stands right behind the statement it depends on, and writes nothing when that wrote nothing.

export const insertUserBehind = (
  db: DirectoryDb,
  user: { id: string; email: string; name: string; passwordHash: string; createdAt: number },
) => db.insert(users).select(sql`${selectRow(users, user)} where changes() > 0`);

/** The role of who is a member already stays as it is. */
export const insertMembershipBehind = (db: DirectoryDb, row: typeof memberships.$inferInsert) =>
  db
    .insert(memberships)
    .select(sql`${selectRow(memberships, row)} where changes() > 0`)
    .onConflictDoNothing();

export const insertSessionBehind = (db: DirectoryDb, row: NewSession) =>
  db.insert(sessions).select(sql`${selectRow(sessions, row)} where changes() > 0`);
