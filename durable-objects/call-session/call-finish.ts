/** What follows a call's end. */
import type { Deps } from "../../worker/deps.ts";
import type { CallIdentity } from "./call-identity.ts";
import type { CallRecorder } from "./call-recorder.ts";

type Finishing = {
  jobs: Deps["jobs"];
  log: Pick<Deps["log"], "error">;
  recorder: Pick<CallRecorder, "settled">;
  /** All is done: what the object has kept of the call may go. */
  finished(): void;
};

/**
 * The summary reads the record, so it is asked for when the record is whole. Where D1 or the queue does not take
 * something, the call is not finished: the object keeps what is not written, and its alarm does what is left to do.
 */
export async function finishCall(
  { jobs, log, recorder, finished }: Finishing,
  { businessId, tenantDb, callId }: Pick<CallIdentity, "businessId" | "tenantDb" | "callId">,
): Promise<void> {
  try {
    if (!(await recorder.settled())) throw new Error("D1 has not taken all of the record");
    await jobs.send({ type: "summarise_call", businessId, tenantDb, callId });
    finished();
  } catch (cause) {
    log.error("call_not_finished", { cause });
  }
}
