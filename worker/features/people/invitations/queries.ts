/** Places in a business that wait for their person. */
import { and, asc, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Invitation } from "../../../../core/people/wire.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { invitations, memberships, users } from "../../../db/directory/schema.ts";
import { selectRow } from "../../../db/select-row.ts";

export type NewInvitation = Pick<
  typeof invitations.$inferSelect,
  "id" | "businessId" | "email" | "name" | "role" | "tokenHash" | "invitedBy" | "createdAt" | "expiresAt"
>;

/** The list of people is read whole, with those who are invited: so it has an end. No agency comes near it. */
export const PEOPLE_MAX = 500;
/** Nobody can keep an eye on more who wait. */
export const OPEN_INVITATIONS_MAX = 50;

/**
 * Whoever looks at an invitation learns whether its address has an account, and may be the one who made it: this is how
 * many addresses a manager can ask about, and how many people a business can have mail sent to.
 */
export const DAILY_INVITATIONS_MAX = 30;
export const DAY_MS = 24 * 60 * 60_000;

/** Neither accepted nor withdrawn; one that has expired stays open, to be renewed. */
const open = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));
export const ofBusiness = (businessId: string) => and(eq(invitations.businessId, businessId), open);

const openOnes = (businessId: string) =>
  sql`(select count(*) from invitations as i
    where i.business_id = ${businessId} and i.accepted_at is null and i.withdrawn_at is null)`;
/** Those who are there, and those who may come by an invitation. */
const peopleOf = (businessId: string) =>
  sql`((select count(*) from memberships as m where m.business_id = ${businessId}) + ${openOnes(businessId)})`;

/**
 * Writes nothing for a member of the business, for an address that is invited already (unique index), beyond the limits,
 * and unless `right` holds. Written out, because the conditions belong into the write itself.
 */
export const insertInvitation = (db: DirectoryDb, row: NewInvitation, right: SQL) =>
  db
    .insert(invitations)
    .select(
      sql`${selectRow(invitations, row)}
      where not exists (select 1 from memberships as m join users as u on u.id = m.user_id
          where m.business_id = ${row.businessId} and u.email = ${row.email})
        and ${openOnes(row.businessId)} < ${OPEN_INVITATIONS_MAX}
        and ${peopleOf(row.businessId)} < ${PEOPLE_MAX}
        and (select count(*) from invitations as i
          where i.business_id = ${row.businessId} and i.created_at > ${row.createdAt - DAY_MS}
        ) < ${DAILY_INVITATIONS_MAX}
        and ${right}`,
    )
    .onConflictDoNothing()
    .returning({ id: invitations.id });

const wireColumns = {
  id: invitations.id,
  email: invitations.email,
  name: invitations.name,
  role: invitations.role,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  invitedBy: users.name,
  invitedByEmail: users.email,
};

const read = (db: DirectoryDb, where: SQL | undefined): Promise<Invitation[]> =>
  db
    .select(wireColumns)
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(where)
    .orderBy(asc(invitations.createdAt), asc(invitations.id));

/** Oldest first. */
export const listInvitations = (db: DirectoryDb, businessId: string) => read(db, ofBusiness(businessId));

export async function findInvitation(db: DirectoryDb, businessId: string, id: string): Promise<Invitation | undefined> {
  const [invitation] = await read(db, and(ofBusiness(businessId), eq(invitations.id, id)));
  return invitation;
}

/** Why an address could not be invited. */
export async function findObstacle(db: DirectoryDb, businessId: string, email: string) {
  const [members, invited, [full]] = await Promise.all([
    db
      .select({ userId: memberships.userId })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.businessId, businessId), eq(users.email, email))),
    read(db, and(ofBusiness(businessId), eq(invitations.email, email))),
    db.all<unknown>(sql`select 1 where ${peopleOf(businessId)} >= ${PEOPLE_MAX}`),
  ]);
  if (members.length > 0) return "member";
  if (invited.length > 0) return "invited";
  return full ? "full" : "too_many";
}

/** When the last of as many as a day may have was made, if all of them are of this day. */
export async function findDailyLimit(db: DirectoryDb, businessId: string, now: number): Promise<number | null> {
  const [row] = await db
    .select({ createdAt: invitations.createdAt })
    .from(invitations)
    .where(eq(invitations.businessId, businessId))
    .orderBy(desc(invitations.createdAt))
    .limit(1)
    .offset(DAILY_INVITATIONS_MAX - 1);
  return row && row.createdAt > now - DAY_MS ? row.createdAt : null;
}

/** The new link is the renewer's doing, and good for as long as they may invite. */
type Renewal = { tokenHash: string; expiresAt: number; invitedBy: string } & Partial<
  Pick<Invitation, "email" | "name">
>;

/** The link of before is dead from here on. False: somebody accepted or withdrew it, or `right` does not hold any more. */
export async function renewInvitation(
  db: DirectoryDb,
  { businessId, id }: { businessId: string; id: string },
  renewal: Renewal,
  right: SQL,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const update = db
    .update(invitations)
    .set(renewal)
    .where(and(ofBusiness(businessId), eq(invitations.id, id), right))
    .returning({ id: invitations.id });
  const [renewed] = await db.batch([update, line]);
  return renewed.length === 1;
}
