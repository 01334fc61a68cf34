/** Saving what a caller said of themselves: one lead a phone number, whatever order things come in. */
import { and, eq, or, sql, type SQL } from "drizzle-orm";
import { NOTES_MAX } from "../../../../core/leads/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { leads } from "../../../db/tenant/schema.ts";

export type LeadDetails = {
  name?: string;
  /** Becomes the lead's own only when it is nobody else's. */
  phone?: string;
  phoneTyped?: string;
  dealType?: "buy" | "rent" | "sell" | "let";
  area?: string;
  rooms?: number;
  budget?: number;
  /** Added to what is there, not in its place. */
  notes?: string;
  /** Another number to ring back on; stands in the notes, in the place of one that was given before. */
  callBackPhone?: string;
  nextAction?: string;
};

export type NewLead = {
  id: string;
  callId: string;
  /** Whether the channel shows it, or it was only spoken. */
  phoneIs: "shown" | "spoken";
  phone: string | null;
  source: "call" | "whatsapp" | "form";
  now: number;
};

/** Of whom a call may speak for itself: the number it came from, and the leads that it made. */
export type Speaker = { callId: string; shown: string | null };

const CALL_BACK = "טלפון לחזרה: ";
const EARLIER_NAME = "שם קודם: ";

/**
 * The line goes under the others. One that stands there already moves to the end: a caller who changes their mind twice
 * is known by what they said last. Lines are compared whole: "רוצה קומת קרקע" is not said by "לא רוצה קומת קרקע".
 */
export const withLine = (notes: SQL, line: SQL | string) => sql`trim(replace(char(10) || ${notes} || char(10),
  char(10) || ${line} || char(10), char(10)) || ${line}, char(10))`;

/** The number that was given before is known: it stands in `phone_typed` as well. */
const withoutCallBack = (notes: SQL) => sql`trim(replace(char(10) || ${notes} || char(10),
  char(10) || ${CALL_BACK} || coalesce(${leads.phoneTyped}, '') || char(10), char(10)), char(10))`;

/** Quotes and spaces do not make another name of it. */
const plain = (name: SQL | typeof leads.name) =>
  sql`lower(trim(replace(replace(replace(${name}, '״', '"'), '׳', char(39)), '  ', ' ')))`;
const holds = (name: SQL, part: SQL) => sql`instr(' ' || ${name} || ' ', ' ' || ${part} || ' ') > 0`;

/** "דנה" of one who is known as "דנה לוי" is no news. */
const newName = (name: string) => sql`case when ${leads.name} is not null
  and ${holds(plain(leads.name), plain(sql`${name}`))} then ${leads.name} else ${name} end`;

/** Somebody else on the same number, or a name that was misheard: the one of before leaves a trace. */
const withEarlierName = (notes: SQL, name: string) => sql`case when ${leads.name} is null or ${leads.name} = ''
  or ${holds(plain(sql`${name}`), plain(leads.name))} or ${holds(plain(leads.name), plain(sql`${name}`))}
  then ${notes} else ${withLine(notes, sql`(${EARLIER_NAME} || ${leads.name})`)} end`;

function notesOf({ name, notes, callBackPhone }: LeadDetails): SQL | undefined {
  if (name === undefined && notes === undefined && callBackPhone === undefined) return undefined;
  let all = sql`coalesce(${leads.notes}, '')`;
  if (name !== undefined) all = withEarlierName(all, name);
  if (callBackPhone !== undefined) all = withLine(withoutCallBack(all), CALL_BACK + callBackPhone);
  if (notes !== undefined) all = withLine(all, notes);
  // A row has a limit of 2 MB in D1, and beyond it nothing more could be saved of this lead at all.
  return sql`nullif(substr(${all}, -${sql.raw(String(NOTES_MAX))}), '')`;
}

const freePhone = (businessId: string, phone: string) =>
  sql`case when not exists (select 1 from leads as other where other.business_id = ${businessId}
    and other.phone = ${phone} and other.id <> leads.id) then ${phone} else leads.phone end`;

export function changesOf(businessId: string, details: LeadDetails, now: number) {
  const { notes: _, callBackPhone: _phone, phone, name, ...others } = details;
  const notes = notesOf(details);
  return {
    ...others,
    ...(name !== undefined && { name: newName(name) }),
    ...(phone !== undefined && { phone: freePhone(businessId, phone) }),
    ...(notes !== undefined && { notes }),
    updatedAt: now,
  };
}

/**
 * Creates the lead of this phone, or updates it, in one statement: two calls at the same moment end in one row.
 * Without a phone there is nothing to recognise it by, and it is a new one. Null when the phone was only spoken and is
 * that of a lead which another way brought in: nothing is changed then.
 */
export async function saveLeadOfPhone(
  scope: BusinessScope,
  lead: NewLead,
  details: Omit<LeadDetails, "phone">,
): Promise<string | null> {
  const { callBackPhone, ...given } = details;
  const callBack = callBackPhone === undefined ? [] : [CALL_BACK + callBackPhone];
  const notes = [...callBack, ...(given.notes ? [given.notes] : [])].join("\n");
  const rows = await scope.db
    .insert(leads)
    .values({
      businessId: scope.businessId,
      id: lead.id,
      phone: lead.phone,
      phoneTyped: lead.phone,
      status: "new",
      source: lead.source,
      createdByCall: lead.callId,
      ...given,
      ...(notes !== "" && { notes }),
      createdAt: lead.now,
      updatedAt: lead.now,
    })
    .onConflictDoUpdate({
      target: [leads.businessId, leads.phone],
      set: changesOf(scope.businessId, details, lead.now),
      ...(lead.phoneIs === "spoken" && { setWhere: eq(leads.createdByCall, lead.callId) }),
    })
    .returning({ id: leads.id });
  return rows[0]?.id ?? null;
}

/** Updates a lead already known; null when it is not this business's. */
export const updateLead = (scope: BusinessScope, leadId: string, details: LeadDetails, now: number) =>
  updateWhere(scope, leadId, details, now, undefined);

/** The same of the speaker's own lead; null when it is not theirs either. */
export const updateOwnLead = (
  scope: BusinessScope,
  leadId: string,
  details: LeadDetails,
  { callId, shown, now }: Speaker & { now: number },
) => {
  const isTheirs = or(eq(leads.createdByCall, callId), shown === null ? undefined : eq(leads.phone, shown));
  return updateWhere(scope, leadId, details, now, isTheirs);
};

async function updateWhere(
  scope: BusinessScope,
  leadId: string,
  details: LeadDetails,
  now: number,
  condition: SQL | undefined,
): Promise<string | null> {
  const rows = await scope.db
    .update(leads)
    .set(changesOf(scope.businessId, details, now))
    .where(and(eq(leads.businessId, scope.businessId), eq(leads.id, leadId), condition))
    .returning({ id: leads.id });
  return rows[0]?.id ?? null;
}
