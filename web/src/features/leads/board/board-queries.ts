import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { api } from "../../../api/client.ts";
import { pageOfScrolled } from "../../../api/scrolled-list.ts";
import { leadKeys, type LeadsQuery } from "../lead-queries.ts";

/** Cards of a column that are asked for at once; a screen shows about six. */
export const CARDS_AT_ONCE = 20;

export const columnQuery = (businessId: string, statusId: string, filter: LeadsQuery) =>
  infiniteQueryOptions({
    queryKey: leadKeys.column(businessId, statusId, filter),
    queryFn: pageOfScrolled<Lead>(async (cursor, signal) => {
      const query = { ...filter, status: statusId, limit: String(CARDS_AT_ONCE), ...(cursor && { cursor }) };
      const response = await api.businesses[":businessId"].leads.$get(
        { param: { businessId }, query },
        { init: { signal } },
      );
      return response.json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
