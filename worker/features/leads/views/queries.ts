/** Saved views of the list: one's own, and those that managers share with everybody. */
import { and, asc, eq, or, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { VIEWS_MAX } from "../../../../core/leads/bulk-limits.ts";
import type { LeadView, ViewFields } from "../../../../core/leads/views.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { leadViews } from "../../../db/tenant/schema.ts";

type Line = BatchItem<"sqlite">;
export type StoredView = ViewFields & { id: string; ownerId: string };

const columns = {
  id: leadViews.id,
  name: leadViews.name,
  ownerId: leadViews.ownerId,
  isShared: leadViews.isShared,
  settings: leadViews.settings,
};
// As text: the index of shared ones is used only where its condition stands so.
const isShared = sql`is_shared = 1`;
const byId = ({ businessId }: BusinessScope, viewId: string) =>
  and(eq(leadViews.businessId, businessId), eq(leadViews.id, viewId));

/** What `userId` has in the menu; their own first. */
export async function listViews({ db, businessId }: BusinessScope, userId: string): Promise<LeadView[]> {
  const of = eq(leadViews.businessId, businessId);
  const read = (whose: ReturnType<typeof eq>) =>
    db
      .select(columns)
      .from(leadViews)
      .where(and(of, whose))
      .orderBy(asc(leadViews.id))
      .limit(2 * VIEWS_MAX);
  const [own, shared] = await db.batch([read(eq(leadViews.ownerId, userId)), read(isShared)]);
  const others = shared.filter(({ ownerId }) => ownerId !== userId);
  return [...own, ...others].map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === userId }));
}

/** One that this person has in the menu. */
export async function findView(scope: BusinessScope, userId: string, viewId: string): Promise<StoredView | undefined> {
  const [view] = await scope.db
    .select(columns)
    .from(leadViews)
    .where(and(byId(scope, viewId), or(eq(leadViews.ownerId, userId), eq(leadViews.isShared, true))));
  return view;
}

/** False: this person, or the business, has as many as there may be. */
export async function insertView(
  { db, businessId }: BusinessScope,
  view: StoredView & { createdAt: number },
  line: Line | null,
): Promise<boolean> {
  const counted = view.isShared ? isShared : sql`owner_id = ${view.ownerId}`;
  const room = sql`(select count(*) from lead_views where business_id = ${businessId} and ${counted})
    < ${sql.raw(String(VIEWS_MAX))}`;
  const insert = db
    .insert(leadViews)
    .select(sql`${selectRow(leadViews, { ...view, businessId, updatedAt: view.createdAt })} where ${room}`)
    .returning({ id: leadViews.id });
  const [rows] = line ? await db.batch([insert, line]) : await db.batch([insert]);
  return rows.length > 0;
}

/** As it was read, by whether it was shared: false where it is not so any more. */
export async function updateView(
  scope: BusinessScope,
  { id, name, isShared: shares, settings }: Omit<StoredView, "ownerId">,
  { wasShared, now }: { wasShared: boolean; now: number },
  line: Line | null,
): Promise<boolean> {
  const update = scope.db
    .update(leadViews)
    .set({ name, isShared: shares, settings, updatedAt: now })
    .where(and(byId(scope, id), eq(leadViews.isShared, wasShared)))
    .returning({ id: leadViews.id });
  const [rows] = line ? await scope.db.batch([update, line]) : await scope.db.batch([update]);
  return rows.length > 0;
}

export async function deleteView(scope: BusinessScope, viewId: string, wasShared: boolean, line: Line | null) {
  const remove = scope.db
    .delete(leadViews)
    .where(and(byId(scope, viewId), eq(leadViews.isShared, wasShared)))
    .returning({ id: leadViews.id });
  const [rows] = line ? await scope.db.batch([remove, line]) : await scope.db.batch([remove]);
  return rows.length > 0;
}
