/**
 * Whether somebody may be rung up for marketing. Israel's register of those who may not be has to be asked within 15 days
 * before such a call (Consumer Protection Law, section 16b); exempt is whoever asked to be rung, or agreed, which holds
 * for a year.
 */
import { z } from "zod";

export const doNotCallSchema = z.object({
  checkedAt: z.number().nullable(),
  result: z.enum(["listed", "clear"]).nullable(),
  exemption: z.enum(["asked", "consented"]).nullable(),
  exemptUntil: z.number().nullable(),
});
export type DoNotCall = z.infer<typeof doNotCallSchema>;
