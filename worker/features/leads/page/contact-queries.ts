/** Phones and e-mails of a lead. `leads.phone` is the number that is dialled, and follows its contact. */
import { sql, type SQL } from "drizzle-orm";
import type { BusinessScope } from "../../../db/scope.ts";
import { edited, isDone, isTheirs, touch, type Write } from "./statements.ts";

export type ContactValues = { kind: "phone" | "email"; value: string | null; typed: string; person: string | null };

/** A phone is one lead's alone. */
const isFree = ({ businessId }: BusinessScope, { kind, value }: ContactValues, id: string): SQL =>
  kind === "email" || value === null
    ? sql`true`
    : sql`not exists (select 1 from lead_contacts as other where other.business_id = ${businessId}
        and other.kind = 'phone' and other.value = ${value} and other.id <> ${id})`;

const byKey = ({ businessId }: BusinessScope, { leadId }: Write, id: string): SQL =>
  sql`lead_contacts.business_id = ${businessId} and lead_contacts.id = ${id} and lead_contacts.lead_id = ${leadId}`;

const isThere = (scope: BusinessScope, write: Write, id: string): SQL =>
  sql`exists (select 1 from lead_contacts where ${byKey(scope, write, id)})`;

/** A lead without a number takes the first that it gets. */
const takesIfNone = ({ businessId }: BusinessScope, { leadId }: Write, { kind, value, typed }: ContactValues): SQL[] =>
  kind === "email"
    ? []
    : [
        sql`update leads set phone = coalesce(phone, ${value}),
          phone_typed = case when phone is null then ${typed} else phone_typed end
          where business_id = ${businessId} and id = ${leadId} and changes() > 0`,
      ];

/** False: the number is another lead's, or the lead is not there. */
export async function addContact(scope: BusinessScope, write: Write, id: string, contact: ContactValues) {
  const { kind, value, typed, person } = contact;
  const { leadId, now } = write;
  return isDone(scope, [
    sql`insert into lead_contacts (business_id, id, lead_id, kind, value, typed, person, created_at)
      select ${scope.businessId}, ${id}, ${leadId}, ${kind}, ${value}, ${typed}, ${person}, ${now}
      where ${isTheirs(scope, leadId)} and ${isFree(scope, contact, id)} returning id`,
    edited(scope, write, { [kind]: { from: null, to: typed } }),
    ...takesIfNone(scope, write, contact),
    touch(scope, write, isThere(scope, write, id)),
  ]);
}

/** False: the number is another lead's, somebody has changed the contact since, or it is not there. */
export async function editContact(
  scope: BusinessScope,
  write: Write,
  id: string,
  was: ContactValues,
  to: ContactValues,
) {
  const { leadId } = write;
  return isDone(scope, [
    sql`update lead_contacts set value = ${to.value}, typed = ${to.typed}, person = ${to.person}
      where ${byKey(scope, write, id)} and typed = ${was.typed} and person is ${was.person}
      and ${isTheirs(scope, leadId)} and ${isFree(scope, to, id)} returning id`,
    edited(scope, write, {
      ...(was.typed !== to.typed && { [to.kind]: { from: was.typed, to: to.typed } }),
      ...(was.person !== to.person && { person: { from: was.person, to: to.person } }),
    }),
    ...(to.kind === "phone" && was.value !== to.value
      ? [
          sql`update leads set phone = ${to.value}, phone_typed = ${to.typed} where business_id = ${scope.businessId}
            and id = ${leadId} and phone is ${was.value} and exists (select 1 from lead_contacts
            where ${byKey(scope, write, id)} and value is ${to.value} and typed = ${to.typed})`,
        ]
      : []),
    touch(scope, write, isThere(scope, write, id)),
  ]);
}

/** Where it was the one that is dialled, the next takes its place. */
export async function removeContact(scope: BusinessScope, write: Write, id: string, was: ContactValues) {
  const { leadId } = write;
  const { businessId } = scope;
  const next = (column: SQL) => sql`(select ${column} from lead_contacts as next where next.business_id = ${businessId}
    and next.lead_id = ${leadId} and next.kind = 'phone' order by next.value is null, next.created_at, next.id limit 1)`;
  return isDone(scope, [
    sql`delete from lead_contacts where ${byKey(scope, write, id)} and typed = ${was.typed}
      and ${isTheirs(scope, leadId)} returning id`,
    edited(scope, write, { [was.kind]: { from: was.typed, to: null } }),
    ...(was.kind === "phone"
      ? [
          sql`update leads set phone = ${next(sql`next.value`)}, phone_typed = ${next(sql`next.typed`)}
            where business_id = ${businessId} and id = ${leadId} and phone is ${was.value}
            and not ${isThere(scope, write, id)}`,
        ]
      : []),
    touch(scope, write, sql`not ${isThere(scope, write, id)}`),
  ]);
}

/** Makes it the number that is dialled. False: it is no number that can be dialled, or is the first already. */
export async function makeFirst(scope: BusinessScope, write: Write, id: string, was: { phone: string | null }) {
  const { businessId } = scope;
  const { leadId, now } = write;
  const of = (column: SQL) => sql`(select ${column} from lead_contacts where ${byKey(scope, write, id)})`;
  return isDone(scope, [
    sql`update leads set phone = ${of(sql`value`)}, phone_typed = ${of(sql`typed`)}, updated_at = ${now}
      where business_id = ${businessId} and id = ${leadId} and phone is ${was.phone} and ${isTheirs(scope, leadId)}
      and exists (select 1 from lead_contacts where ${byKey(scope, write, id)} and kind = 'phone' and value is not null)
      returning id`,
    edited(scope, write, { firstPhone: { from: was.phone, to: id } }),
  ]);
}
