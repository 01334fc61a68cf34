/** Links under which a listing is shown to customers. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { listingShares } from "../../../db/tenant/schema.ts";
import { SHARES_MAX } from "../../../../core/listings/wire.ts";

export type ShareRow = typeof listingShares.$inferSelect;

const openOf = ({ businessId }: BusinessScope, listingId: string) =>
  and(
    eq(listingShares.businessId, businessId),
    eq(listingShares.listingId, listingId),
    isNull(listingShares.revokedAt),
  );

/** Those that are open, the latest first. */
export const listShares = (scope: BusinessScope, listingId: string): Promise<ShareRow[]> =>
  scope.db
    .select()
    .from(listingShares)
    .where(openOf(scope, listingId))
    .orderBy(desc(listingShares.createdAt))
    .limit(SHARES_MAX);

/** False: there are as many as there may be. */
export async function insertShare(
  { db, businessId }: BusinessScope,
  row: Omit<typeof listingShares.$inferInsert, "businessId">,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [rows] = await db.batch([
    db
      .insert(listingShares)
      .select(
        sql`${selectRow(listingShares, { ...row, businessId })} where (select count(*) from listing_shares
          where business_id = ${businessId} and listing_id = ${row.listingId} and revoked_at is null) < ${SHARES_MAX}`,
      )
      .returning({ id: listingShares.id }),
    line,
  ]);
  return rows.length > 0;
}

/** False: it was not open any more. */
export async function revokeShare(
  scope: BusinessScope,
  listingId: string,
  id: string,
  now: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const [rows] = await scope.db.batch([
    scope.db
      .update(listingShares)
      .set({ revokedAt: now })
      .where(and(openOf(scope, listingId), eq(listingShares.id, id)))
      .returning({ id: listingShares.id }),
    line,
  ]);
  return rows.length > 0;
}

export async function findOpenShare(scope: BusinessScope, secret: string): Promise<ShareRow | undefined> {
  const [row] = await scope.db
    .select()
    .from(listingShares)
    .where(
      and(
        eq(listingShares.businessId, scope.businessId),
        eq(listingShares.secret, secret),
        isNull(listingShares.revokedAt),
      ),
    );
  return row;
}
