/**
 * The only road to tenant data. A scope can be made in five places alone: the membership check of a request, the
 * look-up of a called number, the look-up of a public link, a Durable Object from the identity it was prepared with, and
 * the founding of a business.
 * Each has its maker below, named for its right, so that a search for the name shows every place.
 */
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import { CodedError } from "../../core/contract/errors.ts";
import * as schema from "./tenant/schema.ts";

declare const brand: unique symbol;

/** Every bound tenant database, by the name of its binding. */
export type TenantDatabases = Readonly<Record<string, D1Database>>;
export type TenantDb = DrizzleD1Database<typeof schema> & { $client: D1Database };
export type BusinessScope = {
  readonly businessId: string;
  readonly db: TenantDb;
  /** Set for an agent who sees only their own leads, calls and meetings: their user id. */
  readonly onlyOf: string | null;
  readonly [brand]: "BusinessScope";
};

/** Where a business lives, as the directory says it. */
export type BusinessPlace = { businessId: string; tenantDb: string };

function makeScope(databases: TenantDatabases, place: BusinessPlace, onlyOf: string | null): BusinessScope {
  const database = databases[place.tenantDb];
  if (!database) throw new CodedError("unavailable", `tenant database ${place.tenantDb} is not bound`);
  const db = drizzle(database, { schema });
  const scope: Omit<BusinessScope, typeof brand> = { businessId: place.businessId, db, onlyOf };
  return scope as BusinessScope;
}

/**
 * For the platform's own sweep over what is left unfinished in all businesses: no scope, and nothing of it is shown to
 * anybody; what it finds is handed to the object or the job of its business.
 */
export function databaseOfSweep(databases: TenantDatabases, name: string): TenantDb {
  const database = databases[name];
  if (!database) throw new CodedError("unavailable", `tenant database ${name} is not bound`);
  return drizzle(database, { schema });
}

/** Of those below who see all of a business. */
const wholeScope = (databases: TenantDatabases, place: BusinessPlace) => makeScope(databases, place, null);

/** For the membership check: the caller has shown that this person belongs to this business. */
export const scopeOfMember = (databases: TenantDatabases, place: BusinessPlace, onlyOf: string | null) =>
  makeScope(databases, place, onlyOf);
/** For webhooks: the directory has said that the called number belongs to this business. */
export const scopeOfAddress = wholeScope;
/** For public links: the directory has said where the business is that the link names; the link itself is checked there. */
export const scopeOfLink = wholeScope;
/** For Durable Objects and queue jobs: the identity was given by one of the two above and kept. */
export const scopeOfIdentity = wholeScope;
/** For the founding of a business: its id was made a moment ago, and nothing is there yet. */
export const scopeOfFounding = wholeScope;
