/** What goes over the queue. A job names its business's place, because a queue consumer has no request to take it from. */
import { z } from "zod";

export const jobSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("summarise_call"), businessId: z.string(), tenantDb: z.string(), callId: z.string() }),
  z.object({ type: z.literal("run_import"), businessId: z.string(), tenantDb: z.string(), importId: z.string() }),
  z.object({ type: z.literal("undo_import"), businessId: z.string(), tenantDb: z.string(), importId: z.string() }),
  /** What many changes at once have left for the search index; as often as it takes. */
  z.object({ type: z.literal("index_search"), businessId: z.string(), tenantDb: z.string() }),
  z.object({ type: z.literal("record_clips"), businessId: z.string(), tenantDb: z.string() }),
  /** The rest of the leads of a status that is being deleted. */
  z.object({ type: z.literal("empty_status"), businessId: z.string(), tenantDb: z.string(), statusId: z.string() }),
  /** The rest of the leads of a tag that is being deleted. */
  z.object({ type: z.literal("empty_tag"), businessId: z.string(), tenantDb: z.string(), tagId: z.string() }),
]);
export type Job = z.infer<typeof jobSchema>;
