/** Shapes of `/api/businesses/:businessId/leads`. */
import { z } from "zod";
import { typedText } from "../contract/text.ts";

export const DEAL_TYPES = ["buy", "rent", "sell", "let"] as const;

export const LEAD_STATUSES = ["new", "contacted", "qualified", "won", "lost"] as const;
export const LEAD_SOURCES = ["call", "whatsapp", "form", "import", "manual"] as const;

export const NOTES_IN_LISTS = 200;
/** What was noted first goes when there is more: it stands in the calls in which it was said. */
export const NOTES_MAX = 20_000;

export const leadSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  phoneTyped: z.string().nullable(),
  status: z.enum(LEAD_STATUSES),
  source: z.enum(LEAD_SOURCES),
  dealType: z.enum(DEAL_TYPES).nullable(),
  area: z.string().nullable(),
  rooms: z.number().nullable(),
  budget: z.number().nullable(),
  /** In lists their first `NOTES_IN_LISTS` characters. */
  notes: z.string().nullable(),
  nextAction: z.string().nullable(),
  /** User id of the colleague whose lead it is; null: nobody's yet. */
  assignedTo: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Lead = z.infer<typeof leadSchema>;

export const PROPOSAL_DECISIONS = ["applied", "dismissed"] as const;

/** What was said of a lead by somebody who only spoke its number. */
export const leadProposalSchema = leadSchema
  .pick({ name: true, dealType: true, area: true, rooms: true, budget: true, notes: true })
  .extend({
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

export const leadFilterSchema = z.object({
  query: searchQuerySchema,
  /** Leads of this colleague (user id), or `none`. */
  assignedTo: z.string().max(64).optional(),
});
export type LeadFilter = z.infer<typeof leadFilterSchema>;
