/** Shapes of `/api/businesses/:businessId/{people,policy}`. */
import { z } from "zod";
import { AGENTS_SEE, ROLES } from "../auth/permissions.ts";
import { emailSchema, personNameSchema, sentLinkSchema } from "../auth/wire.ts";

export const personSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  joinedAt: z.number(),
  /** They asked for a new password, and no mail could be sent: somebody makes a link and passes it on. */
  resetAskedAt: z.number().nullable(),
  /**
   * False for people who belong to other businesses too, since the link would open those doors as well, and for managers,
   * whoever asks included: for them support can make one.
   */
  resetAllowed: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  createdAt: z.number(),
  expiresAt: z.number(),
  invitedBy: z.string(),
  /** Null in the answer to those who have just invited. */
  invitedByEmail: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** Invitations that wait for an answer; expired ones stay until they are renewed or withdrawn. */
export const peopleSchema = z.object({ people: z.array(personSchema), invitations: z.array(invitationSchema) });
export type People = z.infer<typeof peopleSchema>;

export const invitationBodySchema = z.object({
  email: emailSchema,
  name: personNameSchema.nullable().default(null),
  role: z.enum(ROLES),
});
export const invitationSentSchema = z.object({ invitation: invitationSchema, sent: sentLinkSchema });

export const personPatchSchema = z.object({ role: z.enum(ROLES) });

export const policySchema = z.object({
  agentsSee: z.enum(AGENTS_SEE),
  /** Whether the platform's support may act as one of the people here. */
  impersonationAllowed: z.boolean(),
});
export type Policy = z.infer<typeof policySchema>;
export const policyPatchSchema = policySchema.partial();

/** What everybody may know of a colleague: whose a lead is. Managers alone see more of people. */
export const colleagueSchema = z.object({
  userId: z.string(),
  name: z.string(),
  /** Null: no name of the others looks like theirs. */
  email: z.string().nullable(),
});
export type Colleague = z.infer<typeof colleagueSchema>;
export const colleaguesSchema = z.object({ items: z.array(colleagueSchema) });

/** One of the business's people; null: nobody's. */
export const assigneeBodySchema = z.object({ userId: z.string().max(64).nullable() });
