import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeadView, ViewFields } from "../../../../../core/leads/views.ts";
import { api } from "../../../api/client.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { leadKeys } from "../lead-queries.ts";

const t = he.leadBulk.views;
const views = api.businesses[":businessId"]["lead-views"];

/** `id`: of the one that is changed; null: a new one. */
export type SavedView = ViewFields & { id: string | null };

export function useSaveView(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...json }: SavedView): Promise<LeadView> =>
      id === null
        ? (await views.$post({ param: { businessId }, json })).json()
        : (await views[":viewId"].$put({ param: { businessId, viewId: id }, json })).json(),
    onSuccess: ({ name }) => {
      notify({ tone: "fine", title: t.saved(name) });
      return queries.invalidateQueries({ queryKey: leadKeys.views(businessId) });
    },
  });
}

export function useRemoveView(businessId: string) {
  const queries = useQueryClient();
  const save = useSaveView(businessId);
  return useMutation({
    mutationFn: ({ id }: LeadView) => views[":viewId"].$delete({ param: { businessId, viewId: id } }),
    onSuccess: (_, { name, isShared, settings }) => {
      const back = () => save.mutate({ id: null, name, isShared, settings });
      notify({ tone: "fine", title: t.removed(name), action: { text: he.common.undo, run: back } });
    },
    onError: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: leadKeys.views(businessId) }),
  });
}
