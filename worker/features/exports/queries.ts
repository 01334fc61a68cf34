/** What lists leave out and a file has: whole notes, every number and address, tags by their names. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { BusinessScope } from "../../db/scope.ts";
import { leadContacts, leads, listings, tags } from "../../db/tenant/schema.ts";
import { leftOf, visibleLeads } from "../leads/queries.ts";

export type LeadMore = {
  notes: string | null;
  contacts: { kind: "phone" | "email"; value: string | null; typed: string }[];
};

/** By lead; 90 ids at most. They were read with the rights of who asks. */
export async function readMore(
  { db, businessId }: BusinessScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LeadMore>> {
  if (ids.length === 0) return new Map();
  const [rows, contacts] = await db.batch([
    db
      .select({ id: leads.id, notes: leads.notes })
      .from(leads)
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, [...ids]))),
    db
      .select({
        leadId: leadContacts.leadId,
        kind: leadContacts.kind,
        value: leadContacts.value,
        typed: leadContacts.typed,
      })
      .from(leadContacts)
      .where(and(eq(leadContacts.businessId, businessId), inArray(leadContacts.leadId, [...ids])))
      .orderBy(asc(leadContacts.createdAt), asc(leadContacts.id)),
  ]);
  const ofLead = Map.groupBy(contacts, ({ leadId }) => leadId);
  return new Map(rows.map(({ id, notes }) => [id, { notes, contacts: ofLead.get(id) ?? [] }]));
}

export async function readTagNames({ db, businessId }: BusinessScope): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ id: tags.id, name: tags.name }).from(tags).where(eq(tags.businessId, businessId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type ListingMore = {
  ownerName: string | null;
  ownerPhone: string | null;
  assistantLine: string | null;
  description: string | null;
};

/** By listing; 90 ids at most. Of owners those whom this person may see; where two leads have become one, that one. */
export async function readListingMore(
  scope: BusinessScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListingMore>> {
  if (ids.length === 0) return new Map();
  const ownerId = leftOf(scope.businessId, listings.ownerLeadId);
  const rows = await scope.db
    .select({
      id: listings.id,
      assistantLine: listings.assistantLine,
      description: listings.description,
      ownerName: leads.name,
      ownerPhone: leads.phone,
    })
    .from(listings)
    .leftJoin(leads, and(visibleLeads(scope), sql`${leads.id} = ${ownerId}`))
    .where(and(eq(listings.businessId, scope.businessId), inArray(listings.id, [...ids])));
  return new Map(rows.map(({ id, ...more }) => [id, more]));
}
