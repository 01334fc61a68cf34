/**
 * One response at a time. The Realtime API refuses `response.create` while another response is active, and a request
 * lost there is a tool's answer that the caller never hears. So a request waits here for its turn, is sent again when
 * it was refused, and leaves only when it was answered or when another response has answered it.
 *
 * Pure: every function takes the state and gives the next one, with the event to send if there is one.
 */
import type { Ask } from "../calls/engine.ts";
import type { ClientEvent } from "../contract/openai-realtime.ts";

export type ResponseRequest = {
  ask: Ask;
  /**
   * The items this response is to answer. A response that the server made after all of them were added has answered
   * them too.
   */
  answersItems: readonly string[];
};

export type SequencerState = {
  active:
    | { is: "none" }
    | { is: "requested"; request: ResponseRequest }
    | { is: "running"; responseId: string; request: ResponseRequest | null };
  waiting: ResponseRequest[];
  /** While the caller speaks nothing is requested: it would talk over them. */
  held: boolean;
  /** The last requests that went out, each time under a name of its own: any of them may still be refused. */
  sent: { eventId: string; request: ResponseRequest }[];
  /** Items the server has confirmed to be in the conversation. */
  added: string[];
};

export type Step = { state: SequencerState; send: ClientEvent[] };

export const emptySequencer: SequencerState = { active: { is: "none" }, waiting: [], held: false, sent: [], added: [] };

export const isBusy = (state: SequencerState): boolean => state.active.is !== "none" || state.waiting.length > 0;

export function requestResponse(state: SequencerState, request: ResponseRequest): Step {
  return flush({ ...state, waiting: [...state.waiting, request] });
}

export function holdResponses(state: SequencerState): SequencerState {
  return { ...state, held: true };
}

/**
 * The caller has finished. The server makes a response to their words by itself; requests that still wait go out with
 * the next change, unless that response answers them too.
 */
export function releaseResponses(state: SequencerState): SequencerState {
  return { ...state, held: false };
}

export function itemAdded(state: SequencerState, itemId: string): SequencerState {
  return state.waiting.some((request) => request.answersItems.includes(itemId))
    ? { ...state, added: [...state.added, itemId] }
    : state;
}

/** The asks that this response answers: the one it was requested for, and those whose items it has in view. */
export function responseCreated(
  state: SequencerState,
  responseId: string,
): { state: SequencerState; answers: readonly string[] } {
  const request = state.active.is === "requested" ? state.active.request : null;
  const inView = (other: ResponseRequest) =>
    other.answersItems.length > 0 && other.answersItems.every((id) => state.added.includes(id));
  const answered = state.waiting.filter(inView);
  return {
    state: {
      ...state,
      active: { is: "running", responseId, request },
      waiting: state.waiting.filter((other) => !answered.includes(other)),
      added: [],
    },
    answers: [...(request ? [request] : []), ...answered].map(({ ask }) => ask.id),
  };
}

export function responseDone(state: SequencerState, responseId: string): Step {
  const other =
    state.active.is === "running" && state.active.responseId !== "" && state.active.responseId !== responseId;
  if (other) return { state, send: [] };
  return flush({ ...state, active: { is: "none" } });
}

/**
 * The server refused our request because another response is active: it goes back to the head of the line. Which
 * response was whose is not said, so the refusal may come when we took another one for its answer, or even later.
 */
export function responseRefused(state: SequencerState, eventId: string): Step {
  const { refused, sent } = takeBack(state, eventId);
  if (!refused) return { state, send: [] };
  // Sent twice, since the first seemed lost: the one that is in the way may be its own answer.
  if (sent.some(({ request }) => request === refused)) return { state: { ...state, sent }, send: [] };
  const next = { ...state, sent, waiting: [refused, ...state.waiting] };
  const { active } = state;
  if (active.is === "requested" && active.request === refused) {
    // We never saw the response that stands in the way begin; whichever `done` comes next sets us free.
    return { state: { ...next, active: { is: "running", responseId: "", request: null } }, send: [] };
  }
  if (active.is === "running" && active.request === refused) {
    return { state: { ...next, active: { ...active, request: null } }, send: [] };
  }
  return flush(next);
}

/** The server will not answer this request at all: it is forgotten. Null: it was not one that was being waited for. */
export function requestFailed(state: SequencerState, eventId: string): { step: Step; askId: string } | null {
  const { refused, sent } = takeBack(state, eventId);
  if (!refused || state.active.is !== "requested" || state.active.request !== refused) return null;
  if (sent.some(({ request }) => request === refused)) return null;
  return { step: flush({ ...state, sent, active: { is: "none" } }), askId: refused.ask.id };
}

function takeBack(state: SequencerState, eventId: string) {
  const refused = state.sent.find((one) => one.eventId === eventId)?.request ?? null;
  return { refused, sent: state.sent.filter((one) => one.eventId !== eventId) };
}

/** Our request got neither a response nor a refusal: it is sent once more. */
export function requestLost(state: SequencerState): Step {
  if (state.active.is !== "requested") return flush(state);
  return flush({ ...state, active: { is: "none" }, waiting: [state.active.request, ...state.waiting] });
}

/** A request that has not gone out is not wanted any more. */
export function withdraw(state: SequencerState, askId: string): SequencerState {
  return { ...state, waiting: state.waiting.filter(({ ask }) => ask.id !== askId) };
}

/** A refusal comes within a round trip; more than a few requests are never under way. */
const SENT_KEPT = 8;

function flush(state: SequencerState): Step {
  const next = state.waiting[0];
  if (!next || state.held || state.active.is !== "none") return { state, send: [] };
  const { ask } = next;
  const before = state.sent.filter(({ request }) => request === next).length;
  const eventId = before === 0 ? ask.id : `${ask.id}.${before + 1}`;
  const response = {
    ...(ask.words !== null && { instructions: ask.words }),
    ...(ask.tools === "never" && { tool_choice: "none" as const }),
  };
  return {
    state: {
      ...state,
      active: { is: "requested", request: next },
      waiting: state.waiting.slice(1),
      sent: [...state.sent, { eventId, request: next }].slice(-SENT_KEPT),
    },
    send: [{ type: "response.create", event_id: eventId, ...(Object.keys(response).length > 0 && { response }) }],
  };
}
