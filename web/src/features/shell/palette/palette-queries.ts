/** Leads and calls by names, numbers and what was said, as the server finds them. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import type { SearchAnswer } from "../../../../../core/search/wire.ts";
import { api } from "../../../api/client.ts";

/** One letter finds everybody. */
export const MIN_CHARS = 2;
const SHOWN = "5";
/** A name that was found a moment ago is still that name. */
const STALE_AFTER_MS = 60_000;

export const searchQuery = (businessId: string | null, typed: string) =>
  queryOptions({
    queryKey: ["business", businessId, "search", typed],
    enabled: businessId !== null && typed.length >= MIN_CHARS,
    staleTime: STALE_AFTER_MS,
    // While the next answer is on its way the last one stays: a list that flickers cannot be walked with the arrows.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<SearchAnswer> => {
      const request = { param: { businessId: businessId ?? "" }, query: { query: typed, limit: SHOWN } };
      return (await api.businesses[":businessId"].search.$get(request, { init: { signal } })).json();
    },
  });

export type FoundBusiness = Pick<AdminBusiness, "id" | "name" | "slug">;

/** For the platform's people: businesses by name, slug or one of their numbers. Those by name come first. */
export const businessSearchQuery = (maySee: boolean, typed: string) =>
  queryOptions({
    queryKey: ["admin", "search", typed],
    enabled: maySee && typed.length >= MIN_CHARS,
    staleTime: STALE_AFTER_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<FoundBusiness[]> => {
      const request = { query: { query: typed, limit: SHOWN } };
      const [named, numbered] = await Promise.all([
        api.admin.businesses.$get(request, { init: { signal } }).then((response) => response.json()),
        api.admin.numbers.$get(request, { init: { signal } }).then((response) => response.json()),
      ]);
      const byNumber = numbered.items.map(({ businessId, businessName, address }) => ({
        id: businessId,
        name: businessName,
        slug: address,
      }));
      const found = new Map<string, FoundBusiness>();
      for (const business of [...named.items, ...byNumber])
        if (!found.has(business.id)) found.set(business.id, business);
      return [...found.values()];
    },
  });
