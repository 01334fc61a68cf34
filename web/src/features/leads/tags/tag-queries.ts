/** What managers do with tags; putting them on leads is elsewhere (lead-tag-mutations.ts). */
import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Tag, TagCounts, TagFields } from "../../../../../core/leads/tags.ts";
import { api } from "../../../api/client.ts";
import { leadKeys } from "../lead-queries.ts";

const tags = api.businesses[":businessId"]["lead-tags"];

/** Under the leads' own key: what is new about leads renews it. */
export const tagCountsQuery = (businessId: string) =>
  queryOptions({
    queryKey: [...leadKeys.of(businessId), "tag-counts"] as const,
    queryFn: async ({ signal }): Promise<TagCounts> =>
      (await (await tags.counts.$get({ param: { businessId } }, { init: { signal } })).json()).items,
  });

/** Views may ask for another tag now, and every list of leads shows tags. */
const renew = (queries: QueryClient, businessId: string) =>
  Promise.all(
    [...leadKeys.settings(businessId), leadKeys.of(businessId)].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  );

/** `tagId`: null for a new one; of a name that is there already that one is answered with as it is. */
export function useSaveTag(businessId: string, tagId: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: TagFields): Promise<Tag> =>
      tagId === null
        ? (await tags.$post({ param: { businessId }, json })).json()
        : (await tags[":tagId"].$put({ param: { businessId, tagId }, json })).json(),
    onSettled: () => renew(queries, businessId),
  });
}

/** `moveTo`: what its leads get instead. */
export function useDeleteTag(businessId: string, tagId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ moveTo }: { moveTo: string | null }): Promise<{ isDone: boolean }> =>
      (await tags[":tagId"].$delete({ param: { businessId, tagId }, json: { moveTo } })).json(),
    onSettled: () => renew(queries, businessId),
  });
}
