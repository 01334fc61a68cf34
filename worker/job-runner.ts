/** Takes jobs off the queue. A job that fails comes back after a pause, a few times; then it lies in the dead letters. */
import type { Deps } from "./deps.ts";
import { summariseCall } from "./features/calls/summary/service.ts";
import { jobSchema, type Job } from "./jobs.ts";

const PAUSE_S = 15;

export async function runJob(deps: Deps, message: Message): Promise<void> {
  const job = jobSchema.safeParse(message.body);
  if (!job.success) {
    deps.log.error("job_not_understood", { messageId: message.id });
    return message.ack();
  }
  try {
    await perform(deps, job.data);
    message.ack();
  } catch (cause) {
    const { type, businessId } = job.data;
    deps.log.error("job_failed", { type, businessId, attempt: message.attempts, cause });
    message.retry({ delaySeconds: PAUSE_S * message.attempts });
  }
}

async function perform(deps: Deps, job: Job): Promise<void> {
  switch (job.type) {
    case "summarise_call":
      return summariseCall(deps, { businessId: job.businessId, tenantDb: job.tenantDb }, job.callId);
  }
}
