import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Colleague } from "../../../../core/people/wire.ts";
import { api } from "../../api/client.ts";
import { toldName } from "../../format/told-name.ts";
import { peopleKeys } from "./people-queries.ts";

const { colleagues } = api.businesses[":businessId"].people;

/** Seldom changes, and stands beside every lead. */
const STALE_AFTER_MS = 5 * 60_000;

/** Names of the people whose leads one may see: everybody may know them, unlike the rest of the people page. */
export const colleaguesQuery = (businessId: string) =>
  queryOptions({
    queryKey: [...peopleKeys.of(businessId), "colleagues"] as const,
    queryFn: async ({ signal }): Promise<Colleague[]> =>
      (await (await colleagues.$get({ param: { businessId } }, { init: { signal } })).json()).items,
    staleTime: STALE_AFTER_MS,
  });

/** Undefined until it is known, null for somebody who is none of them. */
export function useColleagueName(businessId: string, userId: string | null): string | null | undefined {
  const { data } = useQuery(colleaguesQuery(businessId));
  if (!data) return undefined;
  const colleague = data.find((one) => one.userId === userId);
  return colleague ? toldName(colleague.name, colleague.email) : null;
}
