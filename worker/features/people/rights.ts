/**
 * Rights as conditions of a write. A request is let in by what its session told a moment ago; whoever is demoted or
 * removed in that moment, or has left a link behind, must not write by what they were.
 */
import { sql, type SQL } from "drizzle-orm";
import { CodedError } from "../../../core/contract/errors.ts";

/** A value, or a column of the row that is written. */
type Id = string | SQL;

export const isManagerOf = (userId: Id, businessId: Id): SQL =>
  sql`exists (select 1 from memberships as held join users as holder on holder.id = held.user_id
    where held.user_id = ${userId} and held.business_id = ${businessId} and held.role = 'manager'
      and holder.disabled_at is null)`;

export const isPlatformAdmin = (userId: Id): SQL =>
  sql`exists (select 1 from users as holder
    where holder.id = ${userId} and holder.platform_role = 'admin' and holder.disabled_at is null)`;

/** Nobody is there yet who could bring in others, or renew a link. */
export const hasNoManager = (businessId: Id): SQL =>
  sql`not exists (select 1 from memberships as held
    where held.business_id = ${businessId} and held.role = 'manager')`;

/** Who may bring people into a business. */
export const mayInvite = (userId: Id, businessId: Id): SQL =>
  sql`(${isManagerOf(userId, businessId)} or ${isPlatformAdmin(userId)})`;

const DAY_MS = 24 * 60 * 60_000;
/**
 * Who managed a business counts as a manager for this long: else a colleague takes the role away, makes a link to the
 * account, and gives the role back.
 */
const MANAGER_STAYS_MS = 30 * DAY_MS;
/**
 * An account whose password was chosen by a link that a manager held comes to open nothing more for this long. The owner
 * who did not choose it cannot sign in, and notices.
 */
const FOREIGN_PASSWORD_MS = 7 * DAY_MS;

/**
 * An agent of this business and of no other, whose account opens no other door than this business's, and did not open
 * more lately.
 */
export const isAgentOfThisAlone = (userId: Id, businessId: Id, now: number): SQL =>
  sql`(exists (select 1 from memberships as own join users as owner on owner.id = own.user_id
      where own.user_id = ${userId} and own.business_id = ${businessId} and own.role = 'business'
        and owner.platform_role is null
        and (owner.managed_until is null or owner.managed_until <= ${now - MANAGER_STAYS_MS}))
    and not exists (select 1 from memberships as other
      where other.user_id = ${userId} and other.business_id <> ${businessId}))`;

/** Whose password is their own: their account may come to open more than it does. */
export const hasOwnPassword = (userId: Id, now: number): SQL =>
  sql`not exists (select 1 from users as holder
    where holder.id = ${userId} and holder.password_by_manager_at > ${now - FOREIGN_PASSWORD_MS})`;

/** Of `hasOwnPassword`. `field`: of the request, what cannot be had because of it. */
export const passwordIsForeign = (field: "role" | "password") =>
  new CodedError("conflict", "their password was chosen by a link that a manager held; wait a week from then", {
    details: [{ field, problem: "foreign_password" }],
  });

/** For who was one when the request began. */
export const noManagerAnyMore = () => new CodedError("forbidden", "this needs the role manager");
