import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Lead } from "../../../../core/leads/wire.ts";
import { api } from "../../api/client.ts";

export type LeadPage = { items: Lead[]; nextCursor: string | null };

export const leadKeys = {
  of: (businessId: string) => ["business", businessId, "leads"] as const,
  list: (businessId: string) => [...leadKeys.of(businessId), "list"] as const,
  detail: (businessId: string, leadId: string) => [...leadKeys.of(businessId), "detail", leadId] as const,
};

const leads = api.businesses[":businessId"].leads;

export const leadListQuery = (businessId: string) =>
  infiniteQueryOptions({
    queryKey: leadKeys.list(businessId),
    queryFn: async ({ pageParam, signal }): Promise<LeadPage> => {
      const query = pageParam ? { cursor: pageParam } : {};
      const response = await leads.$get({ param: { businessId }, query }, { init: { signal } });
      return response.json();
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const leadQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: leadKeys.detail(businessId, leadId),
    queryFn: async ({ signal }): Promise<Lead> => {
      const response = await leads[":leadId"].$get({ param: { businessId, leadId } }, { init: { signal } });
      return response.json();
    },
  });
