import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Lead, LeadDetail, LeadProposal, ProposalDecision } from "../../../../core/leads/wire.ts";
import type { LeadCounts } from "../../../../core/leads/counts.ts";
import type { LeadStatus } from "../../../../core/leads/status.ts";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { pageOfScrolled } from "../../api/scrolled-list.ts";

/** Filters of the leads as the API takes them: values joined by commas. */
export type LeadsQuery = { assignedTo?: string; source?: string; tag?: string; deal?: string };

export const leadKeys = {
  statuses: (businessId: string) => ["business", businessId, "lead-statuses"] as const,
  of: (businessId: string) => ["business", businessId, "leads"] as const,
  list: (businessId: string, assignedTo: string | null) =>
    [...leadKeys.of(businessId), "list", { assignedTo }] as const,
  proposals: (businessId: string, leadId: string) => [...leadKeys.of(businessId), "proposals", leadId] as const,
  /** `filter`: as the address of the API has it. */
  counts: (businessId: string, filter: LeadsQuery) => [...leadKeys.of(businessId), "counts", filter] as const,
  columns: (businessId: string) => [...leadKeys.of(businessId), "column"] as const,
  column: (businessId: string, statusId: string, filter: LeadsQuery) =>
    [...leadKeys.columns(businessId), statusId, filter] as const,
  detail: (businessId: string, leadId: string) => [...leadKeys.of(businessId), "detail", leadId] as const,
};

const leads = api.businesses[":businessId"].leads;

const pageOfLeads = (businessId: string, assignedTo: string | null) =>
  pageOfScrolled<Lead>(async (cursor, signal) => {
    const query = { ...(cursor && { cursor }), ...(assignedTo && { assignedTo }) };
    const response = await leads.$get({ param: { businessId }, query }, { init: { signal } });
    return response.json();
  });

/** `assignedTo`: of this colleague alone, or of nobody (`UNASSIGNED`); null: everybody's. */
export const leadListQuery = (businessId: string, assignedTo: string | null = null) =>
  infiniteQueryOptions({
    queryKey: leadKeys.list(businessId, assignedTo),
    queryFn: pageOfLeads(businessId, assignedTo),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
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

type Decided = {
  onDone: (decision: ProposalDecision["decision"]) => void;
  onRefused: (error: Error) => void;
};

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
