/** Leads that may be one person: what is to be looked at, what was found, and what was decided of it. */
import { and, asc, desc, eq, exists, inArray, isNull, or, sql, type SQLWrapper } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { DuplicateReason } from "../../../../core/leads/duplicates.ts";
import type { BusinessScope, TenantDb } from "../../../db/scope.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import { demands, duplicatePending, leadContacts, leadDuplicates, leads } from "../../../db/tenant/schema.ts";
import { visibleLeads } from "../queries.ts";

export type Pending = { leadId: string; changes: number };

export const findPending = ({ db, businessId }: BusinessScope, most: number): Promise<Pending[]> =>
  db
    .select({ leadId: duplicatePending.leadId, changes: duplicatePending.changes })
    .from(duplicatePending)
    .where(eq(duplicatePending.businessId, businessId))
    .orderBy(desc(duplicatePending.leadId))
    .limit(most);

/** For the sweep: businesses in which something waits, by the key of the table. */
export async function* businessesWithPending(db: TenantDb, start: string): AsyncGenerator<string> {
  const id = duplicatePending.businessId;
  const next = async (after: string, upTo: string | null) => {
    const span = upTo === null ? sql`${id} > ${after}` : sql`${id} > ${after} and ${id} <= ${upTo}`;
    const [row] = await db.select({ id }).from(duplicatePending).where(span).orderBy(asc(id)).limit(1);
    return row?.id;
  };
  for (let found = await next(start, null); found !== undefined; found = await next(found, null)) yield found;
  for (let found = await next("", start); found !== undefined; found = await next(found, start)) yield found;
}

export type Compared = {
  id: string;
  name: string | null;
  phoneTyped: string | null;
  /** E.164. */
  phones: string[];
  emails: string[];
  areas: string[];
};

/** By what leads are compared; 90 at most. Those that are not there any more are left out. */
export async function readCompared({ db, businessId }: BusinessScope, ids: readonly string[]): Promise<Compared[]> {
  if (ids.length === 0) return [];
  const [rows, contacts, wishes] = await db.batch([
    db
      .select({ id: leads.id, name: leads.name, phoneTyped: leads.phoneTyped })
      .from(leads)
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, [...ids]), isNull(leads.deletedAt))),
    db
      .select({ leadId: leadContacts.leadId, kind: leadContacts.kind, value: leadContacts.value })
      .from(leadContacts)
      .where(and(eq(leadContacts.businessId, businessId), inArray(leadContacts.leadId, [...ids]))),
    db
      .select({ leadId: demands.leadId, areas: demands.areas })
      .from(demands)
      .where(and(eq(demands.businessId, businessId), inArray(demands.leadId, [...ids]))),
  ]);
  const valuesOf = (id: string, wanted: "phone" | "email") =>
    contacts.flatMap(({ leadId, kind, value }) => (leadId === id && kind === wanted && value !== null ? [value] : []));
  return rows.map((row) => ({
    ...row,
    phones: valuesOf(row.id, "phone"),
    emails: valuesOf(row.id, "email"),
    areas: wishes.flatMap(({ leadId, areas }) => (leadId === row.id ? areas : [])),
  }));
}

/** Whose this number or address is besides; a few at most. */
export async function findOthersOf(
  { db, businessId }: BusinessScope,
  contact: { kind: "phone" | "email"; value: string },
  leadId: string,
): Promise<string[]> {
  const rows = await db
    .select({ leadId: leadContacts.leadId })
    .from(leadContacts)
    .innerJoin(leads, and(eq(leads.businessId, leadContacts.businessId), eq(leads.id, leadContacts.leadId)))
    .where(
      and(
        eq(leadContacts.businessId, businessId),
        eq(leadContacts.kind, contact.kind),
        eq(leadContacts.value, contact.value),
        sql`${leadContacts.leadId} <> ${leadId}`,
        isNull(leads.deletedAt),
      ),
    )
    .limit(OTHERS_MAX);
  return rows.map((row) => row.leadId);
}
/** An address that more leads have than these is an office's, and says nothing. */
export const OTHERS_MAX = 10;

/** With whom this lead stands in a pair that nobody has decided about. */
export async function findPartners({ db, businessId }: BusinessScope, leadId: string): Promise<string[]> {
  const rows = await db
    .select({ oneId: leadDuplicates.oneId, otherId: leadDuplicates.otherId })
    .from(leadDuplicates)
    .where(
      and(
        eq(leadDuplicates.businessId, businessId),
        or(eq(leadDuplicates.oneId, leadId), eq(leadDuplicates.otherId, leadId)),
        eq(leadDuplicates.state, "open"),
      ),
    )
    .limit(PARTNERS_MAX);
  return rows.map(({ oneId, otherId }) => (oneId === leadId ? otherId : oneId));
}
const PARTNERS_MAX = 40;

export type Found = { otherId: string; reason: DuplicateReason; detail: string };

/**
 * What was found of a lead takes the place of what stood there and is not decided about; that two numbers were given
 * together is seen at the intake alone, and stays. What somebody has dismissed stays dismissed, by its reason. Only as long as the lead has not changed since it was looked at: it comes again then.
 */
export async function writeFound(
  { db, businessId }: BusinessScope,
  { leadId, changes }: Pending,
  found: readonly Found[],
  now: number,
): Promise<void> {
  const unchanged = sql`exists (select 1 from duplicate_pending as it where it.business_id = ${businessId}
    and it.lead_id = ${leadId} and it.changes = ${changes})`;
  await rawBatch(db, [
    sql`delete from lead_duplicates where business_id = ${businessId} and (one_id = ${leadId} or other_id = ${leadId})
      and state = 'open' and reason <> 'together' and ${unchanged}`,
    sql`insert into lead_duplicates (business_id, one_id, other_id, reason, detail, found_at, state)
      select ${businessId}, min(${leadId}, it.value ->> 'otherId'), max(${leadId}, it.value ->> 'otherId'),
        it.value ->> 'reason', it.value ->> 'detail', ${now}, 'open'
      from json_each(${JSON.stringify(found)}) as it where ${unchanged} on conflict do nothing`,
    sql`delete from duplicate_pending where business_id = ${businessId} and lead_id = ${leadId}
      and changes = ${changes}`,
  ]);
}

/** Rows of one reason each, the latest found first; of pairs of which one may see both. */
export function listFound(
  scope: BusinessScope,
  state: "open" | "dismissed",
  { cursor, most }: { cursor: { at: number; id: string } | null; most: number },
) {
  const { db, businessId } = scope;
  const one = alias(leads, "one");
  const other = alias(leads, "other");
  const mine = (owner: SQLWrapper) => (scope.onlyOf === null ? undefined : sql`${owner} = ${scope.onlyOf}`);
  const business = leadDuplicates.businessId;
  return db
    .select({
      oneId: leadDuplicates.oneId,
      otherId: leadDuplicates.otherId,
      reason: leadDuplicates.reason,
      detail: leadDuplicates.detail,
      foundAt: leadDuplicates.foundAt,
      state: leadDuplicates.state,
    })
    .from(leadDuplicates)
    .innerJoin(
      one,
      and(eq(one.businessId, business), eq(one.id, leadDuplicates.oneId), isNull(one.deletedAt), mine(one.assignedTo)),
    )
    .innerJoin(
      other,
      and(
        eq(other.businessId, business),
        eq(other.id, leadDuplicates.otherId),
        isNull(other.deletedAt),
        mine(other.assignedTo),
      ),
    )
    .where(
      and(
        eq(leadDuplicates.businessId, businessId),
        eq(leadDuplicates.state, state),
        cursor === null
          ? undefined
          : sql`(${leadDuplicates.foundAt}, ${leadDuplicates.oneId} || ' ' || ${leadDuplicates.otherId})
              < (${cursor.at}, ${cursor.id})`,
      ),
    )
    .orderBy(desc(leadDuplicates.foundAt), desc(leadDuplicates.oneId), desc(leadDuplicates.otherId))
    .limit(most);
}

/** Every reason of a pair; answers with whether there was one to decide about. */
export async function setState(
  scope: BusinessScope,
  [one, other]: readonly [string, string],
  { from, to, by, now }: { from: "open" | "dismissed"; to: "open" | "dismissed"; by: string; now: number },
): Promise<boolean> {
  const { db, businessId } = scope;
  const [oneId, otherId] = one < other ? [one, other] : [other, one];
  const seen = (id: string) =>
    exists(
      db
        .select({ id: leads.id })
        .from(leads)
        .where(and(visibleLeads(scope), eq(leads.id, id))),
    );
  const rows = await db
    .update(leadDuplicates)
    .set({ state: to, decidedBy: by, decidedAt: now })
    .where(
      and(
        eq(leadDuplicates.businessId, businessId),
        eq(leadDuplicates.oneId, oneId),
        eq(leadDuplicates.otherId, otherId),
        eq(leadDuplicates.state, from),
        seen(oneId),
        seen(otherId),
      ),
    )
    .returning({ reason: leadDuplicates.reason });
  return rows.length > 0;
}
