/** Places in a business that wait for their person. */
import { and, asc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Invitation } from "../../../../core/people/wire.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { invitations, memberships, users } from "../../../db/directory/schema.ts";

export type NewInvitation = Pick<
  typeof invitations.$inferSelect,
  "id" | "businessId" | "email" | "name" | "role" | "tokenHash" | "invitedBy" | "createdAt" | "expiresAt"
>;

/** The list of people is read whole, and nobody waits for more than this many. */
export const OPEN_INVITATIONS_MAX = 50;

/** Neither accepted nor withdrawn; one that has expired stays open, to be renewed. */
const open = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));
const ofBusiness = (businessId: string) => and(eq(invitations.businessId, businessId), open);

/**
 * Writes nothing for a member of the business, for an address that is invited already (unique index), and beyond the
 * limit. Written out, because the conditions belong into the write itself.
 */
export const insertInvitation = (db: DirectoryDb, row: NewInvitation) =>
  db
    .insert(invitations)
    .select(
      sql`select ${row.id}, ${row.businessId}, ${row.email}, ${row.name}, ${row.role}, ${row.tokenHash},
        ${row.invitedBy}, ${row.createdAt}, ${row.expiresAt}, null, null
      where not exists (select 1 from memberships as m join users as u on u.id = m.user_id
          where m.business_id = ${row.businessId} and u.email = ${row.email})
        and (select count(*) from invitations as i
          where i.business_id = ${row.businessId} and i.accepted_at is null and i.withdrawn_at is null
        ) < ${OPEN_INVITATIONS_MAX}`,
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

/** Those through which a person could bring somebody in, themself included. */
export const listInvitationsBy = (db: DirectoryDb, businessId: string, userId: string) =>
  read(db, and(ofBusiness(businessId), eq(invitations.invitedBy, userId)));

export async function findInvitation(db: DirectoryDb, businessId: string, id: string): Promise<Invitation | undefined> {
  const [invitation] = await read(db, and(ofBusiness(businessId), eq(invitations.id, id)));
  return invitation;
}

/** Why an address could not be invited. */
export async function findObstacle(db: DirectoryDb, businessId: string, email: string) {
  const [members, invited] = await Promise.all([
    db
      .select({ userId: memberships.userId })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.businessId, businessId), eq(users.email, email))),
    read(db, and(ofBusiness(businessId), eq(invitations.email, email))),
  ]);
  if (members.length > 0) return "member";
  return invited.length > 0 ? "invited" : "too_many";
}

type Renewal = { tokenHash: string; expiresAt: number };

/** The link of before is dead from here on. False when somebody accepted or withdrew it meanwhile. */
export async function renewInvitation(
  db: DirectoryDb,
  { businessId, id }: { businessId: string; id: string },
  renewal: Renewal,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const update = db
    .update(invitations)
    .set(renewal)
    .where(and(ofBusiness(businessId), eq(invitations.id, id)))
    .returning({ id: invitations.id });
  const [renewed] = await db.batch([update, line]);
  return renewed.length === 1;
}

/** `only`: a further condition, for when it goes with something else that may be refused. */
export const withdrawal = (
  db: DirectoryDb,
  { businessId, id }: { businessId: string; id: string },
  now: number,
  only?: SQL,
) =>
  db
    .update(invitations)
    .set({ withdrawnAt: now })
    .where(and(ofBusiness(businessId), eq(invitations.id, id), only))
    .returning({ id: invitations.id });
