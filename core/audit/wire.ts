/** Shapes of `/api/businesses/:businessId/audit` and `/api/admin/audit`. */
import { z } from "zod";
import { AUDIT_ACTIONS, AUDIT_RECORDS } from "./actions.ts";
import { AUDIT_KINDS } from "./kinds.ts";
import { momentQuerySchema } from "../contract/moment.ts";

const who = z.object({ userId: z.string(), name: z.string() });

export const auditLineSchema = z.object({
  id: z.string(),
  at: z.number(),
  action: z.enum(AUDIT_ACTIONS),
  actor: who,
  /** The platform's admin who acted as `actor`. */
  impersonator: who.nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  record: z.object({ type: z.enum(AUDIT_RECORDS), id: z.string(), label: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
  /**
   * E-mails by user id, of those in this line whose name another has too (core/people/look-alike.ts). In the platform's
   * log of everybody in it.
   */
  emails: z.record(z.string(), z.string()),
});
export type AuditLine = z.infer<typeof auditLineSchema>;

/** What a business's log is narrowed to. */
export const auditFilterSchema = z.object({
  /** Who did it: a user id. */
  actor: z.string().min(1).max(64).optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  since: momentQuerySchema,
  /** Not of it: the first moment after. */
  until: momentQuerySchema,
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

/** What the platform's log is narrowed to. */
export const platformAuditFilterSchema = auditFilterSchema.extend({ business: z.string().min(1).max(64).optional() });
export type PlatformAuditFilter = z.output<typeof platformAuditFilterSchema>;

/** The platform's lines say which business they are of; null: of none. */
export const platformAuditLineSchema = auditLineSchema.extend({
  business: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type PlatformAuditLine = z.infer<typeof platformAuditLineSchema>;
