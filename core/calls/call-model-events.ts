/** What the model's events mean for the call. */
import type { ServerEvent } from "../contract/openai-realtime.ts";
import { answerTo, askAgain, cancelResponse, fail, forgetUnheard, greet, settle, type Move } from "./call-moves.ts";
import { MAX_FAILED_RESPONSES } from "./call-state.ts";
import { usageOfResponse, NO_USAGE } from "./cost.ts";
import { failureOfCode, isHopeless } from "./failure.ts";
import {
  dropOutdated,
  holdResponses,
  itemAdded,
  releaseResponses,
  responseCreated,
  responseDone,
  responseRefused,
  type ResponseRequest,
} from "./response-sequencer.ts";

export function handleModelEvent(move: Move, event: ServerEvent): void {
  switch (event.type) {
    case "session.updated":
      return sessionReady(move);
    case "input_audio_buffer.speech_started":
      return callerBegan(move);
    case "input_audio_buffer.speech_stopped":
      return callerFinished(move);
    case "conversation.item.input_audio_transcription.completed": {
      if (event.transcript.trim() !== "") move.set({ reprompts: 0 });
      const tokens = event.usage?.["total_tokens"];
      if (typeof tokens === "number") move.do({ do: "usage", usage: { ...NO_USAGE, transcriptionTokens: tokens } });
      return;
    }
    case "conversation.item.added":
      if (event.item.id) move.set({ sequencer: itemAdded(move.state.sequencer, event.item.id) });
      return;
    case "response.created":
      return responseBegan(move, event.response.id);
    case "response.output_item.added":
      if (event.item.type === "message" && event.item.id)
        move.set({ items: { [event.item.id]: "announced", ...move.state.items } });
      return;
    case "response.function_call_arguments.done":
      if (event.name) runTool(move, event.call_id, event.name, event.arguments);
      return;
    case "conversation.item.done":
      if (event.item.type === "function_call" && event.item.call_id && event.item.name) {
        runTool(move, event.item.call_id, event.item.name, event.item.arguments ?? "{}");
      }
      return;
    case "response.done":
      return responseEnded(move, event.response);
    case "error":
      return errorSaid(move, event.error);
    case "session.created":
    case "input_audio_buffer.committed":
    case "conversation.item.input_audio_transcription.failed":
    case "response.output_audio.delta":
    case "response.output_audio.done":
    case "response.output_audio_transcript.delta":
    case "response.output_audio_transcript.done":
      return;
  }
}

function sessionReady(move: Move): void {
  const { leg, session, phase } = move.state;
  if (leg.is !== "configuring") return;
  move.set({ leg: { is: "ready", sinceAt: move.now }, stood: true });
  move.note(session > 1 ? "model_reconnected" : "model_connected", { attempt: leg.attempt });
  move.do({ do: "audio.open" });
  const notes = move.state.pendingNotes;
  move.set({ pendingNotes: [] });
  for (const note of notes) move.tellSystem(note);
  if (phase.is !== "talking") return;
  if (move.state.greeting.is === "due") return greet(move);
  if (move.state.owesAnswer) answerTo(move, "resumed");
}

function callerBegan(move: Move): void {
  const { sequencer, config, phase } = move.state;
  move.do({ do: "playback.cut" });
  if (!config.serverInterrupts) cancelResponse(move);
  else if (sequencer.active.is === "running") move.drop(sequencer.active.responseId);
  move.set({ floor: { is: "caller", sinceAt: move.now }, sequencer: holdResponses(dropOutdated(sequencer)) });
  // A caller who speaks into the goodbye has more to say: the call goes on, unless it must end.
  if (phase.is === "leaving" && (phase.reason === "silence" || phase.reason === "assistant_ended"))
    move.set({ phase: { is: "talking" } });
}

function callerFinished(move: Move): void {
  if (move.state.floor.is !== "assistant") move.set({ floor: { is: "thinking", sinceAt: move.now, nudged: false } });
  move.set({ sequencer: releaseResponses(move.state.sequencer) });
}

function responseBegan(move: Move, responseId: string): void {
  move.set({ sequencer: responseCreated(move.state.sequencer, responseId) });
  // Ours was under way when the caller began to speak: it must not talk over them.
  if (move.state.floor.is === "caller") return cancelResponse(move);
  if (move.state.floor.is === "nobody") move.set({ floor: { is: "thinking", sinceAt: move.now, nudged: false } });
}

/** The same call is announced twice (`function_call_arguments.done`, then the item): it runs once. */
function runTool(move: Move, callId: string, name: string, args: string): void {
  if (move.state.tools[callId]) return;
  const { active } = move.state.sequencer;
  const afterSpeech = active.is === "running" && active.responseId === move.state.spokenResponse;
  move.set({ tools: { ...move.state.tools, [callId]: { session: move.state.session, running: true, afterSpeech } } });
  move.note("tool_called", { name });
  move.do({ do: "tool.run", callId, name, args });
}

type DoneResponse = Extract<ServerEvent, { type: "response.done" }>["response"];

function responseEnded(move: Move, response: DoneResponse): void {
  if (response.usage) move.do({ do: "usage", usage: usageOfResponse(response.usage) });
  const { active } = move.state.sequencer;
  const request = active.is === "running" ? active.request : null;
  move.apply(responseDone(move.state.sequencer, response.id));
  if (request?.purpose === "greeting") greetingEnded(move, response);
  if (response.status === "failed") return responseFailed(move, request, response.status_details?.error?.code);
  // Cut before a sound of it came through: the model must not believe that it said this.
  if (response.status === "cancelled") {
    for (const item of response.output ?? [])
      if (item.id && move.state.items[item.id] === "announced") forgetUnheard(move, item.id, 0);
  }
  settle(move, false);
}

/** A greeting that failed, or that we gave up, is still to be said: it has been asked for again. */
function greetingEnded(move: Move, response: DoneResponse): void {
  const cutByCaller = response.status === "cancelled" && move.state.floor.is === "caller";
  const saidInPart = response.status === "completed" || response.status === "incomplete";
  if (saidInPart || cutByCaller) move.set({ greeting: { is: "over" } });
  const item = response.output?.find((candidate) => candidate.type === "message");
  if (response.status !== "completed" || !item?.id || response.output?.length !== 1) return;
  move.note("greeting_played", { cached: false });
  move.do({ do: "greeting.keep", itemId: item.id });
}

function responseFailed(move: Move, request: ResponseRequest | null, code: string | null | undefined): void {
  const failure = failureOfCode(code) ?? "openai_server_error";
  if (isHopeless(failure) || move.state.failedResponses >= MAX_FAILED_RESPONSES) return fail(move, failure);
  move.set({ failedResponses: move.state.failedResponses + 1 });
  askAgain(move, request);
}

/** A setting that OpenAI refuses (a voice, a model) will not be accepted the next time either. */
const isAboutSession = (param: unknown): boolean => typeof param === "string" && param.startsWith("session");

function errorSaid(
  move: Move,
  error: { code?: string | null | undefined; event_id?: string | null | undefined; param?: unknown },
): void {
  if (error.code === "conversation_already_has_active_response") {
    if (error.event_id) move.apply(responseRefused(move.state.sequencer, error.event_id));
    return;
  }
  if (move.state.leg.is === "configuring" && isAboutSession(error.param)) return fail(move, "openai_refused");
  const failure = failureOfCode(error.code);
  if (failure && isHopeless(failure)) fail(move, failure);
}
