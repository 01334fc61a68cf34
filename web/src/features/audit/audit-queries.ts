import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { api } from "../../api/client.ts";
import { queryOf, type AuditFilter } from "./audit-filter.ts";

type Page = { items: AuditLine[]; nextCursor: string | null };

export const auditQuery = (businessId: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["business", businessId, "audit", filter] as const,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const query = { ...queryOf(filter), ...(pageParam && { cursor: pageParam }) };
      const response = await api.businesses[":businessId"].audit.$get(
        { param: { businessId }, query },
        { init: { signal } },
      );
      return response.json();
    },
    // What is listed stays in sight while the narrower answer is under way.
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // Whoever opens the log wants to see what was done a moment ago.
    staleTime: 0,
  });
