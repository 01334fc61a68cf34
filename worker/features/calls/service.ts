/** Reading one call. */
import type { CallRead, CallRecord } from "../../../core/calls/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { withinTime } from "../../within-time.ts";
import { findCall } from "./queries.ts";

/** A database that takes longer is busy with worse; the reader gets what stands in it. */
const COMPLETE_WITHIN_MS = 1_500;

/**
 * One call with its transcript. A call that is not over holds its newest words back for some seconds, to write them
 * together: for a reader they are written first. `read`: what this reader has already.
 */
export async function readCall(
  deps: Deps,
  scope: BusinessScope,
  callId: string,
  read: CallRead = {},
): Promise<CallRecord | undefined> {
  const call = await findCall(scope, callId, read);
  if (!call || call.status === "ended") return call;
  const completed = withinTime(deps.callSession(call.callSid).completeRecord(), COMPLETE_WITHIN_MS);
  const changed = await completed.catch((cause: unknown) => {
    deps.log.warn("record_not_completed", { callId, businessId: scope.businessId, cause: String(cause) });
    return false;
  });
  return changed ? findCall(scope, callId, read) : call;
}
