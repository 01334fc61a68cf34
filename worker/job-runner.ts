/** Takes jobs off the queue. A job that fails comes back after a pause, a few times; then it lies in the dead letters. */
import type { Deps } from "./deps.ts";
import { recordClips } from "./features/assistant/clips/service.ts";
import { emptyStatus } from "./features/leads/statuses/deletion/service.ts";
import { emptyTag } from "./features/leads/tags/deletion/service.ts";
import { summariseCall } from "./features/calls/summary/service.ts";
import { runImport } from "./features/imports/run/service.ts";
import { undoImport } from "./features/imports/undo/service.ts";
import { indexSome } from "./features/search-index/service.ts";
import { jobSchema, type Job } from "./jobs.ts";

const PAUSE_S = 15;
/** A database that lacks a migration waits for a person. The tries of a job must outlast that: 75 minutes in all. */
const PAUSE_WHILE_BEHIND_S = 5 * 60;

export async function runJob(deps: Deps, message: Message): Promise<void> {
  const job = jobSchema.safeParse(message.body);
  if (!job.success) {
    deps.log.error("job_not_understood", { messageId: message.id });
    return message.ack();
  }
  const { type, businessId, tenantDb } = job.data;
  try {
    await deps.schema.assertWritable(tenantDb);
  } catch (cause) {
    deps.log.error("job_waits", { type, businessId, attempt: message.attempts, cause });
    return message.retry({ delaySeconds: PAUSE_WHILE_BEHIND_S * message.attempts });
  }
  try {
    await perform(deps, job.data);
    message.ack();
  } catch (cause) {
    deps.log.error("job_failed", { type, businessId, attempt: message.attempts, cause });
    message.retry({ delaySeconds: PAUSE_S * message.attempts });
  }
}

async function perform(deps: Deps, job: Job): Promise<void> {
  switch (job.type) {
    case "summarise_call":
      return summariseCall(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.callId);
    case "run_import":
      return runImport(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.importId);
    case "undo_import":
      return undoImport(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.importId);
    case "index_search":
      return indexSome(deps, { businessId: job.businessId, tenantDb: job.tenantDb });
    case "record_clips":
      return recordClips(deps, { businessId: job.businessId, tenantDb: job.tenantDb });
    case "empty_status":
      return emptyStatus(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.statusId);
    case "empty_tag":
      return emptyTag(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.tagId);
  }
}
