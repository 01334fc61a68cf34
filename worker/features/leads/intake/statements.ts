/**
 * The statements of an intake: they find the lead, make it or merge into it, in one batch. D1 runs batches one after the
 * other, so two intakes of one person at the same moment end in one lead.
 */
import { is, sql, SQL } from "drizzle-orm";
import type { CONSENT_CHANNELS, CONSENT_PURPOSES } from "../../../../core/leads/consent.ts";
import type { DemandFields } from "../../../../core/leads/demand.ts";
import type { Author } from "../../../../core/leads/provenance.ts";
import type { LeadSourceKind, SourceDetail } from "../../../../core/leads/source.ts";
import { FIRST_STATUS } from "../../../../core/leads/status-rules.ts";
import { NOTES_MAX } from "../../../../core/leads/wire.ts";
import { standingStatus } from "../statuses/queries.ts";

/** A number or an address by which somebody is known again. */
export type GivenContact = { kind: "phone" | "email"; value: string; typed: string; person?: string };

/** What came in of somebody, in the shapes of the database. */
export type Incoming = {
  name?: string;
  /** Phones first, the most certain one in front: by these a lead is known again. An e-mail counts where there is no phone. */
  contacts: readonly GivenContact[];
  /** A number as it was given, that says nothing of who they are: half a one, or where to ring back. */
  phoneTyped?: string;
  /** Stands in the notes, in the place of one that was given before. */
  callBackPhone?: string;
  /** Added to what is there, not in its place. */
  notes?: string;
  demand?: Partial<DemandFields>;
  nextAction?: string;
  status?: string;
  assignedTo?: string;
  consents?: readonly GivenConsent[];
};

export type Arrival = {
  businessId: string;
  newId: string;
  now: number;
  source: LeadSourceKind;
  detail: SourceDetail | null;
  author: Author;
  /** A person has seen both and decided for this: it takes the place of what a person typed, too. */
  isDecided?: boolean;
};

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
  char(10) || ${CALL_BACK} || coalesce(phone_typed, '') || char(10), char(10)), char(10))`;

/** Quotes and spaces do not make another name of it. */
const plain = (name: SQL) => sql`lower(trim(replace(replace(replace(${name}, '״', '"'), '׳', char(39)), '  ', ' ')))`;
const holds = (name: SQL, part: SQL) => sql`instr(' ' || ${plain(name)} || ' ', ' ' || ${plain(part)} || ' ') > 0`;

type Writer = Pick<Arrival, "author" | "isDecided">;

/** Whether what stands in this field stays. */
const stays = ({ isDecided = false }: Writer, field: string): SQL =>
  isDecided ? sql`false` : sql`coalesce(json_extract(provenance, ${sql.raw(`'$.${field}.by'`)}), '') = 'person'`;

/** "דנה" of one who is known as "דנה לוי" is no news. */
const newName = (
  writer: Writer,
  name: SQL,
) => sql`case when ${stays(writer, "name")} and coalesce(name, '') <> '' then name
  when name is not null and ${holds(sql`name`, name)} then name else ${name} end`;

/** Somebody else on the same number, or a name that was misheard: the one that goes leaves a trace. */
const withEarlierName = (
  writer: Writer,
  notes: SQL,
  name: SQL,
) => sql`case when ${stays(writer, "name")} or name is null or name = ''
  or ${holds(name, sql`name`)} or ${holds(sql`name`, name)}
  then ${notes} else ${withLine(notes, sql`(${EARLIER_NAME} || name)`)} end`;

/** Undefined: nothing is noted. */
function notesOf(writer: Writer, { name, notes, callBackPhone }: Incoming): SQL | undefined {
  if (name === undefined && notes === undefined && callBackPhone === undefined) return undefined;
  let all = sql`coalesce(notes, '')`;
  if (name !== undefined) all = withEarlierName(writer, all, sql`${name}`);
  if (callBackPhone !== undefined) all = withLine(withoutCallBack(all), CALL_BACK + callBackPhone);
  if (notes !== undefined) all = withLine(all, notes);
  // A row has a limit of 2 MB in D1, and beyond it nothing more could be saved of this lead at all.
  return sql`nullif(substr(${all}, -${sql.raw(String(NOTES_MAX))}), '')`;
}

/** `provenance` with the author of these fields, where no person has written them before. */
const authored = (fields: readonly string[], writer: Writer): SQL =>
  fields.reduce(
    (inner, field) => sql`json_set(${inner}, ${sql.raw(`'$.${field}'`)}, json(case when ${stays(writer, field)}
      then json_extract(provenance, ${sql.raw(`'$.${field}'`)}) else ${JSON.stringify(writer.author)} end))`,
    sql`coalesce(provenance, '{}')`,
  );

/**
 * The lead of these phones, the first that is known; without a phone that of the e-mail which came last; else the new
 * one. Written into each statement: what the first has made the others find.
 */
export function leadOf({ businessId, newId }: Pick<Arrival, "businessId" | "newId">, { contacts }: Incoming): SQL {
  const phones = contacts.filter(({ kind }) => kind === "phone");
  const known = phones.length > 0 ? phones : contacts;
  if (known.length === 0) return sql`${newId}`;
  const values = JSON.stringify(known.map(({ value }) => value));
  return sql`(select lead_id from json_each(${values}) as it cross join lead_contacts as known
    on known.business_id = ${businessId} and known.kind = ${known[0]?.kind} and known.value = it.value
    order by it.key, known.created_at desc limit 1)`;
}

export function insertLead(arrival: Arrival, incoming: Incoming, lead: SQL): SQL {
  const { businessId, newId, now, source, detail, author } = arrival;
  const phone = incoming.contacts.find(({ kind }) => kind === "phone");
  const callBack = incoming.callBackPhone === undefined ? [] : [CALL_BACK + incoming.callBackPhone];
  const notes = [...callBack, ...(incoming.notes ? [incoming.notes] : [])].join("\n");
  const fields = (["name", "nextAction"] as const).filter((field) => incoming[field] !== undefined);
  const provenance = Object.fromEntries(fields.map((field) => [field, author]));
  const isNew = incoming.contacts.length === 0 ? sql`true` : sql`${lead} is null`;
  return sql`insert into leads (business_id, id, name, phone, phone_typed, status, source, source_detail, notes,
      next_action, assigned_to, created_by_call, provenance, created_at, updated_at)
    select ${businessId}, ${newId}, ${incoming.name ?? null}, ${phone?.value ?? null},
      ${incoming.phoneTyped ?? phone?.typed ?? null}, ${standingStatus(businessId, incoming.status ?? FIRST_STATUS)}, ${source},
      ${detail && JSON.stringify(detail)}, ${notes === "" ? null : notes}, ${incoming.nextAction ?? null},
      ${incoming.assignedTo ?? null}, ${author.by === "assistant" ? (author.callId ?? null) : null},
      ${JSON.stringify(provenance)}, ${now}, ${now}
    where ${isNew}`;
}

/** Merges into the lead that was there. `allowed`: whether who speaks may change it. Out of the bin it comes by itself. */
export function updateLead(
  arrival: Omit<Arrival, "source" | "detail">,
  incoming: Incoming,
  lead: SQL,
  allowed: SQL,
  mayReplace = false,
): SQL {
  const { businessId, newId, now } = arrival;
  const { name, phoneTyped, nextAction } = incoming;
  const notes = notesOf(arrival, incoming);
  const fields = [...(name === undefined ? [] : ["name"]), ...(nextAction === undefined ? [] : ["nextAction"])];
  const sets = [
    ...(name === undefined ? [] : [sql`name = ${newName(arrival, sql`${name}`)}`]),
    ...(phoneTyped === undefined ? [] : [sql`phone_typed = ${phoneTyped}`]),
    ...(nextAction === undefined
      ? []
      : [sql`next_action = case when ${stays(arrival, "nextAction")} then next_action else ${nextAction} end`]),
    ...(notes === undefined ? [] : [sql`notes = ${notes}`]),
    ...(fields.length === 0 ? [] : [sql`provenance = ${authored(fields, arrival)}`]),
    ...phoneOf(incoming, mayReplace),
    sql`deleted_at = null`,
    sql`deleted_by = null`,
    sql`updated_at = ${now}`,
  ];
  return sql`update leads set ${sql.join(sets, sql`, `)}
    where business_id = ${businessId} and id = ${lead} and id <> ${newId} and merged_into is null and ${allowed}`;
}

/** Whether the number is not another lead's. */
const isFree = (businessId: SQL, phone: string, lead: SQL): SQL => sql`not exists (select 1 from lead_contacts as other
  where other.business_id = ${businessId} and other.kind = 'phone' and other.value = ${phone}
  and other.lead_id <> ${lead})`;

/** A lead without a number takes the one that is given, unless it is somebody else's. */
function phoneOf({ contacts }: Incoming, mayReplace: boolean): SQL[] {
  const phone = contacts.find(({ kind }) => kind === "phone");
  if (!phone) return [];
  const isFor = mayReplace ? sql`true` : sql`phone is null`;
  return [
    sql`phone = case when ${isFor} and ${isFree(sql`leads.business_id`, phone.value, sql`leads.id`)}
      then ${phone.value} else phone end`,
  ];
}

/** A number that was corrected while it was being said was nobody's: the lead is not known by it. */
export const forgetCorrected = (businessId: string, leadId: string, phone: string, allowed: SQL): SQL =>
  sql`delete from lead_contacts where business_id = ${businessId} and lead_id = ${leadId} and kind = 'phone'
    and value <> ${phone} and value = (select leads.phone from leads
      where leads.business_id = ${businessId} and leads.id = ${leadId} and ${allowed})
    and ${isFree(sql`${businessId}`, phone, sql`${leadId}`)}`;

/** The other numbers and addresses. One that is another lead's stays theirs. */
export function insertContacts({ businessId, now }: Arrival, incoming: Incoming, lead: SQL, allowed: SQL): SQL {
  const given = JSON.stringify(incoming.contacts);
  return sql`insert into lead_contacts (business_id, id, lead_id, kind, value, typed, person, created_at)
    select ${businessId}, lower(hex(randomblob(16))), leads.id, it.value ->> 'kind', it.value ->> 'value',
      it.value ->> 'typed', it.value ->> 'person', ${now} + it.key
    from json_each(${given}) as it join leads on leads.business_id = ${businessId} and leads.id = ${lead}
    where ${allowed} and not exists (select 1 from lead_contacts as known where known.business_id = ${businessId}
      and known.kind = it.value ->> 'kind' and known.value = it.value ->> 'value'
      and (known.kind = 'phone' or known.lead_id = leads.id))`;
}

export type GivenConsent = {
  channel: (typeof CONSENT_CHANNELS)[number];
  purpose: (typeof CONSENT_PURPOSES)[number];
  isGiven: boolean;
  evidence: string;
};

/** What they agreed to while they came in, with the words in which it was asked. */
export const insertConsents = ({ businessId, now, author }: Arrival, given: readonly GivenConsent[], lead: SQL): SQL =>
  sql`insert into consents (business_id, id, lead_id, channel, purpose, is_given, at, evidence, author)
    select ${businessId}, lower(hex(randomblob(16))), leads.id, it.value ->> 'channel', it.value ->> 'purpose',
      it.value ->> 'isGiven', ${now}, it.value ->> 'evidence', ${JSON.stringify(author)}
    from json_each(${JSON.stringify(given)}) as it
    join leads on leads.business_id = ${businessId} and leads.id = ${lead}`;

/** That one person gave numbers of two leads: these may be one. */
export function insertTogether({ businessId, now }: Arrival, incoming: Incoming, lead: SQL, allowed: SQL): SQL {
  const phones = JSON.stringify(incoming.contacts.filter(({ kind }) => kind === "phone").map(({ value }) => value));
  return sql`insert into lead_duplicates (business_id, one_id, other_id, reason, detail, found_at, state)
    select ${businessId}, min(leads.id, known.lead_id), max(leads.id, known.lead_id), 'together', known.value, ${now}, 'open'
    from json_each(${phones}) as it
    join lead_contacts as known on known.business_id = ${businessId} and known.kind = 'phone' and known.value = it.value
    join leads on leads.business_id = ${businessId} and leads.id = ${lead}
    where known.lead_id <> leads.id and ${allowed} on conflict do nothing`;
}

/** As it was typed, and whose it is, of a number that the trigger took over from the lead. */
export function nameContacts({ businessId }: Arrival, incoming: Incoming, lead: SQL, allowed: SQL): SQL {
  const given = JSON.stringify(incoming.contacts);
  return sql`update lead_contacts set typed = it.value ->> 'typed', person = coalesce(person, it.value ->> 'person')
    from json_each(${given}) as it where lead_contacts.business_id = ${businessId} and lead_contacts.lead_id = ${lead}
      and lead_contacts.kind = it.value ->> 'kind' and lead_contacts.value = it.value ->> 'value'
      and (lead_contacts.typed = lead_contacts.value or person is null)
      and exists (select 1 from leads where leads.business_id = ${businessId} and leads.id = ${lead} and ${allowed})`;
}

const DEMAND_COLUMNS = {
  dealType: "deal_type",
  areas: "areas",
  roomsMin: "rooms_min",
  roomsMax: "rooms_max",
  sizeMin: "size_min",
  sizeMax: "size_max",
  floorMin: "floor_min",
  floorMax: "floor_max",
  priceMin: "price_min",
  priceMax: "price_max",
  features: "features",
  note: "note",
  isActive: "is_active",
} as const satisfies Record<keyof DemandFields, string>;

type DemandField = keyof DemandFields;
const isDemandField = (name: string): name is DemandField => name in DEMAND_COLUMNS;
const fieldsOf = (demand: Partial<DemandFields>): DemandField[] =>
  Object.keys(demand).filter((name): name is DemandField => isDemandField(name) && demand[name] !== undefined);

const stored = (value: DemandFields[DemandField] | undefined): string | number | null => {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "object" ? JSON.stringify(value) : value;
};

/**
 * Which of a lead's demands is meant: that of the same deal, before one of which the deal is not known; among these the
 * one that this call spoke of, then the latest changed. Null: a new one.
 */
const demandMeant = ({ businessId, author }: Pick<Arrival, "businessId" | "author">, dealType: unknown, lead: SQL) => {
  const thisCallFirst = author.callId === undefined ? sql`` : sql`(last_call is ${author.callId}) desc,`;
  const fits = dealType ? sql`(deal_type = ${dealType} or deal_type is null)` : sql`true`;
  return sql`(select demands.id from demands where business_id = ${businessId} and lead_id = ${lead} and is_active = 1
    and ${fits} order by ${dealType ? sql`deal_type is not null desc,` : sql``} ${thisCallFirst} updated_at desc,
    demands.id limit 1)`;
};

export function writeDemand(
  arrival: Omit<Arrival, "source" | "detail">,
  demand: Partial<DemandFields>,
  lead: SQL,
  allowed: SQL,
): SQL[] {
  const { businessId, newId, now, author } = arrival;
  const fields = fieldsOf(demand);
  if (fields.length === 0) return [];
  const meant = demandMeant(arrival, demand.dealType, lead);
  const callId = author.callId ?? null;
  const sets = fields.map((field) => {
    const column = sql.raw(DEMAND_COLUMNS[field]);
    return sql`${column} = case when ${stays(arrival, field)} then ${column} else ${stored(demand[field])} end`;
  });
  const provenance = JSON.stringify(Object.fromEntries(fields.map((field) => [field, author])));
  const columns = sql.raw(fields.map((field) => DEMAND_COLUMNS[field]).join(", "));
  const values = sql.join(
    fields.map((field) => sql`${stored(demand[field])}`),
    sql`, `,
  );
  const others = { areas: "'[]'", features: "'{}'", isActive: "1" } as const;
  const missing = (["areas", "features", "isActive"] as const).filter((field) => !fields.includes(field));
  const missingColumns = sql.raw(missing.map((field) => `, ${DEMAND_COLUMNS[field]}`).join(""));
  const missingValues = sql.raw(missing.map((field) => `, ${others[field]}`).join(""));
  return [
    // Before the insert: what was there is merged into, and what is new needs no merging.
    sql`update demands set ${sql.join(sets, sql`, `)}, provenance = ${authored(fields, arrival)},
      last_call = coalesce(${callId}, last_call), updated_at = ${now}
      where business_id = ${businessId} and id = ${meant}
      and exists (select 1 from leads where leads.business_id = ${businessId} and leads.id = ${lead} and ${allowed})`,
    sql`insert into demands (business_id, id, lead_id, ${columns}${missingColumns}, provenance, last_call, created_at,
        updated_at)
      select ${businessId}, ${newId}, leads.id, ${values}${missingValues}, ${provenance}, ${callId}, ${now}, ${now}
      from leads where leads.business_id = ${businessId} and leads.id = ${lead} and ${allowed} and ${meant} is null`,
  ];
}

const AS_JSON: Partial<Record<DemandField, string>> = {
  areas: "json(areas)",
  features: "json(features)",
  isActive: "json(iif(is_active, 'true', 'false'))",
};

/** What these fields are now in the demand that was written to, as JSON; null where none was. `leads` is read beside it. */
export function demandNow(
  { businessId, now }: Pick<Arrival, "businessId" | "now">,
  demand: Partial<DemandFields>,
): SQL {
  const fields = fieldsOf(demand);
  if (fields.length === 0) return sql`null`;
  const parts = fields.map((field) => `'${field}', ${AS_JSON[field] ?? DEMAND_COLUMNS[field]}`).join(", ");
  return sql`(select json_object(${sql.raw(parts)}) from demands where demands.business_id = ${businessId}
    and demands.lead_id = leads.id and demands.updated_at = ${now} order by demands.id limit 1)`;
}

/** A line of the timeline. `lead`: by its id, if who speaks may change it. */
export const insertEvent = (
  { businessId, now }: Pick<Arrival, "businessId" | "now">,
  event: { id: string; kind: SQL | string; actorId: string | null; actorName: string | null; data: object | SQL },
  lead: SQL,
  condition: SQL,
): SQL => sql`insert into lead_events (business_id, id, lead_id, kind, at, actor_id, actor_name, data)
  select ${businessId}, ${event.id}, leads.id, ${event.kind}, ${now}, ${event.actorId}, ${event.actorName},
    ${is(event.data, SQL) ? event.data : JSON.stringify(event.data)}
  from leads where leads.business_id = ${businessId} and leads.id = ${lead} and ${condition}`;
