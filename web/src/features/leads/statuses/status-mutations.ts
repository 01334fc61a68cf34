/** Changing the statuses of a business. Every answer holds all of them as they are. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeadStatus, StatusFields } from "../../../../../core/leads/status.ts";
import { api } from "../../../api/client.ts";
import { usePendingOrder } from "../../../api/pending-order.ts";
import { takeAnswer } from "../../../api/take-answer.ts";
import { inOrder } from "../../../ui/order.ts";
import { leadKeys } from "../lead-queries.ts";

const statuses = api.businesses[":businessId"]["lead-statuses"];

const useTake = (businessId: string) => {
  const queries = useQueryClient();
  const queryKey = leadKeys.statuses(businessId);
  return {
    take: (items: LeadStatus[]) => takeAnswer(queries, queryKey, items),
    // Refused: what is shown then is what is stored.
    reread: () => queries.invalidateQueries({ queryKey }),
    rereadLeads: () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  };
};

/** `statusId`: null for a new one. */
export function useSaveStatus(businessId: string, statusId: string | null) {
  const { take, reread } = useTake(businessId);
  return useMutation({
    mutationFn: async (json: StatusFields): Promise<LeadStatus[]> => {
      const response =
        statusId === null
          ? await statuses.$post({ param: { businessId }, json })
          : await statuses[":statusId"].$patch({ param: { businessId, statusId }, json });
      return (await response.json()).items;
    },
    onSuccess: take,
    onError: reread,
  });
}

const orderKey = (businessId: string) => ["status-order", businessId] as const;

/** Statuses in the order chosen last, also before it is stored. */
export const useShownStatuses = (businessId: string, stored: readonly LeadStatus[]): readonly LeadStatus[] =>
  inOrder(stored, usePendingOrder(orderKey(businessId)));

/** Several are saved one after the other, and the last one stands. */
export function useOrderStatuses(businessId: string, onRefused: (error: Error) => void) {
  const { take, reread } = useTake(businessId);
  return useMutation({
    mutationKey: orderKey(businessId),
    scope: { id: `order:${businessId}` },
    mutationFn: async (ids: string[]): Promise<LeadStatus[]> =>
      (await (await statuses.order.$put({ param: { businessId }, json: { ids } })).json()).items,
    onSuccess: take,
    onError: async (error) => {
      onRefused(error);
      await reread();
    },
  });
}

export function useDeleteStatus(businessId: string, statusId: string) {
  const { reread, rereadLeads } = useTake(businessId);
  return useMutation({
    mutationFn: async (moveTo: string): Promise<{ isDone: boolean }> =>
      (await statuses[":statusId"].$delete({ param: { businessId, statusId }, json: { moveTo } })).json(),
    onSettled: () => Promise.all([reread(), rereadLeads()]),
  });
}
