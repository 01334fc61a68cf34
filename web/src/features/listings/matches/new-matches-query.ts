/** By itself: the frame of every page asks it. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { listingKeys } from "../listing-keys.ts";

/** How many matches nobody has looked at, of those that one may see. The socket tells of changes. */
export const newMatchesQuery = (businessId: string) =>
  queryOptions({
    queryKey: listingKeys.newMatches(businessId),
    queryFn: async ({ signal }): Promise<number> => {
      const { waiting } = api.businesses[":businessId"].matches;
      return (await (await waiting.$get({ param: { businessId } }, { init: { signal } })).json()).matches;
    },
  });
