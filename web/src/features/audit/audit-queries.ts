import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { api } from "../../api/client.ts";

type Page = { items: AuditLine[]; nextCursor: string | null };

export const auditQuery = (businessId: string) =>
  infiniteQueryOptions({
    queryKey: ["business", businessId, "audit"] as const,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const query = pageParam ? { cursor: pageParam } : {};
      const response = await api.businesses[":businessId"].audit.$get(
        { param: { businessId }, query },
        { init: { signal } },
      );
      return response.json();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // Whoever opens the log wants to see what was done a moment ago.
    staleTime: 0,
  });
