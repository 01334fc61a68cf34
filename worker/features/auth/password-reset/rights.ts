/** Who may hold a link that opens another person's account, as conditions of the writes that make and use it. */
import { sql, type SQL } from "drizzle-orm";
import { isAgentOfThisAlone, isManagerOf, isPlatformAdmin } from "../../people/rights.ts";

/** In whose right a link is made for somebody: a manager's, of this business, or the platform's support's. */
export type Right = { madeBy: string; businessId: string | null };

/** A value, or a column of the link. */
type Id = string | SQL;

const managerMayHelp = (madeBy: Id, businessId: Id, userId: Id, now: number): SQL =>
  sql`(${isManagerOf(madeBy, businessId)} and ${isAgentOfThisAlone(userId, businessId, now)})`;

const supportMayHelp = (madeBy: Id, userId: Id): SQL =>
  sql`(${isPlatformAdmin(madeBy)} and exists (select 1 from users as helped
    where helped.id = ${userId} and helped.platform_role is null))`;

export const mayHelp = ({ madeBy, businessId }: Right, userId: string, now: number): SQL =>
  businessId === null ? supportMayHelp(madeBy, userId) : managerMayHelp(madeBy, businessId, userId, now);

/** Of a business that keeps support out. */
export const belongsToClosed = (userId: Id): SQL =>
  sql`exists (select 1 from memberships as inside join businesses as closed on closed.id = inside.business_id
    where inside.user_id = ${userId} and not closed.impersonation_allowed)`;

/**
 * A link that somebody else may hold is good while they may help its person: it opens no more than they could open at
 * this moment. `made_by` is null where the mailbox of its person alone has it.
 */
export const isRightful = (
  now: number,
): SQL => sql`(password_resets.made_by is null or case when password_resets.business_id is null
  then ${supportMayHelp(sql`password_resets.made_by`, sql`password_resets.user_id`)}
    and not ${belongsToClosed(sql`password_resets.user_id`)}
  else ${managerMayHelp(sql`password_resets.made_by`, sql`password_resets.business_id`, sql`password_resets.user_id`, now)}
  end)`;
