/** Changing the statuses of a business. Every answer holds all of them as they are. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeadStatus, StatusFields } from "../../../../../core/leads/status.ts";
import { api } from "../../../api/client.ts";
import { leadKeys } from "../lead-queries.ts";

const statuses = api.businesses[":businessId"]["lead-statuses"];

const useTake = (businessId: string) => {
  const queries = useQueryClient();
  const queryKey = leadKeys.statuses(businessId);
  return {
    take: (items: LeadStatus[]) => queries.setQueryData<LeadStatus[]>(queryKey, items),
    // Refused: what is shown then is what is stored.
    reread: () => queries.invalidateQueries({ queryKey }),
    /** Before the server has answered. */
    show: async (change: (shown: LeadStatus[]) => LeadStatus[]) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<LeadStatus[]>(queryKey, (shown) => shown && change(shown));
    },
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

/** Shown at once; several are saved one after the other, and the last one stands. */
export function useOrderStatuses(businessId: string, onRefused: (error: Error) => void) {
  const { take, reread, show } = useTake(businessId);
  return useMutation({
    scope: { id: `order:${businessId}` },
    mutationFn: async (ids: string[]): Promise<LeadStatus[]> =>
      (await (await statuses.order.$put({ param: { businessId }, json: { ids } })).json()).items,
    onMutate: (ids) => show((shown) => ids.flatMap((id) => shown.find((status) => status.id === id) ?? [])),
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
