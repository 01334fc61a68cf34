/** Leads in the bin. */
import { z } from "zod";
import { leadSchema } from "./wire.ts";

export const binLeadSchema = leadSchema
  .pick({ id: true, name: true, phone: true, phoneTyped: true, assignedTo: true })
  .extend({
    deletedAt: z.number(),
    /** User id; null: it is not known. */
    deletedBy: z.string().nullable(),
  });
export type BinLead = z.infer<typeof binLeadSchema>;
