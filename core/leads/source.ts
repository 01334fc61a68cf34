/** How somebody came in. */
import { z } from "zod";

export const LEAD_SOURCES = ["call", "whatsapp", "form", "import", "manual"] as const;
export type LeadSourceKind = (typeof LEAD_SOURCES)[number];

/** What is known of the way beyond its kind; of the first time they came. */
export const sourceDetailSchema = z.object({
  /** The number of the business that was called. */
  calledNumber: z.string().optional(),
  /** The form's own address, and its name as it was. */
  form: z.object({ slug: z.string(), name: z.string() }).optional(),
  /** Of the link that led to the form (`utm_campaign` and its like). */
  campaign: z.string().max(200).optional(),
  import: z.object({ id: z.string(), fileName: z.string() }).optional(),
});
export type SourceDetail = z.infer<typeof sourceDetailSchema>;
