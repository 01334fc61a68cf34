/** The search index: what waits to be written to it, writing it, and asking it. The only SQL that knows it. */
import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { otherEndOf } from "../../../core/calls/other-end.ts";
import type { IndexText, SearchDocument, SearchKind } from "../../../core/search/index-text.ts";
import { listingWords } from "../../../core/listings/index-words.ts";
import type { BusinessScope, TenantDb } from "../../db/scope.ts";
import { rawBatch } from "../../db/raw-batch.ts";
import {
  calls,
  callTurns,
  demands,
  leadContacts,
  leadNotes,
  leads,
  listings,
  searchPending,
} from "../../db/tenant/schema.ts";

export type Pending = Pick<typeof searchPending.$inferSelect, "kind" | "recordId" | "changes">;
export type Indexed = Pending & { text: IndexText | null };

/** Calls last: after an import of them, or on the first day, somebody new is found all the same. */
export async function findPending({ db, businessId }: BusinessScope, most: number): Promise<Pending[]> {
  return db
    .select({ kind: searchPending.kind, recordId: searchPending.recordId, changes: searchPending.changes })
    .from(searchPending)
    .where(eq(searchPending.businessId, businessId))
    .orderBy(desc(searchPending.kind), desc(searchPending.recordId))
    .limit(most);
}

/** For the sweep: businesses in which something waits, by the key of the table, from `start` on and around. */
export async function* businessesWithPending(db: TenantDb, start: string): AsyncGenerator<string> {
  const id = searchPending.businessId;
  const next = async (span: SQL) => {
    const [row] = await db.select({ id }).from(searchPending).where(span).orderBy(asc(id)).limit(1);
    return row?.id;
  };
  const after = (last: string) => next(sql`${id} > ${last}`);
  const upToStart = (last: string) => next(sql`${id} > ${last} and ${id} <= ${start}`);
  for (let found = await after(start); found !== undefined; found = await after(found)) yield found;
  for (let found = await upToStart(""); found !== undefined; found = await upToStart(found)) yield found;
}

/** What there is to say of them, by id; those that are not there any more are left out. Of a call only when it is over. */
export async function readDocuments(
  { db, businessId }: BusinessScope,
  ids: Record<SearchKind, string[]>,
): Promise<Record<SearchKind, Map<string, SearchDocument>>> {
  const [leadRows, contactRows, demandRows, noteRows, callRows, turnRows, listingRows] = await db.batch([
    db
      .select()
      .from(leads)
      .where(and(eq(leads.businessId, businessId), inArray(leads.id, ids.lead), isNull(leads.deletedAt))),
    db
      .select()
      .from(leadContacts)
      .where(and(eq(leadContacts.businessId, businessId), inArray(leadContacts.leadId, ids.lead))),
    db
      .select({ leadId: demands.leadId, areas: demands.areas, note: demands.note })
      .from(demands)
      .where(and(eq(demands.businessId, businessId), inArray(demands.leadId, ids.lead))),
    db
      .select({ leadId: leadNotes.leadId, text: leadNotes.text })
      .from(leadNotes)
      .where(and(eq(leadNotes.businessId, businessId), inArray(leadNotes.leadId, ids.lead))),
    db
      .select({
        id: calls.id,
        from: calls.from,
        to: calls.to,
        direction: calls.direction,
        summary: calls.summary,
        leadName: sql<string | null>`${leads.name}`.as("lead_name"),
        assignedTo: sql<string | null>`${leads.assignedTo}`.as("assignee"),
      })
      .from(calls)
      .leftJoin(leads, and(eq(leads.businessId, calls.businessId), eq(leads.id, calls.leadId), isNull(leads.deletedAt)))
      .where(and(eq(calls.businessId, businessId), inArray(calls.id, ids.call), eq(calls.status, "ended"))),
    db
      .select({ callId: callTurns.callId, text: callTurns.text })
      .from(callTurns)
      .where(and(eq(callTurns.businessId, businessId), inArray(callTurns.callId, ids.call))),
    db
      .select()
      .from(listings)
      .where(and(eq(listings.businessId, businessId), inArray(listings.id, ids.listing), isNull(listings.deletedAt))),
  ]);
  const said = Map.groupBy(turnRows, ({ callId }) => callId);
  const contactsOf = Map.groupBy(contactRows, ({ leadId }) => leadId);
  const demandsOf = Map.groupBy(demandRows, ({ leadId }) => leadId);
  const notesOf = Map.groupBy(noteRows, ({ leadId }) => leadId);
  return {
    lead: new Map(
      leadRows.map(({ id, name, phone, phoneTyped, notes, nextAction, assignedTo }) => {
        const contacts = contactsOf.get(id) ?? [];
        const phones = contacts.filter(({ kind }) => kind === "phone").flatMap(({ value, typed }) => [value, typed]);
        const emails = contacts.filter(({ kind }) => kind === "email").map(({ value }) => value);
        const wishes = (demandsOf.get(id) ?? []).flatMap(({ areas, note }) => [...areas, note]);
        const written = (notesOf.get(id) ?? []).map(({ text }) => text);
        return [
          id,
          {
            names: [name, ...contacts.map(({ person }) => person)],
            phones: [...new Set([phone, phoneTyped, ...phones])],
            texts: [...wishes, notes, nextAction, ...emails, ...written],
            assignedTo,
          },
        ];
      }),
    ),
    call: new Map(
      callRows.map((call) => [
        call.id,
        {
          names: [call.leadName],
          phones: [otherEndOf(call)],
          texts: [call.summary, ...(said.get(call.id) ?? []).map(({ text }) => text)],
          assignedTo: call.assignedTo,
        },
      ]),
    ),
    listing: new Map(
      listingRows.map((listing) => {
        const { name, texts } = listingWords(listing);
        // Everybody of the office sees them all, so they are nobody's here.
        return [listing.id, { names: [name], phones: [], texts, assignedTo: null }];
      }),
    ),
  };
}

/**
 * Writes them anew, or takes them out where there is no text, in one transaction; each only as long as nothing has
 * changed since it was read: whoever reads the change writes it.
 */
export async function writeIndex({ db, businessId }: BusinessScope, rows: readonly Indexed[]): Promise<void> {
  // Texts are long: they go along once, with the statement that writes them.
  const keysOf = ({ kind, recordId, changes }: Indexed) => ({ kind, recordId, changes });
  const withText = rows.filter(({ text }) => text !== null);
  const field = (name: string) => sql.raw(`it.value ->> '${name}'`);
  const unchanged = (
    given: readonly object[],
  ) => sql`from json_each(${JSON.stringify(given)}) as it join search_pending as pending
    on pending.business_id = ${businessId} and pending.kind = ${field("kind")}
    and pending.record_id = ${field("recordId")} and pending.changes = ${field("changes")}`;
  const keys = unchanged(rows.map(keysOf));
  const itsDoc = sql`join search_docs as doc
    on doc.business_id = ${businessId} and doc.kind = pending.kind and doc.record_id = pending.record_id`;
  await rawBatch(db, [
    sql`delete from search_index where rowid in (select doc.id ${keys} ${itsDoc})`,
    sql`delete from search_docs where id in (select doc.id ${keys} ${itsDoc})`,
    sql`insert into search_docs (business_id, kind, record_id)
      select ${businessId}, pending.kind, pending.record_id ${unchanged(withText.map(keysOf))}`,
    sql`insert into search_index (rowid, name, phone, body, alike, owner)
      select doc.id, ${field("name")}, ${field("phone")}, ${field("body")}, ${field("alike")}, ${field("owner")}
      ${unchanged(withText.map((row) => ({ ...keysOf(row), ...row.text })))} ${itsDoc}`,
    sql`delete from search_pending where (business_id, kind, record_id) in
      (select pending.business_id, pending.kind, pending.record_id ${keys})`,
  ]);
}

export type Match = { kind: SearchKind; expression: string };

/** The ids of each match, the latest written first; `most` of each. */
export async function findMatches(
  { db, businessId }: BusinessScope,
  matches: readonly Match[],
  most: number,
): Promise<string[][]> {
  // Read from the newest row on until there are enough, and not sorted: the index walks its rows backwards.
  const found = await rawBatch<{ recordId: string }>(
    db,
    matches.map(
      ({ kind, expression }) => sql`select doc.record_id as recordId
        from search_index cross join search_docs as doc on doc.id = search_index.rowid
        where search_index match ${expression} and doc.business_id = ${businessId} and doc.kind = ${kind}
        order by search_index.rowid desc limit ${most}`,
    ),
  );
  return found.map((rows) => rows.map(({ recordId }) => recordId));
}
