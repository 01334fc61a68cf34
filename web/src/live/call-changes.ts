/** What an event of the hub changes in lists of calls. Pure: takes what is shown, gives what is to be shown. */
import type { CallSummary } from "../../../core/calls/wire.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import type { CallPages } from "../features/calls/call-queries.ts";

type Started = Extract<HubEvent, { type: "call.started" }>;
type Ended = Extract<HubEvent, { type: "call.ended" }>;

/** What the event does not tell is filled in by the next fetch. */
const callOf = (event: Started): CallSummary => ({
  id: event.callId,
  callSid: event.callSid,
  direction: "inbound",
  from: event.from,
  to: "",
  status: "live",
  startedAt: event.startedAt,
  answeredAt: event.startedAt,
  endedAt: null,
  durationMs: null,
  endReason: null,
  failureCode: null,
  callBack: false,
  calledBack: null,
  callerSpoke: false,
  leadId: null,
  leadName: event.leadName,
  summary: null,
  untranscribedTurns: 0,
  costMicroUsd: null,
});

const newestFirst = (a: CallSummary, b: CallSummary) => b.startedAt - a.startedAt;

export function withStarted(live: readonly CallSummary[], event: Started): CallSummary[] {
  if (live.some((call) => call.id === event.callId)) return [...live];
  return [...live, callOf(event)].sort(newestFirst);
}

export const withoutCall = (live: readonly CallSummary[], callId: string): CallSummary[] =>
  live.filter((call) => call.id !== callId);

export function endedCall<Call extends CallSummary>(call: Call, event: Ended): Call {
  return {
    ...call,
    status: "ended",
    endedAt: event.endedAt,
    durationMs: call.answeredAt === null ? null : event.endedAt - call.answeredAt,
    endReason: event.reason,
    failureCode: event.failure,
    callBack: event.callBack,
    // Whether they spoke is read with the record in a moment; until then it is not said that nobody did.
    callerSpoke: call.callerSpoke || call.status !== "ended",
  };
}

/** Puts an ended call where it belongs: in its row, or on top of the first page when the list does not have it yet. */
export function withEnded(pages: CallPages, call: CallSummary): CallPages {
  const known = pages.pages.some((page) => page.items.some((item) => item.id === call.id));
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (known) return { ...page, items: page.items.map((item) => (item.id === call.id ? call : item)) };
      return index === 0 ? { ...page, items: [call, ...page.items].sort(newestFirst) } : page;
    }),
  };
}
