/**
 * The one door by which people come in: calls, forms, files and what is typed by hand; messages and mail later. It
 * finds the lead or makes it, and merges what is new into what is known. What a person has typed stays, and what was
 * given besides stands in the timeline.
 *
 * A number that the channel shows, or that a person of the office types, is who they are. A number that is only spoken
 * in a call may be anybody's: it makes a new lead, but of one that is there already it changes nothing. What was said
 * then stands beside that lead as a proposal, until a person applies or dismisses it.
 */
import { demandOfWish, type DemandFields, type Wish } from "../../../../core/leads/demand.ts";
import type { Author } from "../../../../core/leads/provenance.ts";
import type { LeadSourceKind, SourceDetail } from "../../../../core/leads/source.ts";
import { normaliseEmail } from "../../../../core/leads/email.ts";
import { sql, type SQLWrapper } from "drizzle-orm";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { normalisePhone, type PhoneProblem } from "../../../adapters/phone.ts";
import { findLeadOfPhone, findProposedLead, propose } from "../proposals/queries.ts";
import {
  addToOwn,
  madeBy,
  noteKept,
  takeIn,
  type Arrival,
  type Incoming,
  type Kept,
  type KeptBy,
  type Written,
  findLeadOfContacts,
} from "./queries.ts";

type Tools = { now: number; newId(): string };
/** `arrivalId`: of one who may be sent twice, the same both times; the second one is refused by the database, whole. */
type PersonTools = Tools & { arrivalId?: string };

/** Somebody who comes in by another way than a call. */
export type Newcomer = {
  source: LeadSourceKind;
  detail: SourceDetail | null;
  author: Omit<Author, "at">;
  /** Of the person of the office who writes it. */
  actorName: string | null;
  name?: string;
  /** As they were given, the most certain one first. `person`: whose it is, where several share a lead. */
  phones?: readonly { typed: string; person?: string }[];
  emails?: readonly string[];
  notes?: string;
  demand?: Partial<DemandFields>;
  nextAction?: string;
  /** Of a lead that is made; one that is there keeps its own. */
  status?: string;
  assignedTo?: string;
  consents?: NonNullable<Incoming["consents"]>;
};

export type TakenIn = Written & {
  /** What was given and did not take the place of what a person had typed. */
  kept: Kept[];
};

/** Two round trips at most; the second only where something gave way. `beside`: what else is written in the same batch. */
export async function takeInPerson(
  scope: BusinessScope,
  newcomer: Newcomer,
  tools: PersonTools,
  beside: readonly SQLWrapper[] = [],
): Promise<TakenIn> {
  const { arrival, incoming } = arrivalOfPerson(scope, newcomer, tools);
  const written = await takeIn(scope, arrival, incoming, { beside });
  if (written === null) throw new Error("the lead was neither written nor found");
  return withKept(scope, written, incoming, tools);
}

/**
 * The same by somebody of the office who may not see every lead. Null: it is a lead that they may not see. Nothing of it
 * is changed or told; what was given stands in its timeline, under their name.
 */
export async function takeInByHand(
  scope: BusinessScope,
  newcomer: Newcomer & { by: KeptBy },
  tools: Tools,
  lineOf: (newId: string) => readonly SQLWrapper[],
): Promise<TakenIn | null> {
  const { by, ...person } = newcomer;
  const { arrival, incoming } = arrivalOfPerson(scope, person, tools);
  const allowed = scope.onlyOf === null ? sql`true` : sql`leads.assigned_to = ${scope.onlyOf}`;
  const written = await takeIn(scope, arrival, incoming, { allowed, beside: lineOf(arrival.newId) });
  if (written !== null) return withKept(scope, written, incoming, tools, by);
  const leadId = await findLeadOfContacts(scope, incoming);
  if (leadId === null) throw new CodedError("conflict", "the lead was changed in the meantime");
  const { contacts, demand = {}, assignedTo: _, status: _status, phoneTyped: _typed, ...fields } = incoming;
  const given = { ...fields, ...demand, contacts: contacts.map(({ typed }) => typed) };
  await noteKept(
    scope,
    leadId,
    Object.entries(given).map(([field, value]) => ({ field, given: value })),
    tools,
    by,
  );
  return null;
}

function arrivalOfPerson(scope: BusinessScope, newcomer: Newcomer, tools: PersonTools) {
  const { source, detail, actorName } = newcomer;
  const author: Author = { ...newcomer.author, at: tools.now };
  const arrival = {
    ...arrivalOf(scope, tools, { source, detail, author }),
    eventId: tools.arrivalId ?? tools.newId(),
    actorName,
  };
  return { arrival, incoming: incomingOf(newcomer) };
}

/** In the shapes of the database; a number that cannot be read is kept as it was typed. */
export function incomingOf(newcomer: Newcomer): Incoming {
  const { source: _source, detail: _detail, author: _author, actorName: _actor, ...given } = newcomer;
  const { phones = [], emails = [], ...rest } = given;
  const numbers = phones.map(({ typed, person }) => ({ ...normalisePhone(typed), person }));
  const contacts = [
    ...numbers.flatMap(({ e164, typed, person }) =>
      e164 === null ? [] : [{ kind: "phone" as const, value: e164, typed, ...(person !== undefined && { person }) }],
    ),
    ...emails.map((typed) => ({ kind: "email" as const, value: normaliseEmail(typed), typed })),
  ];
  const unreadable = numbers.find(({ e164 }) => e164 === null);
  return { ...rest, contacts, ...(unreadable && { phoneTyped: unreadable.typed }) };
}

async function withKept(
  scope: BusinessScope,
  written: Written,
  incoming: Incoming,
  tools: Tools,
  by: KeptBy | null = null,
): Promise<TakenIn> {
  const kept = keptOf(written, incoming);
  if (kept.length > 0) await noteKept(scope, written.leadId, kept, tools, by);
  return { ...written, kept };
}

const arrivalOf = (
  { businessId }: BusinessScope,
  { now, newId }: Tools,
  { source, detail, author }: Pick<Arrival, "source" | "detail" | "author">,
): Arrival => ({ businessId, newId: newId(), now, source, detail, author });

/** A name that is part of the one that stands there is no other one. */
function keptOf(written: Written, { name, nextAction, demand = {} }: Incoming): Kept[] {
  const isIn = (part: string, whole: string) => ` ${whole} `.includes(` ${part} `);
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const inDemand = Object.entries(demand).filter(
    ([field, given]) => field in written.demand && differs(given, Reflect.get(written.demand, field)),
  );
  return [
    ...(name !== undefined && written.name !== null && !isIn(name, written.name)
      ? [{ field: "name", given: name }]
      : []),
    ...(nextAction !== undefined && written.nextAction !== nextAction
      ? [{ field: "nextAction", given: nextAction }]
      : []),
    ...inDemand.map(([field, given]) => ({ field, given })),
  ];
}

/** A call, whose caller the assistant writes down while they speak. */
export type CallOrigin = {
  source: "call";
  callId: string;
  /** The address they came from, as the channel says it. */
  from: string;
  /** The number of the business that was called; null where it is not known. */
  calledNumber?: string | null;
  /** Known from this conversation. */
  leadId: string | null;
};

export type SavedLead = {
  /** The lead that was written; null: what was said stands as a proposal, and no lead was changed. */
  leadId: string | null;
  /** What is wrong with the number that was named; it is kept as it was said, and should be asked for again. */
  phoneProblem: PhoneProblem | null;
};

/** What the assistant has heard, or who made a lead of the call by hand has typed. */
export type SaidInCall = Wish & { name?: string; phone?: string; notes?: string };

/**
 * Another number than the one they came from is kept as it was said and in the notes, and becomes the lead's own only
 * when the channel showed none. Half a number is kept as it was said, and nothing else.
 */
export async function saveLead(
  scope: BusinessScope,
  origin: CallOrigin,
  said: SaidInCall,
  tools: Tools,
): Promise<SavedLead> {
  const { callId, leadId, source } = origin;
  const from = normalisePhone(origin.from).e164;
  const named = said.phone === undefined ? null : normalisePhone(said.phone);
  const phoneProblem = named?.problem ?? null;
  const other = named !== null && (from === null || named.e164 !== from) ? named : null;
  const known: Omit<Incoming, "contacts"> = {
    ...(said.name !== undefined && { name: said.name }),
    ...(said.notes !== undefined && { notes: said.notes }),
    ...(other && { phoneTyped: other.typed }),
    ...(other?.e164 && from !== null && { callBackPhone: other.typed }),
    demand: demandOfWish(said),
  };
  const detail = origin.calledNumber ? { calledNumber: origin.calledNumber } : null;
  const author: Author = { by: "assistant", at: tools.now, callId };
  const arrival = { ...arrivalOf(scope, tools, { source, detail, author }), eventId: tools.newId(), actorName: null };
  const phone = (value: string, typed: string) => ({ kind: "phone" as const, value, typed });
  const spoken = from === null && named?.e164 ? [phone(named.e164, named.typed)] : [];
  if (leadId !== null) {
    const own = await addToOwn(scope, leadId, arrival, { ...known, contacts: spoken }, { callId, shown: from });
    if (own) return { leadId: own, phoneProblem };
  }
  if (from !== null) {
    const saved = await takeIn(scope, arrival, { ...known, contacts: [phone(from, from)] });
    if (saved === null) throw new Error("the lead was neither written nor found");
    return { leadId: saved.leadId, phoneProblem };
  }
  return { leadId: await saveSpoken(scope, arrival, { ...known, contacts: spoken }, { said, callId }), phoneProblem };
}

type SpokenArrival = Arrival & { eventId: string; actorName: string | null };

/** Of a caller who shows no number. Null: it became a proposal. */
async function saveSpoken(
  scope: BusinessScope,
  arrival: SpokenArrival,
  incoming: Incoming,
  { said, callId }: { said: SaidInCall; callId: string },
): Promise<string | null> {
  const phone = incoming.contacts[0]?.value ?? null;
  // Without a number they go on speaking of whom they spoke of before, in this same call.
  const spokenOf = phone === null ? await findProposedLead(scope, callId) : null;
  if (spokenOf === null) {
    const saved = await takeIn(scope, arrival, incoming, { allowed: madeBy(callId) });
    if (saved !== null || phone === null) return saved?.leadId ?? null;
  }
  const leadId = spokenOf ?? (phone === null ? null : await findLeadOfPhone(scope, phone));
  if (leadId === null) throw new Error("the lead was neither written nor found");
  const { phone: _, ...proposed } = said;
  await propose(scope, { leadId, callId, now: arrival.now }, proposed);
  return null;
}
