/**
 * Where what is known of somebody comes from, value by value. What a person typed stays until a person changes it;
 * whatever else is known gives way to what is newer.
 */
import { z } from "zod";

export const AUTHOR_KINDS = ["person", "assistant", "form", "import"] as const;

export const authorSchema = z.object({
  by: z.enum(AUTHOR_KINDS),
  /** Unix ms. */
  at: z.number(),
  /** A user of the directory; set when a person of the office wrote it. */
  userId: z.string().optional(),
  /** The call in which it was said. */
  callId: z.string().optional(),
});
export type Author = z.infer<typeof authorSchema>;

/** By the name of the field on the wire. A field without an author is from before authors were kept. */
export const provenanceSchema = z.record(z.string(), authorSchema);
export type Provenance = z.infer<typeof provenanceSchema>;
