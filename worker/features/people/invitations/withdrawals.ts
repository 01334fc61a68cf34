/** Invitations are taken back: by whoever asks, or along with the right of their maker. */
import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { ofBusiness } from "./queries.ts";
import { isManagerOf } from "../rights.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { auditLog, invitations } from "../../../db/directory/schema.ts";
import { newIdInSql, selectRow } from "../../../db/select-row.ts";
import { actorColumns } from "../../audit/lines.ts";

/** False: somebody was faster, or `by` manages the business no more. */
export async function withdrawInvitation(
  db: DirectoryDb,
  { businessId, id, by }: { businessId: string; id: string; by: string },
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const update = db
    .update(invitations)
    .set({ withdrawnAt: now })
    .where(and(ofBusiness(businessId), eq(invitations.id, id), isManagerOf(by, businessId)))
    .returning({ id: invitations.id });
  const [withdrawn] = await db.batch([update, line]);
  return withdrawn.length === 1;
}

/**
 * For a batch in which `userId` may stop being a manager: who does cannot bring anybody in by a link that they made,
 * themself included. First the lines of the audit log, then what they tell of; neither while they are a manager.
 */
export function withdrawalsBy(
  deps: { directory: DirectoryDb; now(): number },
  actor: Actor,
  { businessId, userId }: { businessId: string; userId: string },
) {
  const now = deps.now();
  const theirs = sql`business_id = ${businessId} and invited_by = ${userId}
    and accepted_at is null and withdrawn_at is null
    and not exists (select 1 from memberships as m
      where m.business_id = ${businessId} and m.user_id = ${userId} and m.role = 'manager')`;
  const line = selectRow(auditLog, {
    ...actorColumns(actor),
    id: newIdInSql,
    businessId,
    at: now,
    action: "invitation.withdrawn",
    recordType: "invitation",
    recordId: sql`id`,
    recordLabel: sql`email`,
    data: sql`json_object('email', email, 'role', role)`,
  });
  const lines = deps.directory.insert(auditLog).select(sql`${line} from invitations where ${theirs}`);
  return [lines, deps.directory.update(invitations).set({ withdrawnAt: now }).where(theirs)] as const;
}
