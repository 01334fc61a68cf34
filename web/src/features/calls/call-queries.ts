/** What is asked of the API about calls, and under which keys the answers are kept. */
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { CallDetail, CallSummary } from "../../../../core/calls/wire.ts";
import { api } from "../../api/client.ts";
import { pageOfScrolled, type ListPages } from "../../api/scrolled-list.ts";
import type { CallsFilter, CallsNarrowing } from "../../paths.ts";
import { readUpTo, withRest } from "./call-rest.ts";
import { narrowingQuery } from "./calls-narrowing.ts";

export type CallPages = ListPages<CallSummary>;

const LIVE_LIMIT = 100;
/** The socket tells of calls as they come; this only heals what it may have missed. */
const LIVE_CHECK_MS = 60_000;
/** While a call runs, its events and lead are read again now and then: the socket carries only the words. */
const LIVE_DETAIL_MS = 8_000;
/** The summary is written by a job after the call. */
const SUMMARY_CHECK_MS = 4_000;
const SUMMARY_WAIT_MS = 2 * 60_000;
/** What the caller said last is written down a few seconds after the line is gone (core/calls/call-state.ts). */
const LAST_WORDS_WAIT_MS = 15_000;

export const callKeys = {
  of: (businessId: string) => ["business", businessId, "calls"] as const,
  lists: (businessId: string) => [...callKeys.of(businessId), "list"] as const,
  list: (businessId: string, filter: Exclude<CallsFilter, "live">, narrowing: CallsNarrowing = {}) =>
    [...callKeys.lists(businessId), filter, narrowing] as const,
  waiting: (businessId: string) => [...callKeys.of(businessId), "waiting"] as const,
  live: (businessId: string) => [...callKeys.of(businessId), "live"] as const,
  ofLead: (businessId: string, leadId: string) => [...callKeys.of(businessId), "lead", leadId] as const,
  /** Of a call in a list, what may have come to it since it ended. */
  growth: (businessId: string, callId: string) => ["business", businessId, "growth", callId] as const,
  detail: (businessId: string, callId: string) => [...callKeys.of(businessId), "detail", callId] as const,
};

/** Lists and counts, and this call; another one that is open has not changed, and can be long. */
export const isNotOfOtherCalls =
  (callId: string) =>
  ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
    queryKey[3] !== "detail" || queryKey[4] === callId;

const calls = api.businesses[":businessId"].calls;

const hasEndedWithin = (call: CallSummary, now: number, ms: number): boolean =>
  call.status === "ended" && call.endedAt !== null && now - call.endedAt < ms;

/** The summary of a call that has just ended is still on its way. Where the caller said nothing none is written. */
export const awaitsSummary = (call: CallSummary, now: number): boolean =>
  call.callerSpoke && call.summary === null && hasEndedWithin(call, now, SUMMARY_WAIT_MS);

/** The record of a call that has just ended may still grow, by its summary or by the caller's last words. */
const mayGrow = (call: CallSummary, now: number): boolean =>
  awaitsSummary(call, now) || (!call.callerSpoke && hasEndedWithin(call, now, LAST_WORDS_WAIT_MS));

/** More than so many questions cost more than the list they stand in. */
const MOST_ONE_BY_ONE = 3;

/** Those of the newest whose record may still grow. */
const growingCalls = ({ pages }: Pick<CallPages, "pages">, now: number): CallSummary[] =>
  (pages[0]?.items ?? []).filter((call) => mayGrow(call, now));

/** The same, where they are few enough to be asked for one by one; ids. */
export function askedOneByOne(pages: Pick<CallPages, "pages"> | undefined, now: number): string[] {
  const growing = pages ? growingCalls(pages, now) : [];
  return growing.length > MOST_ONE_BY_ONE ? [] : growing.map(({ id }) => id);
}

const pageOfCalls = (businessId: string, filter: Exclude<CallsFilter, "live">, narrowing: CallsNarrowing) =>
  pageOfScrolled<CallSummary>(async (cursor, signal) => {
    const query = {
      ...(cursor && { cursor }),
      ...(filter === "call-back" && { callBack: "true" as const }),
      ...narrowingQuery(narrowing),
    };
    const response = await calls.$get({ param: { businessId }, query }, { init: { signal } });
    return response.json();
  });

export const callListQuery = (
  businessId: string,
  filter: Exclude<CallsFilter, "live">,
  narrowing: CallsNarrowing = {},
) =>
  infiniteQueryOptions({
    queryKey: callKeys.list(businessId, filter, narrowing),
    queryFn: pageOfCalls(businessId, filter, narrowing),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // A few that are to grow are asked for one by one (growthQuery).
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && growingCalls(data, Date.now()).length > MOST_ONE_BY_ONE && SUMMARY_CHECK_MS,
  });

export const liveCallsQuery = (businessId: string) =>
  queryOptions({
    queryKey: callKeys.live(businessId),
    queryFn: async ({ signal }): Promise<CallSummary[]> => {
      const query = { status: "live" as const, limit: String(LIVE_LIMIT) };
      const response = await calls.$get({ param: { businessId }, query }, { init: { signal } });
      return (await response.json()).items;
    },
    refetchInterval: LIVE_CHECK_MS,
  });

/** How many callers wait to be rung back. The socket tells of changes. */
export const waitingQuery = (businessId: string) =>
  queryOptions({
    queryKey: callKeys.waiting(businessId),
    queryFn: async ({ signal }): Promise<number> => {
      const response = await calls.waiting.$get({ param: { businessId } }, { init: { signal } });
      return (await response.json()).callBacks;
    },
  });

export const leadCallsQuery = (businessId: string, leadId: string) =>
  queryOptions({
    queryKey: callKeys.ofLead(businessId, leadId),
    queryFn: async ({ signal }): Promise<CallSummary[]> => {
      const response = await calls.$get({ param: { businessId }, query: { leadId } }, { init: { signal } });
      return (await response.json()).items;
    },
  });

/** No turn and no event has such a number: what is asked for is the call without them. */
const BEHIND_ALL = String(1_000_000_000);

/** A call in a list that has just ended: its summary, when it has come, goes into the lists in which it stands. */
export const growthQuery = (businessId: string, callId: string) =>
  queryOptions({
    queryKey: callKeys.growth(businessId, callId),
    queryFn: async ({ client, signal }): Promise<CallSummary> => {
      const query = { turnsAfter: BEHIND_ALL, eventsAfter: BEHIND_ALL };
      const response = await calls[":callId"].$get({ param: { businessId, callId }, query }, { init: { signal } });
      const call = await response.json();
      takeGrowth(client, businessId, call);
      return call;
    },
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data === undefined || mayGrow(data, Date.now())) && SUMMARY_CHECK_MS,
  });

/** What comes after the end; all else in the row stays as the list knows it. */
export function takeGrowth(queries: QueryClient, businessId: string, grown: CallSummary): void {
  const { id, summary, callerSpoke, untranscribedTurns, costMicroUsd, leadId, leadName } = grown;
  const now = { summary, callerSpoke, untranscribedTurns, costMicroUsd, leadId, leadName };
  const withGrowth = (call: CallSummary): CallSummary => (call.id === id ? { ...call, ...now } : call);
  queries.setQueriesData<CallPages>(
    { queryKey: callKeys.lists(businessId) },
    (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(withGrowth) })) },
  );
}

export const callQuery = (businessId: string, callId: string) =>
  queryOptions({
    queryKey: callKeys.detail(businessId, callId),
    queryFn: async ({ client, queryKey, signal }): Promise<CallDetail> => {
      const read = async (query: Record<string, string>): Promise<CallDetail> =>
        (await calls[":callId"].$get({ param: { businessId, callId }, query }, { init: { signal } })).json();
      const known = client.getQueryData<CallDetail>(queryKey);
      if (!known || known.status === "ended") return read({});
      const since = readUpTo(known);
      const rest = await read({ turnsAfter: String(since.turns), eventsAfter: String(since.events) });
      // Of a call that is over the record is final, and shows what was corrected far above.
      return rest.status === "ended" ? read({}) : withRest(known, rest, since);
    },
    // Words that were said while it was not on the screen did not come by the socket.
    refetchOnMount: ({ state: { data } }) => (data && data.status !== "ended" ? "always" : true),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false;
      if (data.status !== "ended") return LIVE_DETAIL_MS;
      return mayGrow(data, Date.now()) && SUMMARY_CHECK_MS;
    },
  });
