/** What goes over the queue. A job names its business's place, because a queue consumer has no request to take it from. */
import { z } from "zod";

export const jobSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("summarise_call"), businessId: z.string(), tenantDb: z.string(), callId: z.string() }),
  z.object({ type: z.literal("record_clips"), businessId: z.string(), tenantDb: z.string() }),
]);
export type Job = z.infer<typeof jobSchema>;
