/** What somebody has agreed to, or does not agree to any more, with what shows it. Nothing is ever changed in it. */
import { z } from "zod";
import { authorSchema } from "./provenance.ts";

export const CONSENT_CHANNELS = ["phone", "sms", "whatsapp", "email"] as const;
/** `service`: answers to what they asked. `marketing`: offers (section 30A of the Communications Law). */
export const CONSENT_PURPOSES = ["service", "marketing"] as const;
export const EVIDENCE_MAX_CHARS = 2_000;

export const consentSchema = z.object({
  id: z.string(),
  channel: z.enum(CONSENT_CHANNELS),
  purpose: z.enum(CONSENT_PURPOSES),
  isGiven: z.boolean(),
  at: z.number(),
  /** The words they agreed to, or how a person of the office heard it. */
  evidence: z.string(),
  author: authorSchema,
});
export type Consent = z.infer<typeof consentSchema>;
