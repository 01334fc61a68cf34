import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BinLead } from "../../../../../core/leads/bin.ts";
import { api } from "../../../api/client.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { pageOfScrolled } from "../../../api/scrolled-list.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { leadKeys } from "../lead-queries.ts";

const PAGE = 50;
const t = he.leadBulk.bin;

export const binQuery = (businessId: string) =>
  infiniteQueryOptions({
    queryKey: [...leadKeys.of(businessId), "bin"],
    queryFn: pageOfScrolled<BinLead>(async (cursor, signal) => {
      const query = { limit: String(PAGE), ...(cursor !== null && { cursor }) };
      const bin = api.businesses[":businessId"]["lead-bin"];
      return (await bin.$get({ param: { businessId }, query }, { init: { signal } })).json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export function useRestoreLead(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Pick<BinLead, "id" | "name">) =>
      api.businesses[":businessId"].leads[":leadId"].restore.$post({ param: { businessId, leadId: id } }),
    onSuccess: (_, { name }) => notify({ tone: "fine", title: t.restored(name ?? he.leads.namelessLead) }),
    onError: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  });
}
