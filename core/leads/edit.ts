/** What people of the office write of a lead: shapes of `/api/businesses/:businessId/leads` that change something. */
import { z } from "zod";
import { line, paragraphs, typedText } from "../contract/text.ts";
import { CONSENT_CHANNELS, CONSENT_PURPOSES, EVIDENCE_MAX_CHARS } from "./consent.ts";
import { demandFieldsSchema, type DemandFields } from "./demand.ts";
import { doNotCallSchema } from "./do-not-call.ts";
import {
  EMAIL_MAX_CHARS,
  LEAD_NAME_MAX_CHARS,
  NEXT_ACTION_MAX_CHARS,
  NOTE_MAX_CHARS,
  PHONE_MAX_CHARS,
} from "./limits.ts";
import { leadDetailSchema, NOTES_MAX } from "./wire.ts";

/** `from`: what was read. Where something else stands by now, nothing is changed. */
const edit = <T extends z.ZodType>(value: T) => z.object({ from: value, to: value }).optional();
/** Text that stands there may be older than the rules for what is typed, or come from a call: it only has to be the same. */
const textEdit = <T extends z.ZodType<string | null>>(value: T) =>
  z.object({ from: z.string().nullable(), to: value }).optional();
const orNull = <T extends z.ZodType>(value: T) => value.nullable();

export const leadEditSchema = z
  .object({
    name: textEdit(orNull(line(1, LEAD_NAME_MAX_CHARS))),
    notes: textEdit(orNull(paragraphs(1, NOTES_MAX))),
    nextAction: textEdit(orNull(line(1, NEXT_ACTION_MAX_CHARS))),
    lostReason: textEdit(orNull(line(1, NEXT_ACTION_MAX_CHARS))),
    doNotCall: edit(orNull(doNotCallSchema)),
  })
  .refine((edits) => Object.values(edits).some((one) => one !== undefined), "changes nothing");
export type LeadEdit = z.infer<typeof leadEditSchema>;

const RANGES = [
  ["roomsMin", "roomsMax"],
  ["sizeMin", "sizeMax"],
  ["floorMin", "floorMax"],
  ["priceMin", "priceMax"],
] as const satisfies ReadonlyArray<readonly [keyof DemandFields, keyof DemandFields]>;

type Ranges = { [Field in (typeof RANGES)[number][number]]?: number | null | undefined };

/** Names the fields whose least is more than their most. */
export function turnedRanges(fields: Ranges): Array<keyof Ranges> {
  return RANGES.filter(([least, most]) => {
    const [from, to] = [fields[least] ?? null, fields[most] ?? null];
    return from !== null && to !== null && from > to;
  }).map(([least]) => least);
}

export const newDemandSchema = demandFieldsSchema.partial().superRefine((fields, ctx) => {
  for (const field of turnedRanges(fields))
    ctx.addIssue({ code: "custom", path: [field], message: "is more than its other end" });
});
export type NewDemand = z.infer<typeof newDemandSchema>;

const of = demandFieldsSchema.shape;
export const demandEditSchema = z
  .object({
    dealType: edit(of.dealType),
    areas: z.object({ from: z.array(z.string()), to: of.areas }).optional(),
    roomsMin: edit(of.roomsMin),
    roomsMax: edit(of.roomsMax),
    sizeMin: edit(of.sizeMin),
    sizeMax: edit(of.sizeMax),
    floorMin: edit(of.floorMin),
    floorMax: edit(of.floorMax),
    priceMin: edit(of.priceMin),
    priceMax: edit(of.priceMax),
    features: edit(of.features),
    note: textEdit(of.note),
    isActive: edit(of.isActive),
  } satisfies Record<keyof DemandFields, z.ZodType>)
  .refine((edits) => Object.values(edits).some((one) => one !== undefined), "changes nothing");
export type DemandEdit = z.infer<typeof demandEditSchema>;

const person = line(1, LEAD_NAME_MAX_CHARS).nullable();
const phoneTyped = line(1, PHONE_MAX_CHARS);
const emailTyped = typedText.pipe(z.email()).refine((text) => text.length <= EMAIL_MAX_CHARS, "is too long");

export const newContactSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("phone"), typed: phoneTyped, person: person.default(null) }),
  z.object({ kind: z.literal("email"), typed: emailTyped, person: person.default(null) }),
]);
export type NewContact = z.infer<typeof newContactSchema>;
/** `isFirst`: the number that is dialled. */
export const contactEditSchema = z.object({
  typed: line(1, EMAIL_MAX_CHARS).optional(),
  person: person.optional(),
  isFirst: z.literal(true).optional(),
});
export type ContactEdit = z.infer<typeof contactEditSchema>;

export const noteBodySchema = z.object({ text: paragraphs(1, NOTE_MAX_CHARS) });
export const consentBodySchema = z.object({
  channel: z.enum(CONSENT_CHANNELS),
  purpose: z.enum(CONSENT_PURPOSES),
  isGiven: z.boolean(),
  evidence: paragraphs(1, EVIDENCE_MAX_CHARS),
});
export type ConsentBody = z.infer<typeof consentBodySchema>;

const PHONES_AT_ONCE = 10;
export const newLeadSchema = z
  .object({
    name: line(1, LEAD_NAME_MAX_CHARS).optional(),
    phones: z
      .array(z.object({ typed: phoneTyped, person: line(1, LEAD_NAME_MAX_CHARS).optional() }))
      .max(PHONES_AT_ONCE)
      .default([]),
    emails: z.array(emailTyped).max(PHONES_AT_ONCE).default([]),
    notes: paragraphs(1, NOTE_MAX_CHARS).optional(),
    demand: newDemandSchema.optional(),
    nextAction: line(1, NEXT_ACTION_MAX_CHARS).optional(),
    /** A user id; left out: nobody's yet. Who sees only their own takes it themselves. */
    assignedTo: z.string().max(64).optional(),
  })
  .refine(({ name, phones, emails }) => name !== undefined || phones.length + emails.length > 0, {
    path: ["name"],
    message: "a name, a phone or an e-mail is needed",
  });
export type NewLead = z.infer<typeof newLeadSchema>;

/**
 * `existed`: somebody known. Null lead: known, and not this person's to see; what was typed stands in that lead's timeline,
 * and nothing of the lead is told.
 */
export const newLeadAnswerSchema = z.object({ lead: leadDetailSchema.nullable(), existed: z.boolean() });
export type NewLeadAnswer = z.infer<typeof newLeadAnswerSchema>;
