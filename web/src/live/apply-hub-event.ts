/** Puts what the socket says into the query cache, where the screens read it. */
import type { Query, QueryClient } from "@tanstack/react-query";
import type { CallDetail, CallSummary } from "../../../core/calls/wire.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import { applyCallBack } from "../features/calls/call-back-queries.ts";
import { callKeys, isNotOfOtherCalls, type CallPages } from "../features/calls/call-queries.ts";
import { formKeys } from "../features/forms/form-keys.ts";
import { importKeys } from "../features/imports/import-keys.ts";
import { renewCards } from "../features/leads/board/renew-cards.ts";
import { leadKeys } from "../features/leads/lead-queries.ts";
import { listingKeys, tellsOfMatches } from "../features/listings/listing-keys.ts";
import { endedCall, withEnded, withoutCall, withStarted } from "./call-changes.ts";
import { hideLead } from "./hide-lead.ts";
import { liveKeys, type RunningTool } from "./live-queries.ts";
import { takeTurn, type LiveTurn } from "./turns.ts";

export function applyHubEvent(queries: QueryClient, businessId: string, event: HubEvent): void {
  switch (event.type) {
    case "call.started":
      // A fetch under way would bring back a list without this call.
      void queries.cancelQueries({ queryKey: callKeys.live(businessId) });
      queries.setQueryData<CallSummary[]>(callKeys.live(businessId), (live = []) => withStarted(live, event));
      return;
    case "call.turn":
      queries.setQueryData<readonly LiveTurn[]>(liveKeys.turns(businessId, event.callId), (turns = []) =>
        takeTurn(turns, event.turn),
      );
      return;
    case "call.tool": {
      const running = event.tool.status === "running" ? event.tool : null;
      queries.setQueryData<RunningTool | null>(liveKeys.tool(businessId, event.callId), running);
      if (event.tool.status !== "running")
        void queries.invalidateQueries({ queryKey: callKeys.detail(businessId, event.callId) });
      // Words that became a proposal only have no lead of their own to name.
      if (event.leadId || event.tool.name === "save_lead")
        void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
      return;
    }
    case "call.ended":
      applyEnd(queries, businessId, event);
      return;
    case "call.call_back":
      applyCallBack(queries, businessId, event.callId, event);
      return;
    case "lead_settings.changed":
      for (const queryKey of leadKeys.settings(businessId)) void queries.invalidateQueries({ queryKey });
      return;
    case "lead.changed":
      if (event.leadId !== null) void renewCards(queries, businessId, event.leadId);
      void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
      // How many came by a form; asked for only where forms are looked at.
      void queries.invalidateQueries({ queryKey: formKeys.of(businessId) });
      // Its name stands in lists of calls, and what was said in a call of nobody may have become this lead's.
      void queries.invalidateQueries({ queryKey: callKeys.of(businessId), predicate: mayBeOfLead(event.leadId) });
      // What it looks for may be new.
      void renewMatches(queries, businessId);
      return;
    case "import.changed":
      void queries.invalidateQueries({ queryKey: importKeys.of(businessId) });
      return;
    case "listing.changed":
      void queries.invalidateQueries({ queryKey: listingKeys.of(businessId) });
      return;
    case "matches.changed":
      void renewMatches(queries, businessId);
      return;
    case "lead.assigned":
      void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
      void queries.invalidateQueries({ queryKey: callKeys.of(businessId) });
      void renewMatches(queries, businessId);
      return;
    case "lead.hidden":
      void hideLead(queries, businessId, event.leadId);
      return;
    default:
      event satisfies never;
  }
}

const renewMatches = (queries: QueryClient, businessId: string) =>
  queries.invalidateQueries({ queryKey: listingKeys.of(businessId), predicate: tellsOfMatches });

/** Lists and counts, and of the calls that are open those which are this lead's or nobody's yet. */
const mayBeOfLead =
  (leadId: string | null) =>
  ({ queryKey, state: { data } }: Query): boolean => {
    if (queryKey[3] !== "detail") return true;
    const call = data as CallDetail | undefined;
    return leadId === null || !call?.leadId || call.leadId === leadId;
  };

function applyEnd(queries: QueryClient, businessId: string, event: Extract<HubEvent, { type: "call.ended" }>): void {
  const { callId } = event;
  const listKey = callKeys.list(businessId, "all");
  const live = queries.getQueryData<CallSummary[]>(callKeys.live(businessId))?.find((call) => call.id === callId);
  const listed = queries
    .getQueryData<CallPages>(listKey)
    ?.pages.flatMap((page) => page.items)
    .find((call) => call.id === callId);
  const call = live ?? listed;
  if (call) queries.setQueryData<CallPages>(listKey, (pages) => pages && withEnded(pages, endedCall(call, event)));
  queries.setQueryData<CallSummary[]>(callKeys.live(businessId), (all) => all && withoutCall(all, callId));
  queries.setQueryData<CallDetail>(callKeys.detail(businessId, callId), (detail) => detail && endedCall(detail, event));
  queries.removeQueries({ queryKey: liveKeys.tool(businessId, callId) });
  void queries.invalidateQueries({ queryKey: callKeys.of(businessId), predicate: isNotOfOtherCalls(callId) });
  void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
}
