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

/** Who may bring people into a business. */
export const mayInvite = (userId: Id, businessId: Id): SQL =>
  sql`(${isManagerOf(userId, businessId)} or ${isPlatformAdmin(userId)})`;

/** An agent of this business and of no other, whose account opens no other door than this business's. */
export const isAgentOfThisAlone = (userId: Id, businessId: Id): SQL =>
  sql`(exists (select 1 from memberships as own join users as owner on owner.id = own.user_id
      where own.user_id = ${userId} and own.business_id = ${businessId} and own.role = 'business'
        and owner.platform_role is null)
    and not exists (select 1 from memberships as other
      where other.user_id = ${userId} and other.business_id <> ${businessId}))`;

/** For who was one when the request began. */
export const noManagerAnyMore = () => new CodedError("forbidden", "this needs the role manager");
