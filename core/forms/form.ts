/** A business's own form, at an address of its own, by which people come in from its site, an advertisement or a message. */
import { z } from "zod";
import { line, paragraphs } from "../contract/text.ts";

/** What may be asked beside the name and the phone, which always are. In the order in which it is asked. */
export const FORM_QUESTIONS = ["email", "deal", "area", "rooms", "budget", "message"] as const;
export type FormQuestion = (typeof FORM_QUESTIONS)[number];

/** As in an address: letters, digits and hyphens, so that it can be read out and typed. */
export const FORM_SLUG = /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/;
export const FORMS_MAX = 20;

export const formFieldsSchema = z.object({
  /** For the office: where it stands. */
  name: line(1, 80),
  title: line(1, 120),
  intro: paragraphs(0, 1_000),
  questions: z.array(z.enum(FORM_QUESTIONS)).max(FORM_QUESTIONS.length),
  /** What somebody agrees to who sends it; kept with each lead as evidence. */
  consentText: paragraphs(10, 1_000),
  /** Asked beside it, and may be left; null: not asked. */
  marketingText: paragraphs(10, 1_000).nullable(),
  thanks: paragraphs(1, 500),
  /** Whose the leads are: a user of the directory; null: nobody's yet. */
  assignedTo: z.string().max(64).nullable(),
  isActive: z.boolean(),
});
export type FormFields = z.infer<typeof formFieldsSchema>;

export const leadFormSchema = formFieldsSchema.extend({
  id: z.string(),
  slug: z.string(),
  version: z.number().int(),
  /** People who came by it. */
  leads: z.number().int(),
  lastAt: z.number().nullable(),
});
export type LeadForm = z.infer<typeof leadFormSchema>;

export const newFormSchema = formFieldsSchema.extend({ slug: z.string().regex(FORM_SLUG) });
export const formPatchSchema = formFieldsSchema.partial().extend({ version: z.number().int().min(1) });
export type FormPatch = z.infer<typeof formPatchSchema>;
