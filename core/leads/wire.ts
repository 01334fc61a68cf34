/** Shapes of `/api/businesses/:businessId/leads`. */
import { z } from "zod";
import { typedText } from "../contract/text.ts";
import { DEAL_TYPES } from "./deal-types.ts";
import { demandInListSchema, demandSchema } from "./demand.ts";
import { doNotCallSchema } from "./do-not-call.ts";
import { provenanceSchema } from "./provenance.ts";
import { LEAD_SOURCES, sourceDetailSchema } from "./source.ts";

export const NOTES_IN_LISTS = 200;
/** What was noted first goes when there is more: it stands in the calls in which it was said. */
export const NOTES_MAX = 20_000;

export const leadSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  phoneTyped: z.string().nullable(),
  /** Id of one of the business's statuses. */
  status: z.string(),
  source: z.enum(LEAD_SOURCES),
  /** Active ones first, within these the latest changed. */
  demands: z.array(demandInListSchema),
  /** Ids. */
  tags: z.array(z.string()),
  /** In lists their first `NOTES_IN_LISTS` characters. */
  notes: z.string().nullable(),
  nextAction: z.string().nullable(),
  /** User id of the colleague whose lead it is; null: nobody's yet. */
  assignedTo: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Lead = z.infer<typeof leadSchema>;

export const leadContactSchema = z.object({
  id: z.string(),
  kind: z.enum(["phone", "email"]),
  /** E.164, or an e-mail in lower case; null where it cannot be read as one. */
  value: z.string().nullable(),
  typed: z.string(),
  /** Whose it is where several share a lead. */
  person: z.string().nullable(),
});
export type LeadContact = z.infer<typeof leadContactSchema>;

/** One lead, with all that is known of it. */
export const leadDetailSchema = leadSchema.extend({
  demands: z.array(demandSchema),
  contacts: z.array(leadContactSchema),
  sourceDetail: sourceDetailSchema.nullable(),
  statusAt: z.number().nullable(),
  lostReason: z.string().nullable(),
  provenance: provenanceSchema.nullable(),
  doNotCall: doNotCallSchema.nullable(),
  /** In the bin since then. */
  deletedAt: z.number().nullable(),
});
export type LeadDetail = z.infer<typeof leadDetailSchema>;

export const PROPOSAL_DECISIONS = ["applied", "dismissed"] as const;

/** What was said of a lead by somebody who only spoke its number. */
export const leadProposalSchema = leadSchema.pick({ name: true, notes: true }).extend({
  dealType: z.enum(DEAL_TYPES).nullable(),
  area: z.string().nullable(),
  rooms: z.number().nullable(),
  budget: z.number().nullable(),
  callId: z.string(),
  version: z.number().int(),
  saidAt: z.number(),
  /** Null: nobody has looked at it yet. */
  decision: z.enum(PROPOSAL_DECISIONS).nullable(),
  /** User id. */
  decidedBy: z.string().nullable(),
  decidedAt: z.number().nullable(),
});
export type LeadProposal = z.infer<typeof leadProposalSchema>;

/** `version`: of the proposal that was read. */
export const proposalDecisionSchema = z.object({
  decision: z.enum(PROPOSAL_DECISIONS),
  version: z.number().int().min(1),
});
export type ProposalDecision = z.infer<typeof proposalDecisionSchema>;

/** What was dismissed is open again. `version`: of the proposal that was read. */
export const proposalReopeningSchema = proposalDecisionSchema.pick({ version: true });
export type ProposalReopening = z.infer<typeof proposalReopeningSchema>;

/** In the place of a user id: leads that are nobody's yet. */
export const UNASSIGNED = "none";
export const SEARCH_MAX_CHARS = 80;
/** Part of a name, or digits of a phone number; empty finds everything. */
export const searchQuerySchema = typedText.max(SEARCH_MAX_CHARS).optional();

const FILTER_VALUES_MAX = 30;
/** Values of a filter in an address: `a,b`. */
const several = <T extends string>(one: z.ZodType<T, string>) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(",").filter((value) => value !== ""))
    .pipe(z.array(one).max(FILTER_VALUES_MAX))
    .optional();
const id = z.string().max(64);

export const leadFilterSchema = z.object({
  query: searchQuerySchema,
  /** Leads of these colleagues (user ids), or `none`. */
  assignedTo: several(id),
  status: several(id),
  source: several(z.enum(LEAD_SOURCES)),
  tag: several(id),
  deal: several(z.enum(DEAL_TYPES)),
  /** Those in the bin instead. */
  bin: z.literal("1").optional(),
});
export type LeadFilter = z.infer<typeof leadFilterSchema>;
