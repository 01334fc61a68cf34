import { runJob } from "../../../../worker/job-runner.ts";
import type { Deps } from "../../../../worker/deps.ts";
import type { Job } from "../../../../worker/jobs.ts";

/** As the queue does it once; says whether the job was acknowledged. */
export async function runOnce(deps: Deps, job: Job): Promise<boolean> {
  let acked = false;
  const message = { id: "1", body: job, attempts: 1, ack: () => void (acked = true), retry: () => undefined };
  await runJob(deps, message as unknown as Message);
  return acked;
}
