/** The people of a business. */
import { and, asc, eq, inArray, not, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { hasOwnPassword, isAgentOfThisAlone, isManagerOf } from "./rights.ts";
import type { Role } from "../../../core/auth/permissions.ts";
import type { Colleague, Person } from "../../../core/people/wire.ts";
import { lookAlikes } from "../../../core/people/look-alike.ts";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { memberships, users } from "../../db/directory/schema.ts";

/** One person's place in one business. */
export type Place = { businessId: string; userId: string };

const at = ({ businessId, userId }: Place) =>
  and(eq(memberships.businessId, businessId), eq(memberships.userId, userId));

const read = (db: DirectoryDb, businessId: string, now: number, where?: SQL): Promise<Person[]> =>
  db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
      resetAskedAt: users.resetAskedAt,
      resetAllowed: isAgentOfThisAlone(sql`${users.id}`, businessId, now).mapWith(Boolean),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), where))
    .orderBy(asc(users.name), asc(users.id));

/** By name. */
export const listPeople = (db: DirectoryDb, businessId: string, now: number) => read(db, businessId, now);

export async function findPerson(
  db: DirectoryDb,
  { businessId, userId }: Place,
  now: number,
): Promise<Person | undefined> {
  const [person] = await read(db, businessId, now, eq(users.id, userId));
  return person;
}

/** By name. `among`: of these people alone. */
export async function listColleagues(db: DirectoryDb, businessId: string, among?: string[]): Promise<Colleague[]> {
  const rows = await db
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), among && inArray(memberships.userId, among)))
    .orderBy(asc(users.name), asc(users.id));
  const alike = lookAlikes(rows);
  return rows.map((row) => ({ ...row, email: alike.has(row.userId) ? row.email : null }));
}

/** By what a file names them. */
export const listAddresses = (db: DirectoryDb, businessId: string) =>
  db
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.businessId, businessId));

/**
 * The e-mail of one who is named, if somebody else of the business has a name like that. They may have left it, and the
 * name may be one that they had.
 */
export async function emailIfAlike(
  db: DirectoryDb,
  businessId: string,
  named: { userId: string; name: string },
): Promise<string | null> {
  const account = { userId: users.id, name: users.name };
  const [members, [own]] = await db.batch([
    db
      .select(account)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.businessId, businessId)),
    db.select({ email: users.email }).from(users).where(eq(users.id, named.userId)),
  ]);
  return own !== undefined && lookAlikes([named, ...members]).has(named.userId) ? own.email : null;
}

/**
 * True of an agent, and of a manager beside whom there is another who can sign in. Part of the write itself: two
 * managers who take each other's role at one moment must not leave the business to nobody.
 */
const notTheLastManager = ({ businessId, userId }: Place): SQL =>
  sql`(${memberships.role} <> 'manager' or exists (
    select 1 from memberships as other join users as person on person.id = other.user_id
    where other.business_id = ${businessId} and other.user_id <> ${userId} and other.role = 'manager'
      and person.disabled_at is null))`;

/** What stands in one batch with a change: its line of the audit log right after it, then what follows from it. */
type Along = [line: BatchItem<"sqlite">, ...rest: BatchItem<"sqlite">[]];

type By = { userId: string };

/** Who is still `role` and may be done without; and `by`, who asks for it, still manages the business. */
const changeable = (by: By, place: Place, role: Role) =>
  and(at(place), eq(memberships.role, role), notTheLastManager(place), isManagerOf(by.userId, place.businessId));

/**
 * Stands right behind a statement that takes the role from a manager, and changes a row if that did. Of an agent nothing
 * is to be noted, and the row is only touched, so that a line of the audit log can stand behind this one.
 */
const noteManaged = (db: DirectoryDb, userId: string, role: Role, now: number) =>
  db
    .update(users)
    .set({ managedUntil: role === "manager" ? now : sql`managed_until` })
    .where(and(eq(users.id, userId), sql`changes() > 0`));

/**
 * False: the role was not `from` any more, nobody would be left to manage the business, `by` manages it no more, or the
 * password of who is to become a manager is another's choice.
 */
export async function updateRole(
  db: DirectoryDb,
  by: By,
  place: Place,
  { from, to, now }: { from: Role; to: Role; now: number },
  along: Along,
): Promise<boolean> {
  const rises = to === "manager" ? hasOwnPassword(place.userId, now) : undefined;
  const update = db
    .update(memberships)
    .set({ role: to })
    .where(and(changeable(by, place, from), rises))
    .returning({ userId: memberships.userId });
  const [changed] = await db.batch([update, noteManaged(db, place.userId, from, now), ...along]);
  return changed.length === 1;
}

/** False as in `updateRole`. */
export async function deleteMembership(
  db: DirectoryDb,
  by: By,
  place: Place,
  { role, now }: { role: Role; now: number },
  along: Along,
): Promise<boolean> {
  const deletion = db
    .delete(memberships)
    .where(changeable(by, place, role))
    .returning({ userId: memberships.userId });
  const [removed] = await db.batch([deletion, noteManaged(db, place.userId, role, now), ...along]);
  return removed.length === 1;
}

/** For the reason of a refusal; what is written asks for itself. */
export async function isForeignPassword(db: DirectoryDb, userId: string, now: number): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), not(hasOwnPassword(userId, now))));
  return rows.length === 1;
}

/** For the reason of a refusal; what is written asks for itself. */
export async function manages(db: DirectoryDb, { businessId, userId }: Place): Promise<boolean> {
  const rows = await db
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isManagerOf(userId, businessId)));
  return rows.length === 1;
}
