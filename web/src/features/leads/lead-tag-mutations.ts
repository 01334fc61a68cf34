import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Tag } from "../../../../core/leads/tags.ts";
import type { LeadDetail } from "../../../../core/leads/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { notify } from "../../ui/toast.tsx";
import { leadKeys } from "./lead-queries.ts";

const t = he.leadBulk.tag;
const COLORS = ["blue", "teal", "green", "yellow", "orange", "red", "purple", "grey"] as const;

/** A new tag; one of that name is given as it is. It stands in the list at once. */
export function useMakeTag(businessId: string, onMade: (tag: Tag) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name: string): Promise<Tag> => {
      const known = queries.getQueryData<Tag[]>(leadKeys.tags(businessId)) ?? [];
      const color = COLORS[known.length % COLORS.length] ?? "blue";
      const made = await api.businesses[":businessId"]["lead-tags"].$post({
        param: { businessId },
        json: { name, color },
      });
      return made.json();
    },
    onSuccess: (tag) => {
      queries.setQueryData<Tag[]>(leadKeys.tags(businessId), (all = []) =>
        all.some(({ id }) => id === tag.id) ? all : [...all, tag],
      );
      onMade(tag);
      return queries.invalidateQueries({ queryKey: leadKeys.tags(businessId) });
    },
    onError: (error) =>
      notify({ tone: "problem", title: t.failed, text: hasCode(error, "conflict") ? t.full : errorMessage(error) }),
  });
}

/** Tags of one lead, one change after the other; shown at once. */
export function useTagLead(businessId: string, leadId: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `tags:${leadId}` },
    mutationFn: async (json: { add: string[]; remove: string[] }) => {
      const { leads } = api.businesses[":businessId"];
      return (await leads[":leadId"].tags.$put({ param: { businessId, leadId }, json })).json();
    },
    onSuccess: ({ tags }) =>
      queries.setQueryData<LeadDetail>(leadKeys.detail(businessId, leadId), (lead) => lead && { ...lead, tags }),
    onError: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  });
}
