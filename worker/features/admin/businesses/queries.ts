/** The platform's businesses, as its admins see them. Nothing of what is inside one is read here. */
import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { AdminBusiness, adminBusinessesQuerySchema } from "../../../../core/admin/wire.ts";
import type { z } from "zod";
import type { BusinessSettings } from "../../../../core/business/settings.ts";
import { searchTerms } from "../../../../core/leads/search.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses, memberships, users } from "../../../db/directory/schema.ts";
import { after, pageFrom } from "../../../db/keyset.ts";
import { nameHas } from "../../../db/name-search.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { businessSettings } from "../../../db/tenant/schema.ts";

type Statement = BatchItem<"sqlite">;

const columns = {
  id: businesses.id,
  slug: businesses.slug,
  name: businesses.name,
  status: businesses.status,
  tenantDb: businesses.tenantDb,
  createdAt: businesses.createdAt,
  people: sql<number>`(select count(*) from memberships where memberships.business_id = businesses.id)`,
  numbers: sql<number>`(select count(*) from channel_addresses where channel_addresses.business_id = businesses.id)`,
  impersonationAllowed: businesses.impersonationAllowed,
};

const named = (query = "") => {
  const terms = searchTerms(query);
  if (!terms) return undefined;
  return sql`(${nameHas(businesses.name, terms.words)} or instr(${businesses.slug}, lower(${terms.text})) > 0)`;
};

/** Newest first. */
export async function listBusinesses(
  db: DirectoryDb,
  { limit, cursor, query }: z.output<typeof adminBusinessesQuerySchema>,
) {
  const rows: AdminBusiness[] = await db
    .select(columns)
    .from(businesses)
    .where(and(named(query), after(businesses.createdAt, businesses.id, cursor)))
    .orderBy(desc(businesses.createdAt), desc(businesses.id))
    .limit(limit + 1);
  return pageFrom(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
}

export async function findBusiness(db: DirectoryDb, businessId: string): Promise<AdminBusiness | undefined> {
  const [row] = await db.select(columns).from(businesses).where(eq(businesses.id, businessId));
  return row;
}

/** People of a business who are the platform's admins too, by user id. */
export async function listAdminsIn(db: DirectoryDb, businessId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ userId: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), isNotNull(users.platformRole)));
  return new Set(rows.map(({ userId }) => userId));
}

/** How many businesses live in each tenant database. */
export async function countByTenantDb(db: DirectoryDb): Promise<Map<string, number>> {
  const rows = await db
    .select({ tenantDb: businesses.tenantDb, count: sql<number>`count(*)` })
    .from(businesses)
    .groupBy(businesses.tenantDb);
  return new Map(rows.map(({ tenantDb, count }) => [tenantDb, count]));
}

/** `then`: what belongs to it, and is written with it or not at all. Throws when the slug is taken. */
export async function insertBusiness(db: DirectoryDb, row: typeof businesses.$inferInsert, then: readonly Statement[]) {
  await db.batch([db.insert(businesses).values(row), ...then]);
}

export async function insertSettings({ db, businessId }: BusinessScope, settings: BusinessSettings, now: number) {
  await db.insert(businessSettings).values({ businessId, ...settings, version: 1, updatedAt: now });
}

/** Of a business that was not founded after all. */
export async function removeSettings({ db, businessId }: BusinessScope): Promise<void> {
  await db.delete(businessSettings).where(eq(businessSettings.businessId, businessId));
}

/** False: it has another name than `from` by now. */
export async function renameBusiness(
  db: DirectoryDb,
  businessId: string,
  { from, to }: { from: string; to: string },
  line: Statement,
): Promise<boolean> {
  const [renamed] = await db.batch([
    db
      .update(businesses)
      .set({ name: to })
      .where(and(eq(businesses.id, businessId), eq(businesses.name, from)))
      .returning({ id: businesses.id }),
    line,
  ]);
  return renamed.length === 1;
}

/** False: it is so already. */
export async function setStatus(
  db: DirectoryDb,
  businessId: string,
  status: AdminBusiness["status"],
  line: Statement,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(businesses)
      .set({ status })
      .where(and(eq(businesses.id, businessId), ne(businesses.status, status)))
      .returning({ id: businesses.id }),
    line,
  ]);
  return changed.length === 1;
}
