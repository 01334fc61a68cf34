import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AdminBusiness, AdminBusinessDetail, ChannelNumber, TenantDatabase } from "../../../../core/admin/wire.ts";
import type { PlatformAuditLine } from "../../../../core/audit/wire.ts";
import { PAGE_LIMIT_MAX } from "../../../../core/contract/paging.ts";
import { api } from "../../api/client.ts";
import { platformQueryOf, type PlatformFilter } from "../audit/audit-filter.ts";
import { adminKeys } from "./admin-keys.ts";

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** The part of a list's address that is there at all. */
const pageQuery = (query: string, cursor: string | null) => ({ ...(query && { query }), ...(cursor && { cursor }) });

/** What is listed stays in sight while the next search is under way. */
const LIST = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<unknown>) => last.nextCursor,
  placeholderData: keepPreviousData,
};

export const businessesQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: adminKeys.businesses(query),
    queryFn: async ({ pageParam, signal }): Promise<Page<AdminBusiness>> =>
      (await api.admin.businesses.$get({ query: pageQuery(query, pageParam) }, { init: { signal } })).json(),
    ...LIST,
  });

export const numbersQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: adminKeys.numbers(query),
    queryFn: async ({ pageParam, signal }): Promise<Page<ChannelNumber>> =>
      (await api.admin.numbers.$get({ query: pageQuery(query, pageParam) }, { init: { signal } })).json(),
    ...LIST,
  });

export const platformAuditQuery = (filter: PlatformFilter) =>
  infiniteQueryOptions({
    queryKey: adminKeys.audit(filter),
    queryFn: async ({ pageParam, signal }): Promise<Page<PlatformAuditLine>> => {
      const query = { ...platformQueryOf(filter), ...(pageParam && { cursor: pageParam }) };
      return (await api.admin.audit.$get({ query }, { init: { signal } })).json();
    },
    ...LIST,
    // It is read to see what has just been done.
    staleTime: 0,
  });

export const businessQuery = (businessId: string) =>
  queryOptions({
    queryKey: adminKeys.business(businessId),
    queryFn: async ({ signal }): Promise<AdminBusinessDetail> =>
      (await api.admin.businesses[":businessId"].$get({ param: { businessId } }, { init: { signal } })).json(),
  });

export const tenantDatabasesQuery = queryOptions({
  queryKey: adminKeys.tenantDatabases(),
  queryFn: async ({ signal }): Promise<TenantDatabase[]> =>
    (await (await api.admin["tenant-databases"].$get({}, { init: { signal } })).json()).items,
});

/** Which business has this slug already; null: nobody that could be found. The server has the last word. */
export const slugOwnerQuery = (slug: string) =>
  queryOptions({
    queryKey: adminKeys.slug(slug),
    queryFn: async ({ signal }): Promise<AdminBusiness | null> => {
      const query = { query: slug, limit: String(PAGE_LIMIT_MAX) };
      const { items } = await (await api.admin.businesses.$get({ query }, { init: { signal } })).json();
      return items.find((business) => business.slug === slug) ?? null;
    },
    staleTime: 0,
  });
