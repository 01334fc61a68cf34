/**
 * Fills the databases with the demo businesses. Rows that exist are left as they are, so seeding again neither doubles
 * anything nor undoes what somebody changed.
 */
import type { BatchItem } from "drizzle-orm/batch";
import { inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { SEED_BUSINESSES, SEED_PEOPLE, type SeedPerson } from "./businesses.ts";
import { callRows } from "./call-rows.ts";
import { seedForms } from "./forms.ts";
import { businessId, seedId } from "./ids.ts";
import { seedListings, type SeedFiles } from "./listings.ts";
import { seedTags } from "./tags.ts";
import { PUBLISHED_PASSWORD } from "./published.ts";
import type { SeedBusiness, SeedLead } from "./shapes.ts";
import { demandOfWish } from "../../core/leads/demand.ts";
import { normalisePhone } from "../../worker/adapters/phone.ts";
import { directoryDb, type DirectoryDb } from "../../worker/db/directory/client.ts";
import { businesses, channelAddresses, memberships, users } from "../../worker/db/directory/schema.ts";
import { businessSettings, callEvents, calls, callTurns, demands, leads } from "../../worker/db/tenant/schema.ts";
import type { TenantDatabases } from "../../worker/db/scope.ts";
import { hashPassword, verifyPassword } from "../../worker/features/auth/password.ts";

/** `files`: where photos go; without it there are none. */
export type SeedOptions = { password: string; now: number; files?: SeedFiles };

const TENANT_DB = "TENANT_0";
const DAY_MS = 24 * 60 * 60_000;

export async function seed(directory: D1Database, tenants: TenantDatabases, options: SeedOptions): Promise<void> {
  const tenant = tenants[TENANT_DB];
  if (!tenant) throw new Error(`${TENANT_DB} is not bound`);
  await seedDirectory(directory, options);
  for (const business of SEED_BUSINESSES) await seedTenant(tenant, business, options);
  await seedForms(directory, tenant, options.now);
}

/**
 * For a machine that others can reach: a platform admin, to begin with, and nobody else; no demo businesses. True when
 * the admin is new. Throws when one of the demo people in these databases still has the published password.
 */
export async function seedForTheWorld(database: D1Database, options: SeedOptions): Promise<boolean> {
  const db = directoryDb(database);
  const demo = SEED_PEOPLE.map(({ email }) => email);
  const known = await db
    .select({ email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(inArray(users.email, demo));
  const open: string[] = [];
  for (const { email, passwordHash } of known)
    if (passwordHash && (await verifyPassword(PUBLISHED_PASSWORD, passwordHash))) open.push(email);
  if (open.length > 0)
    throw new Error(
      `PUBLIC_URL lets others in, and these have the published password: ${open.join(", ")}. Start on new data (DATA_DIR=.data-public npm start), or without PUBLIC_URL, and change their passwords`,
    );
  const admins = SEED_PEOPLE.filter(({ platformRole }) => platformRole === "admin");
  const missing = admins.filter(({ email }) => known.every((one) => one.email !== email));
  for (const admin of missing) await seedPerson(db, admin, options, crypto.randomUUID());
  return missing.length > 0;
}

async function seedDirectory(database: D1Database, { password, now }: SeedOptions): Promise<void> {
  const db = directoryDb(database);
  for (const { slug, name, calledNumber } of SEED_BUSINESSES) {
    const id = businessId(slug);
    await db.batch([
      db
        .insert(businesses)
        .values({ id, slug, name, status: "active", tenantDb: TENANT_DB, createdAt: now })
        .onConflictDoNothing(),
      db
        .insert(channelAddresses)
        .values({ channel: "phone", address: calledNumber, businessId: id, createdAt: now })
        .onConflictDoNothing(),
    ]);
  }
  const known = new Set((await db.select({ email: users.email }).from(users)).map(({ email }) => email));
  for (const person of SEED_PEOPLE) {
    if (!known.has(person.email)) await seedPerson(db, person, { password, now });
  }
}

async function seedPerson(
  db: DirectoryDb,
  { email, name, platformRole, memberships: roles }: SeedPerson,
  { password, now }: SeedOptions,
  id = seedId(`user/${email}`),
): Promise<void> {
  await db
    .insert(users)
    .values({ id, email, name, platformRole, passwordHash: await hashPassword(password), createdAt: now });
  for (const { slug, role } of roles)
    await db.insert(memberships).values({ userId: id, businessId: businessId(slug), role, createdAt: now });
}

async function seedTenant(
  database: D1Database,
  business: SeedBusiness,
  { now, files = null }: SeedOptions,
): Promise<void> {
  const db = drizzle(database);
  const id = businessId(business.slug);
  await db
    .insert(businessSettings)
    .values({ businessId: id, ...business.settings, version: 1, updatedAt: now })
    .onConflictDoNothing();
  const inserts = (rows: BatchItem<"sqlite">[]) => (rows[0] ? db.batch([rows[0], ...rows.slice(1)]) : undefined);
  // In the order in which they changed: that is the order of the lists.
  const oldestFirst = business.leads.toSorted((one, other) => other.updatedDaysAgo - one.updatedDaysAgo);
  for (const lead of oldestFirst)
    await inserts([
      db
        .insert(leads)
        .values(leadRow(business.slug, lead, now))
        .onConflictDoNothing(),
      ...demandRows(business.slug, lead, now).map((row) => db.insert(demands).values(row).onConflictDoNothing()),
    ]);
  await seedTags(db, business.slug, now);
  for (const call of business.calls) {
    const rows = callRows(business, call, now);
    await inserts([
      db.insert(calls).values(rows.call).onConflictDoNothing(),
      ...rows.turns.map((turn) => db.insert(callTurns).values(turn).onConflictDoNothing()),
      ...rows.events.map((event) => db.insert(callEvents).values(event).onConflictDoNothing()),
    ]);
  }
  await seedListings(db, business, now, files);
}

function leadRow(businessSlug: string, lead: SeedLead, now: number): typeof leads.$inferInsert {
  const { slug, phone, createdDaysAgo, updatedDaysAgo, name, status, source, notes, nextAction } = lead;
  return {
    name,
    status,
    source,
    notes,
    nextAction,
    businessId: businessId(businessSlug),
    id: seedId(`lead/${businessSlug}/${slug}`),
    phone: phone === null ? null : normalisePhone(phone).e164,
    phoneTyped: phone,
    // An update is never before the creation, whatever the content files say.
    createdAt: Math.round(now - Math.max(createdDaysAgo, updatedDaysAgo) * DAY_MS),
    updatedAt: Math.round(now - updatedDaysAgo * DAY_MS),
  };
}

function demandRows(businessSlug: string, lead: SeedLead, now: number): (typeof demands.$inferInsert)[] {
  const { slug, dealType, area, rooms, budget, updatedDaysAgo } = lead;
  const first = demandOfWish({
    ...(dealType !== null && { dealType }),
    ...(area !== null && { area }),
    ...(rooms !== null && { rooms }),
    ...(budget !== null && { budget }),
  });
  const at = Math.round(now - updatedDaysAgo * DAY_MS);
  return [first, ...(lead.demands ?? [])].map((fields, place) => ({
    areas: [],
    features: {},
    isActive: true,
    ...fields,
    businessId: businessId(businessSlug),
    id: seedId(`demand/${businessSlug}/${slug}/${place}`),
    leadId: seedId(`lead/${businessSlug}/${slug}`),
    provenance: {},
    createdAt: at - place,
    updatedAt: at - place,
  }));
}
