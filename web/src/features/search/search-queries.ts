/** One query for each kind of what is found, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { FoundCall, FoundLead } from "../../../../core/search/wire.ts";
import { api } from "../../api/client.ts";

/** A name that was found a moment ago is still that name. */
const STALE_AFTER_MS = 60_000;

type Page<Found> = { items: Found[]; nextCursor: string | null };

const search = api.businesses[":businessId"].search;

const keyOf = (businessId: string, kind: string, typed: string) =>
  ["business", businessId, "search", "pages", kind, typed] as const;

const asked = (businessId: string, query: string, cursor: string | null) => ({
  param: { businessId },
  query: { query, ...(cursor && { cursor }) },
});

const common = {
  initialPageParam: null as string | null,
  staleTime: STALE_AFTER_MS,
};

export const foundLeadsQuery = (businessId: string, typed: string) =>
  infiniteQueryOptions({
    ...common,
    queryKey: keyOf(businessId, "leads", typed),
    queryFn: async ({ pageParam, signal }): Promise<Page<FoundLead>> =>
      (await search.leads.$get(asked(businessId, typed, pageParam), { init: { signal } })).json(),
    getNextPageParam: (last) => last.nextCursor,
  });

export const foundCallsQuery = (businessId: string, typed: string) =>
  infiniteQueryOptions({
    ...common,
    queryKey: keyOf(businessId, "calls", typed),
    queryFn: async ({ pageParam, signal }): Promise<Page<FoundCall>> =>
      (await search.calls.$get(asked(businessId, typed, pageParam), { init: { signal } })).json(),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Without what a change in between has moved from one page to the next. */
export function itemsOf<Found>(
  pages: readonly Page<Found>[] | undefined,
  idOf: (found: Found) => string,
): Found[] | undefined {
  if (!pages) return undefined;
  const items = pages.flatMap((page) => page.items);
  return [...new Map(items.toReversed().map((item) => [idOf(item), item])).values()].toReversed();
}
