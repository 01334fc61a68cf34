/** What the page of a lead asks and changes. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Consent } from "../../../../../core/leads/consent.ts";
import type {
  ConsentBody,
  ContactEdit,
  DemandEdit,
  LeadEdit,
  NewContact,
  NewDemand,
  NewLead,
  NewLeadAnswer,
} from "../../../../../core/leads/edit.ts";
import type { TimelineEntry, TimelineFilter } from "../../../../../core/leads/timeline.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { api } from "../../../api/client.ts";
import { isLastOf } from "../../../api/last-of-scope.ts";
import { takeAnswer } from "../../../api/take-answer.ts";
import { pageOfScrolled } from "../../../api/scrolled-list.ts";
import { leadKeys } from "../lead-queries.ts";

const leads = api.businesses[":businessId"].leads;
const lead = leads[":leadId"];

export const timelineQuery = (businessId: string, leadId: string, only: TimelineFilter | null) =>
  infiniteQueryOptions({
    queryKey: [...leadKeys.of(businessId), "timeline", leadId, { only }] as const,
    queryFn: pageOfScrolled<TimelineEntry>(async (cursor, signal) => {
      const query = { ...(cursor && { cursor }), ...(only && { only }) };
      const response = await lead.timeline.$get({ param: { businessId, leadId }, query }, { init: { signal } });
      return response.json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const consentsQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: [...leadKeys.of(businessId), "consents", leadId] as const,
    queryFn: async ({ signal }): Promise<Consent[]> =>
      (await (await lead.consents.$get({ param: { businessId, leadId } }, { init: { signal } })).json()).items,
  });

const AREAS_STALE_AFTER_MS = 5 * 60_000;
export const areasQuery = (businessId: string) =>
  queryOptions({
    queryKey: ["business", businessId, "lead-areas"] as const,
    queryFn: async ({ signal }): Promise<string[]> =>
      (await (await leads.areas.$get({ param: { businessId } }, { init: { signal } })).json()).items,
    staleTime: AREAS_STALE_AFTER_MS,
  });

/** A change that is one of these; each answers with the lead as it is then, or with nothing. */
export type LeadChange =
  | { change: "fields"; edits: LeadEdit }
  | { change: "contact.add"; contact: NewContact }
  | { change: "contact.edit"; id: string; edit: ContactEdit }
  | { change: "contact.remove"; id: string }
  | { change: "demand.add"; demand: NewDemand }
  | { change: "demand.edit"; id: string; edits: DemandEdit }
  | { change: "demand.remove"; id: string }
  | { change: "note.add"; text: string }
  | { change: "note.edit"; id: string; text: string }
  | { change: "note.remove"; id: string }
  | { change: "consent"; consent: ConsentBody };

async function send(businessId: string, leadId: string, it: LeadChange): Promise<LeadDetail | null> {
  const param = { businessId, leadId };
  switch (it.change) {
    case "fields":
      return (await lead.$patch({ param, json: it.edits })).json();
    case "contact.add":
      return (await lead.contacts.$post({ param, json: it.contact })).json();
    case "contact.edit":
      return (
        await lead.contacts[":contactId"].$patch({ param: { ...param, contactId: it.id }, json: it.edit })
      ).json();
    case "contact.remove":
      return (await lead.contacts[":contactId"].$delete({ param: { ...param, contactId: it.id } })).json();
    case "demand.add":
      return (await lead.demands.$post({ param, json: it.demand })).json();
    case "demand.edit":
      return (await lead.demands[":demandId"].$patch({ param: { ...param, demandId: it.id }, json: it.edits })).json();
    case "demand.remove":
      return (await lead.demands[":demandId"].$delete({ param: { ...param, demandId: it.id } })).json();
    case "note.add":
      await lead.notes.$post({ param, json: { text: it.text } });
      return null;
    case "note.edit":
      await lead.notes[":noteId"].$put({ param: { ...param, noteId: it.id }, json: { text: it.text } });
      return null;
    case "note.remove":
      await lead.notes[":noteId"].$delete({ param: { ...param, noteId: it.id } });
      return null;
    case "consent":
      await lead.consents.$post({ param, json: it.consent });
      return null;
  }
}

/** What is shown at once, before the answer. */
function foreseen(shown: LeadDetail, it: LeadChange): LeadDetail {
  switch (it.change) {
    case "fields": {
      const to = Object.entries(it.edits).flatMap(([field, edit]) => (edit === undefined ? [] : [[field, edit.to]]));
      return { ...shown, ...Object.fromEntries(to) };
    }
    case "contact.remove":
      return { ...shown, contacts: shown.contacts.filter(({ id }) => id !== it.id) };
    case "demand.remove":
      return { ...shown, demands: shown.demands.filter(({ id }) => id !== it.id) };
    default:
      return shown;
  }
}

type Told = {
  onDone?: (lead: LeadDetail | null, it: LeadChange) => void;
  onRefused?: (error: Error, it: LeadChange) => void;
};

/** Told from here: what was given to `mutate` is lost when its part of the page goes away. */
export function useLeadChange(businessId: string, leadId: string, { onDone, onRefused }: Told = {}) {
  const queries = useQueryClient();
  const key = leadKeys.detail(businessId, leadId);
  const scope = { id: `lead:${leadId}` };
  const isLast = () => isLastOf(queries, scope.id);
  return useMutation({
    scope,
    mutationFn: (it: LeadChange) => send(businessId, leadId, it),
    onMutate: async (it) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<LeadDetail>(key);
      if (before) queries.setQueryData<LeadDetail>(key, foreseen(before, it));
      return { before };
    },
    onSuccess: (answer, it) => {
      if (answer && isLast()) takeAnswer(queries, key, answer);
      onDone?.(answer, it);
    },
    onError: (error, it, context) => {
      if (context?.before && isLast()) queries.setQueryData<LeadDetail>(key, context.before);
      onRefused?.(error, it);
    },
    onSettled: () => (isLast() ? queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }) : undefined),
  });
}

export function useNewLead(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: NewLead): Promise<NewLeadAnswer> =>
      (await leads.$post({ param: { businessId }, json })).json(),
    onSuccess: () => void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }),
  });
}
