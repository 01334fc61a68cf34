/** Reading calls. */
import type { CallRead, CallRecord } from "../../../core/calls/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { withinTime } from "../../within-time.ts";
import { findCall, findLiveCallIds, type CallFilter, type ListedFilter } from "./queries.ts";
import { searchIds } from "../search-index/service.ts";

/** Of what was typed so many are looked at, as in the list of leads: whoever means another one types more. */
const MOST_FOUND = 300;

/**
 * The list's filter with ids in the place of words: of whom it was, their number, or what was said. Read from the index
 * of the search, for going through the calls of a year would read them all. `onBehind` as in `searchIds`.
 */
export async function readyFilter(
  scope: BusinessScope,
  { query = "", ...filter }: CallFilter,
  onBehind?: (cause: unknown) => void,
): Promise<ListedFilter> {
  if (query === "") return filter;
  const { call: over } = await searchIds(scope, query, ["call"], MOST_FOUND, onBehind);
  return { ...filter, among: [...over, ...(await findLiveCallIds(scope, query))] };
}

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
