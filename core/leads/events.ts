/** What happened to a lead, line by line; calls, notes and consents have records of their own. */
import { z } from "zod";

export const LEAD_EVENT_KINDS = [
  "created",
  /** Somebody known came in again by a form, a file or by hand. */
  "returned",
  /** A value was given that gives way to what a person typed: `{field, given}`. */
  "kept",
  /** `{changes: {field: {from, to}}}`. */
  "edited",
  /** `{from, to, reason?}`: names of statuses, as they were. */
  "status",
  /** `{from, to}`: names of people. */
  "assigned",
  /** `{added, removed}`: names. */
  "tags",
  "deleted",
  "restored",
  /** `{name}`: of the lead that became part of this one. */
  "merged",
  "unmerged",
] as const;
export type LeadEventKind = (typeof LEAD_EVENT_KINDS)[number];

export const leadEventSchema = z.object({
  id: z.string(),
  kind: z.enum(LEAD_EVENT_KINDS),
  at: z.number(),
  /** A user of the directory and their name as it was; null: none did. */
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type LeadEvent = z.infer<typeof leadEventSchema>;
