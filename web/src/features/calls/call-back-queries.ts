/** Whether a caller has been rung back: said here, heard from the others. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { CallBackBody, CallBackState, CallDetail, CallSummary } from "../../../../core/calls/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { callKeys, isNotOfOtherCalls, type CallPages } from "./call-queries.ts";

const calls = api.businesses[":businessId"].calls;

/** At once where the call is shown; which lists it stands in and how many wait is asked anew. */
export function applyCallBack(
  queries: QueryClient,
  businessId: string,
  callId: string,
  { callBack, calledBack }: CallBackState,
): void {
  const changed = <Call extends CallSummary>(call: Call): Call =>
    call.id === callId ? { ...call, callBack, calledBack } : call;
  queries.setQueriesData<CallPages>(
    { queryKey: callKeys.lists(businessId) },
    (pages) => pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(changed) })) },
  );
  queries.setQueryData<CallDetail>(callKeys.detail(businessId, callId), (call) => call && changed(call));
  void queries.invalidateQueries({ queryKey: callKeys.of(businessId), predicate: isNotOfOtherCalls(callId) });
}

export function useSetCalledBack(businessId: string, callId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: CallBackBody): Promise<CallBackState> =>
      (await calls[":callId"]["call-back"].$put({ param: { businessId, callId }, json })).json(),
    onSuccess: (state) => applyCallBack(queries, businessId, callId, state),
    // Somebody was faster: what is shown then is what is stored.
    onError: (error) =>
      hasCode(error, "conflict") ? queries.invalidateQueries({ queryKey: callKeys.of(businessId) }) : undefined,
  });
}
