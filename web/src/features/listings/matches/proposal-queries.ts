import { infiniteQueryOptions, useMutation } from "@tanstack/react-query";
import {
  SEEN_AT_ONCE,
  type MatchPair,
  type Proposal,
  type ProposalList,
} from "../../../../../core/listings/match-wire.ts";
import { api } from "../../../api/client.ts";
import { pageOfScrolled } from "../../../api/scrolled-list.ts";
import { listingKeys } from "../listing-keys.ts";

const { matches } = api.businesses[":businessId"];

export const proposalsQuery = (businessId: string, list: ProposalList) =>
  infiniteQueryOptions({
    queryKey: listingKeys.proposals(businessId, list),
    queryFn: pageOfScrolled<Proposal>(async (cursor, signal) => {
      const query = { list, ...(cursor && { cursor }) };
      return (await matches.proposals.$get({ param: { businessId }, query }, { init: { signal } })).json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** What was before somebody's eyes. Nobody waits for it: what fails is new again the next time. */
export function useLookAt(businessId: string) {
  return useMutation({
    mutationFn: async (pairs: MatchPair[]) => {
      for (let at = 0; at < pairs.length; at += SEEN_AT_ONCE)
        await matches.seen.$put({ param: { businessId }, json: { pairs: pairs.slice(at, at + SEEN_AT_ONCE) } });
    },
  });
}
