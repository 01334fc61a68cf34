/** One intake, in one batch. What the statements say is in statements.ts. */
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import {
  demandNow,
  forgetCorrected,
  insertConsents,
  insertContacts,
  insertEvent,
  insertLead,
  insertTogether,
  leadOf,
  nameContacts,
  updateLead,
  writeDemand,
  type Arrival,
  type Incoming,
} from "./statements.ts";
import type { DemandFields } from "../../../../core/leads/demand.ts";
import type { Author } from "../../../../core/leads/provenance.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { rawBatch } from "../../../db/raw-batch.ts";

export type { Arrival, Incoming } from "./statements.ts";

/** Of whom a call may speak for itself: the number it came from, and the leads that it made. */
export type Speaker = { callId: string; shown: string | null };

/** What the lead is now, as far as it was given. */
export type Written = {
  leadId: string;
  isNew: boolean;
  name: string | null;
  nextAction: string | null;
  /** The demand that was written to, as far as it was given. */
  demand: Partial<DemandFields>;
};

type WrittenRow = { leadId: string; name: string | null; nextAction: string | null; demand: string | null };

const ANYBODY = sql`true`;
export const madeBy = (callId: string): SQL => sql`leads.created_by_call = ${callId}`;

export type TakenArrival = Arrival & { eventId: string; actorName: string | null };

/**
 * The statements of one intake, for a batch that is to write other things with it; and the lead that they write, found
 * or made. `allowed`: whether a lead that is there may be changed.
 */
export function takeInStatements(
  arrival: TakenArrival,
  incoming: Incoming,
  allowed: SQL,
): { found: SQL; lead: SQL; statements: SQL[] } {
  const { author, newId, source, detail } = arrival;
  const found = leadOf(arrival, incoming);
  // Who has an e-mail alone is found by it only when it is written.
  const lead = sql`coalesce(${found}, ${newId})`;
  // A call is a line of the timeline by itself; the lead's beginning is one whatever made it.
  const tellsReturn = author.by !== "assistant";
  const isNew = sql`leads.id = ${newId}`;
  const statements = [
    insertLead(arrival, incoming, found),
    updateLead(arrival, incoming, lead, allowed),
    insertContacts(arrival, incoming, lead, allowed),
    nameContacts(arrival, incoming, lead, allowed),
    ...(incoming.contacts.length > 1 ? [insertTogether(arrival, incoming, lead, allowed)] : []),
    ...writeDemand(arrival, incoming.demand ?? {}, lead, allowed),
    ...(incoming.consents && incoming.consents.length > 0 ? [insertConsents(arrival, incoming.consents, lead)] : []),
    insertEvent(
      arrival,
      {
        id: arrival.eventId,
        kind: sql`case when ${isNew} then 'created' else 'returned' end`,
        actorId: author.userId ?? null,
        actorName: arrival.actorName,
        data: { source, ...detail },
      },
      lead,
      tellsReturn ? allowed : isNew,
    ),
  ];
  return { found, lead, statements };
}

/**
 * Finds the lead, makes it or merges into it. `allowed`: which leads that are there may be changed. `beside`: what else is
 * written in the same batch. Null: it was another.
 */
export async function takeIn(
  scope: BusinessScope,
  arrival: TakenArrival,
  incoming: Incoming,
  { allowed = ANYBODY, beside = [] }: { allowed?: SQL; beside?: readonly SQLWrapper[] } = {},
): Promise<Written | null> {
  const { newId } = arrival;
  const { lead, statements } = takeInStatements(arrival, incoming, allowed);
  const answers = await rawBatch<WrittenRow>(scope.db, [
    ...statements,
    ...beside,
    sql`select leads.id as leadId, name, next_action as nextAction,
      ${demandNow(arrival, incoming.demand ?? {})} as demand from leads
      where business_id = ${scope.businessId} and id = ${lead} and ${allowed}`,
  ]);
  const row = answers.at(-1)?.[0];
  if (!row) return null;
  const demand: Partial<DemandFields> = JSON.parse(row.demand ?? "{}");
  return { ...row, demand, isNew: row.leadId === newId };
}

/**
 * The same of a lead that is known already, by its id: that of this conversation. Null when it is not the speaker's own.
 * A phone that is given becomes the lead's in the place of the one before: it was corrected.
 */
export async function addToOwn(
  scope: BusinessScope,
  leadId: string,
  arrival: Arrival,
  incoming: Incoming,
  { callId, shown }: Speaker,
): Promise<string | null> {
  const { businessId } = scope;
  const theirs =
    shown === null
      ? madeBy(callId)
      : sql`(${madeBy(callId)} or exists (select 1 from lead_contacts as own where own.business_id = ${businessId}
          and own.kind = 'phone' and own.value = ${shown} and own.lead_id = leads.id))`;
  const lead = sql`${leadId}`;
  const phone = incoming.contacts.find(({ kind }) => kind === "phone");
  const results = await rawBatch<{ leadId: string }>(scope.db, [
    ...(phone ? [forgetCorrected(businessId, leadId, phone.value, madeBy(callId))] : []),
    updateLead(arrival, incoming, lead, theirs, true),
    ...writeDemand(arrival, incoming.demand ?? {}, lead, theirs),
    sql`select id as leadId from leads where business_id = ${businessId} and id = ${leadId} and merged_into is null
      and ${theirs}`,
  ]);
  return results.at(-1)?.[0]?.leadId ?? null;
}

/** What the summary of a call proposes to do next, as a statement of another's batch. What a person has written stays. */
export const nextActionStatement = (
  { businessId }: BusinessScope,
  leadId: string,
  nextAction: string,
  { author, now }: { author: Author; now: number },
  condition: SQL,
): SQL =>
  updateLead(
    { businessId, newId: "", now, author },
    { contacts: [], nextAction },
    sql`${leadId}`,
    sql`leads.deleted_at is null and ${condition}`,
  );

export type Kept = { field: string; given: unknown };

/** A person of the office, where one gave it. */
export type KeptBy = { userId: string; name: string };

/** Lines of the timeline for what gave way to what a person had typed: nothing that was said is lost. */
export async function noteKept(
  scope: BusinessScope,
  leadId: string,
  kept: readonly Kept[],
  { now, newId }: { now: number; newId(): string },
  by: KeptBy | null = null,
): Promise<void> {
  await rawBatch(
    scope.db,
    kept.map((data) =>
      insertEvent(
        { businessId: scope.businessId, now },
        { id: newId(), kind: "kept", actorId: by?.userId ?? null, actorName: by?.name ?? null, data },
        sql`${leadId}`,
        sql`true`,
      ),
    ),
  );
}

/** Statements that add to a demand of a lead; for who writes other things in the same batch. */
export const demandStatements = (
  scope: BusinessScope,
  leadId: string,
  demand: Partial<DemandFields>,
  { newId, now, author, condition }: { newId: string; now: number; author: Author; condition: SQL },
): SQL[] => writeDemand({ businessId: scope.businessId, newId, now, author }, demand, sql`${leadId}`, condition);

/** Whose these numbers and addresses are, whoever may see it. Null: nobody's. */
export async function findLeadOfContacts(
  { db, businessId }: BusinessScope,
  incoming: Incoming,
): Promise<string | null> {
  if (incoming.contacts.length === 0) return null;
  const [row] = await db.all<{ leadId: string | null }>(
    sql`select ${leadOf({ businessId, newId: "" }, incoming)} as leadId`,
  );
  return row?.leadId ?? null;
}

/** Whether somebody has come in under this `arrivalId`. */
export async function hasArrived({ db, businessId }: BusinessScope, arrivalId: string): Promise<boolean> {
  const rows = await db.all(sql`select 1 from lead_events where business_id = ${businessId} and id = ${arrivalId}`);
  return rows.length > 0;
}
