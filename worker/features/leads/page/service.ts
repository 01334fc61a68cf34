/** What people write of a lead, and who is told of it. Throws `not_found` of leads that one may not see. */
import { addContact, editContact, makeFirst, removeContact, type ContactValues } from "./contact-queries.ts";
import { addConsent, addDemand, addNote, changeNote, deleteDemand, editDemand, editLead } from "./queries.ts";
import { changedSince, type Write } from "./statements.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import {
  turnedRanges,
  type ConsentBody,
  type ContactEdit,
  type DemandEdit,
  type LeadEdit,
  type NewContact,
  type NewDemand,
} from "../../../../core/leads/edit.ts";
import { normaliseEmail } from "../../../../core/leads/email.ts";
import type { LeadDetail } from "../../../../core/leads/wire.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { tellOfLead } from "../by.ts";
import { findLeadDetail, findLeadOfNumber } from "../queries.ts";

/** Who changes what, on whose behalf. */
export type At = { deps: Deps; actor: Actor; scope: BusinessScope; leadId: string };

const notFound = (what: string) => new CodedError("not_found", `there is no such ${what}`);
const changed = (fields: readonly string[]) =>
  new CodedError("conflict", "somebody else has changed it meanwhile", {
    details: fields.map((field) => ({ field, problem: "changed" })),
  });

/** One that is in the bin is looked at, and not changed. */
export async function leadToChange({ scope, leadId }: At): Promise<LeadDetail> {
  const lead = await findLeadDetail(scope, leadId);
  if (!lead) throw notFound("lead");
  if (lead.deletedAt !== null) throw new CodedError("conflict", "the lead is in the bin");
  return lead;
}

const writeOf = ({ deps, actor, leadId }: At): Write => ({
  leadId,
  now: deps.now(),
  by: { userId: actor.userId, name: actor.name },
  newId: deps.newId,
});

async function after(at: At, before: LeadDetail): Promise<LeadDetail> {
  await tellOfLead(at, at.leadId, before.assignedTo);
  return (await findLeadDetail(at.scope, at.leadId)) ?? before;
}

/** Throws `conflict`, naming the fields that somebody has changed since they were read. */
export async function changeLead(at: At, edits: LeadEdit): Promise<LeadDetail> {
  const before = await leadToChange(at);
  if (!(await editLead(at.scope, writeOf(at), edits)))
    throw changed(changedSince(edits, (await findLeadDetail(at.scope, at.leadId)) ?? {}));
  return after(at, before);
}

export async function createDemand(at: At, demand: NewDemand): Promise<LeadDetail> {
  const before = await leadToChange(at);
  if (!(await addDemand(at.scope, writeOf(at), at.deps.newId(), demand)))
    throw new CodedError("conflict", "the lead has too many demands", {
      details: [{ field: "demands", problem: "too many" }],
    });
  return after(at, before);
}

/** Throws `validation_failed` where a range would be turned around, `conflict` as `changeLead`. */
export async function changeDemand(at: At, id: string, edits: DemandEdit): Promise<LeadDetail> {
  const before = await leadToChange(at);
  const demand = before.demands.find((one) => one.id === id);
  if (!demand) throw notFound("demand");
  const to = Object.entries(edits).flatMap(([field, edit]) => (edit === undefined ? [] : [[field, edit.to]]));
  const turned = turnedRanges({ ...demand, ...Object.fromEntries(to) });
  if (turned.length > 0)
    throw invalidFields(...turned.map((field) => ({ field, problem: "is more than its other end" })));
  if (!(await editDemand(at.scope, writeOf(at), id, edits))) {
    const now = (await findLeadDetail(at.scope, at.leadId))?.demands.find((one) => one.id === id);
    throw now ? changed(changedSince(edits, now)) : notFound("demand");
  }
  return after(at, before);
}

export async function removeDemand(at: At, id: string): Promise<LeadDetail> {
  const before = await leadToChange(at);
  const demand = before.demands.find((one) => one.id === id);
  if (!demand) throw notFound("demand");
  const { provenance: _, createdAt: _created, updatedAt: _updated, ...was } = demand;
  if (!(await deleteDemand(at.scope, writeOf(at), id, was))) throw notFound("demand");
  return after(at, before);
}

const valueOf = (kind: ContactValues["kind"], typed: string): string | null =>
  kind === "phone" ? normalisePhone(typed).e164 : normaliseEmail(typed);

/** `conflict` of a number that is another lead's; which one is said to those who may see it. */
async function taken({ scope }: At, { kind, value }: ContactValues): Promise<CodedError> {
  const leadId = kind === "phone" && value !== null ? await findLeadOfNumber(scope, value) : null;
  return new CodedError("conflict", "the number is another lead's", {
    details: [{ field: "typed", problem: "taken" }, ...(leadId === null ? [] : [{ field: "leadId", problem: leadId }])],
  });
}

export async function createContact(at: At, { kind, typed, person }: NewContact): Promise<LeadDetail> {
  const before = await leadToChange(at);
  const contact = { kind, value: valueOf(kind, typed), typed, person };
  if (contact.value !== null && before.contacts.some((one) => one.kind === kind && one.value === contact.value))
    return before;
  if (!(await addContact(at.scope, writeOf(at), at.deps.newId(), contact))) throw await taken(at, contact);
  return after(at, before);
}

const contactOf = (lead: LeadDetail, id: string) => {
  const contact = lead.contacts.find((one) => one.id === id);
  if (!contact) throw notFound("contact");
  return contact;
};

export async function changeContact(at: At, id: string, { isFirst, ...edit }: ContactEdit): Promise<LeadDetail> {
  const before = await leadToChange(at);
  const was = contactOf(before, id);
  if (edit.typed !== undefined || edit.person !== undefined) {
    const typed = edit.typed ?? was.typed;
    const person = edit.person === undefined ? was.person : edit.person;
    const to = {
      kind: was.kind,
      value: edit.typed === undefined ? was.value : valueOf(was.kind, typed),
      typed,
      person,
    };
    if (!(await editContact(at.scope, writeOf(at), id, was, to))) {
      const now = (await findLeadDetail(at.scope, at.leadId))?.contacts.find((one) => one.id === id);
      if (now?.typed !== was.typed || now.person !== was.person) throw changed(["typed"]);
      throw await taken(at, to);
    }
  }
  if (isFirst && !(await makeFirst(at.scope, writeOf(at), id, await leadToChange(at)))) throw changed(["isFirst"]);
  return after(at, before);
}

export async function deleteContact(at: At, id: string): Promise<LeadDetail> {
  const before = await leadToChange(at);
  if (!(await removeContact(at.scope, writeOf(at), id, contactOf(before, id)))) throw changed(["typed"]);
  return after(at, before);
}

export async function writeNote(at: At, text: string): Promise<void> {
  const before = await leadToChange(at);
  if (!(await addNote(at.scope, writeOf(at), at.deps.newId(), text))) throw notFound("lead");
  await tellOfLead(at, at.leadId, before.assignedTo);
}

/** Null: deletes it. Throws `not_found` of one that somebody else has written. */
export async function rewriteNote(at: At, id: string, text: string | null): Promise<void> {
  const before = await leadToChange(at);
  if (!(await changeNote(at.scope, writeOf(at), id, text))) throw notFound("note of yours");
  await tellOfLead(at, at.leadId, before.assignedTo);
}

export async function writeConsent(at: At, consent: ConsentBody): Promise<void> {
  const before = await leadToChange(at);
  if (!(await addConsent(at.scope, writeOf(at), at.deps.newId(), consent))) throw notFound("lead");
  await tellOfLead(at, at.leadId, before.assignedTo);
}
