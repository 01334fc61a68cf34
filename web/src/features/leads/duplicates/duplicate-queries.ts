import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DuplicatePair, MergeBody } from "../../../../../core/leads/duplicates.ts";
import { api } from "../../../api/client.ts";
import { leadKeys } from "../lead-queries.ts";

const of = api.businesses[":businessId"];

export type PairState = DuplicatePair["state"] & ("open" | "dismissed");

export const pairsQuery = (businessId: string, state: PairState) =>
  infiniteQueryOptions({
    queryKey: [...leadKeys.of(businessId), "duplicates", state] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { state, limit: "20", ...(pageParam !== null && { cursor: pageParam }) };
      const response = await of["lead-duplicates"].$get({ param: { businessId }, query }, { init: { signal } });
      return response.json();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

type Told = { onDone: () => void; onRefused: (error: Error) => void };

/** Also when it was refused: what is shown then is what is stored. */
function useLeadsAnew(businessId: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
}

export function useMergeLeads(
  businessId: string,
  {
    onDone,
    onRefused,
  }: { onDone: (merged: { leadId: string; name: string | null }) => void; onRefused: Told["onRefused"] },
) {
  const anew = useLeadsAnew(businessId);
  return useMutation({
    mutationFn: async ({ leadId, ...json }: MergeBody & { leadId: string }) => {
      const response = await of["lead-merges"][":leadId"].$post({ param: { businessId, leadId }, json });
      return response.json();
    },
    onSuccess: ({ id, name, phone }) => onDone({ leadId: id, name: name ?? phone }),
    onError: onRefused,
    onSettled: anew,
  });
}

/** The latest merge into this lead is taken back. */
export function useUndoLatestMerge(businessId: string, { onDone, onRefused }: Told) {
  const anew = useLeadsAnew(businessId);
  return useMutation({
    mutationFn: async (leadId: string) => {
      const response = await of["lead-merges"][":leadId"].$get({ param: { businessId, leadId } });
      const [latest] = (await response.json()).items;
      if (latest) await of["lead-merges"][":mergeId"].$delete({ param: { businessId, mergeId: latest.id } });
    },
    onSuccess: onDone,
    onError: onRefused,
    onSettled: anew,
  });
}

export function useDecidePair(
  businessId: string,
  { onDone, onRefused }: { onDone: (state: PairState, ids: [string, string]) => void; onRefused: Told["onRefused"] },
) {
  const anew = useLeadsAnew(businessId);
  return useMutation({
    mutationFn: async ({ ids: [oneId, otherId], state }: { ids: [string, string]; state: PairState }) => {
      await of["lead-duplicates"][":oneId"][":otherId"].$put({
        param: { businessId, oneId, otherId },
        json: { state },
      });
    },
    onSuccess: (_, { state, ids }) => onDone(state, ids),
    onError: onRefused,
    onSettled: anew,
  });
}
