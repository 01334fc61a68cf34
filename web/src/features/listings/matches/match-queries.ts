import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DemandMatch, ListingMatch, MatchState } from "../../../../../core/listings/match-wire.ts";
import { api } from "../../../api/client.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { notify } from "../../../ui/toast.tsx";
import { listingKeys, tellsOfMatches } from "../listing-keys.ts";

const { matches } = api.businesses[":businessId"];

export const listingMatchesQuery = (businessId: string, listingId: string) =>
  queryOptions({
    queryKey: listingKeys.matches(businessId, listingId),
    queryFn: async ({ signal }): Promise<{ items: DemandMatch[]; hasMore: boolean }> =>
      (await matches.listings[":listingId"].$get({ param: { businessId, listingId } }, { init: { signal } })).json(),
  });

export const leadMatchesQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: listingKeys.matchesOfLead(businessId, leadId),
    queryFn: async ({ signal }): Promise<{ items: ListingMatch[]; hasMore: boolean }> =>
      (await matches.leads[":leadId"].$get({ param: { businessId, leadId } }, { init: { signal } })).json(),
  });

export function useDecideMatch(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ state, ...pair }: { listingId: string; demandId: string; state: MatchState }) =>
      void (await matches.listings[":listingId"].demands[":demandId"].$put({
        param: { businessId, ...pair },
        json: { state },
      })),
    onError: (error) => notify({ tone: "problem", title: listingTexts.failed, text: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: listingKeys.of(businessId), predicate: tellsOfMatches }),
  });
}
