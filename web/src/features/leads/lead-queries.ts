import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type {
  Lead,
  LeadDetail,
  LeadProposal,
  ProposalDecision,
  ProposalReopening,
} from "../../../../core/leads/wire.ts";
import type { LeadCounts } from "../../../../core/leads/counts.ts";
import type { LeadStatus } from "../../../../core/leads/status.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { pageOfScrolled, type ListPage } from "../../api/scrolled-list.ts";
import type { LeadCount } from "../../../../core/leads/list.ts";
import type { LeadSort } from "../../../../core/leads/list-sorts.ts";
import type { Tag } from "../../../../core/leads/tags.ts";
import type { LeadView } from "../../../../core/leads/views.ts";

/** Filters of the leads as the API takes them: values joined by commas. */
export type LeadsQuery = { assignedTo?: string; source?: string; tag?: string; deal?: string };

export const leadKeys = {
  statuses: (businessId: string) => ["business", businessId, "lead-statuses"] as const,
  tags: (businessId: string) => ["business", businessId, "lead-tags"] as const,
  views: (businessId: string) => ["business", businessId, "lead-views"] as const,
  /** What `lead_settings.changed` tells of. */
  settings: (businessId: string) => [
    leadKeys.statuses(businessId),
    leadKeys.tags(businessId),
    leadKeys.views(businessId),
  ],
  of: (businessId: string) => ["business", businessId, "leads"] as const,
  lists: (businessId: string) => [...leadKeys.of(businessId), "list"] as const,
  list: (businessId: string, query: Readonly<Record<string, string>>, sort: LeadSort) =>
    [...leadKeys.lists(businessId), query, sort] as const,
  count: (businessId: string, query: Readonly<Record<string, string>>) =>
    [...leadKeys.of(businessId), "count", query] as const,
  proposals: (businessId: string, leadId: string) => [...leadKeys.of(businessId), "proposals", leadId] as const,
  /** `filter`: as the address of the API has it. */
  counts: (businessId: string, filter: LeadsQuery) => [...leadKeys.of(businessId), "counts", filter] as const,
  columns: (businessId: string) => [...leadKeys.of(businessId), "column"] as const,
  column: (businessId: string, statusId: string, filter: LeadsQuery) =>
    [...leadKeys.columns(businessId), statusId, filter] as const,
  detail: (businessId: string, leadId: string) => [...leadKeys.of(businessId), "detail", leadId] as const,
};

const leads = api.businesses[":businessId"].leads;

/** A page is fetched while it is far away; the server gives no more at once. */
export const LIST_PAGE = 100;

const pageOfLeads = (businessId: string, query: Readonly<Record<string, string>>, sort: LeadSort) => {
  const ask = async (cursor: string | null, signal: AbortSignal): Promise<ListPage<Lead>> => {
    const asked = { ...query, sort, limit: String(LIST_PAGE), ...(cursor !== null && { cursor }) };
    return (await leads.$get({ param: { businessId }, query: asked }, { init: { signal } })).json();
  };
  return pageOfScrolled<Lead>(ask);
};

/** `query`: as list/list-filter.ts makes it. */
export const leadListQuery = (
  businessId: string,
  query: Readonly<Record<string, string>> = {},
  sort: LeadSort = "changed",
) =>
  infiniteQueryOptions({
    queryKey: leadKeys.list(businessId, query, sort),
    queryFn: pageOfLeads(businessId, query, sort),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const leadCountQuery = (businessId: string, query: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: leadKeys.count(businessId, query),
    queryFn: async ({ signal }): Promise<LeadCount> =>
      (await leads.count.$get({ param: { businessId }, query }, { init: { signal } })).json(),
  });

/** They change seldom; who changes them tells everybody (`lead_settings.changed`). */
export const tagsQuery = (businessId: string) =>
  queryOptions({
    queryKey: leadKeys.tags(businessId),
    queryFn: async ({ signal }): Promise<Tag[]> => {
      const all = await api.businesses[":businessId"]["lead-tags"].$get(
        { param: { businessId } },
        { init: { signal } },
      );
      return (await all.json()).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const viewsQuery = (businessId: string) =>
  queryOptions({
    queryKey: leadKeys.views(businessId),
    queryFn: async ({ signal }): Promise<LeadView[]> => {
      const all = await api.businesses[":businessId"]["lead-views"].$get(
        { param: { businessId } },
        { init: { signal } },
      );
      return (await all.json()).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const leadQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: leadKeys.detail(businessId, leadId),
    queryFn: async ({ signal }): Promise<LeadDetail> => {
      const response = await leads[":leadId"].$get({ param: { businessId, leadId } }, { init: { signal } });
      return response.json();
    },
  });

export const leadProposalsQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: leadKeys.proposals(businessId, leadId),
    queryFn: async ({ signal }): Promise<LeadProposal[]> => {
      const response = await leads[":leadId"].proposals.$get({ param: { businessId, leadId } }, { init: { signal } });
      return (await response.json()).items;
    },
  });

/** How many leads there are in each status, of those that are asked for. */
export const leadCountsQuery = (businessId: string, filter: LeadsQuery = {}) =>
  queryOptions({
    queryKey: leadKeys.counts(businessId, filter),
    queryFn: async ({ signal }): Promise<LeadCounts> => {
      const response = await leads.counts.$get({ param: { businessId }, query: filter }, { init: { signal } });
      return (await response.json()).items;
    },
  });

/** They change about once a year; who changes them tells everybody (`lead_settings.changed`). */
export const leadStatusesQuery = (businessId: string) =>
  queryOptions({
    queryKey: leadKeys.statuses(businessId),
    queryFn: async ({ signal }): Promise<LeadStatus[]> => {
      const response = await api.businesses[":businessId"]["lead-statuses"].$get(
        { param: { businessId } },
        { init: { signal } },
      );
      return (await response.json()).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

type Refused = { onRefused: (error: Error) => void };
type Decided = Refused & { onDone: (decision: ProposalDecision["decision"]) => void };

/** What is to be told is told from here: with the answer the buttons are gone, and with them whatever `mutate` was given. */
export function useDecideProposal(businessId: string, leadId: string, { onDone, onRefused }: Decided) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ callId, ...json }: ProposalDecision & { callId: string }): Promise<Lead> =>
      (await leads[":leadId"].proposals[":callId"].$put({ param: { businessId, leadId, callId }, json })).json(),
    onSuccess: (_, { decision }) => onDone(decision),
    onError: onRefused,
    // Also when it was refused: what is shown then is what is stored.
    onSettled: () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  });
}

/** What is to be told is told from here, as above: with the answer the button is gone. */
export function useReopenProposal(
  businessId: string,
  leadId: string,
  { onDone, onRefused }: Refused & { onDone: () => void },
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ callId, ...json }: ProposalReopening & { callId: string }): Promise<Lead> =>
      (
        await leads[":leadId"].proposals[":callId"].reopened.$put({ param: { businessId, leadId, callId }, json })
      ).json(),
    onSuccess: onDone,
    onError: onRefused,
    onSettled: () => queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  });
}

/** Choices for one lead are saved one after the other, in the order they were made. */
export function useAssignLead(businessId: string, leadId: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `assignee:${leadId}` },
    mutationFn: async (userId: string | null): Promise<Lead> =>
      (await leads[":leadId"].assignee.$put({ param: { businessId, leadId }, json: { userId } })).json(),
    onSuccess: (lead) => {
      queries.setQueryData(
        leadKeys.detail(businessId, leadId),
        (shown: LeadDetail | undefined) =>
          shown && { ...shown, assignedTo: lead.assignedTo, updatedAt: lead.updatedAt },
      );
      return queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
    },
    // Somebody was faster: what is shown then is what is stored.
    onError: (error) =>
      hasCode(error, "conflict") ? queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }) : undefined,
  });
}
