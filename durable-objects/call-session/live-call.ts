/**
 * One call while it is alive: wires the machine (core/calls) to the two sockets, the play-out queue, the tools and the
 * record. It decides nothing; it turns frames into events and performs effects, in order.
 */
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { sessionUpdate } from "../../core/assistant/agent-snapshot.ts";
import { isSpokenGreeting } from "../../core/assistant/greeting.ts";
import { historyItems } from "../../core/assistant/memory-window.ts";
import { nextDeadline } from "../../core/calls/call-clock.ts";
import { stepCall } from "../../core/calls/call-machine.ts";
import { GREETING_ITEM, type CallEffect, type CallEvent, type CallState } from "../../core/calls/call-state.ts";
import { addUsage, type Usage } from "../../core/calls/cost.ts";
import type { Transcript, TurnChange } from "../../core/calls/transcript.ts";
import type { AudioDelta, FunctionTool, ServerEvent } from "../../core/contract/openai-realtime.ts";
import type { RealtimeOpening } from "../../worker/adapters/openai/realtime.ts";
import type { ToolResult } from "../../worker/features/assistant/service.ts";
import type { Logger } from "../../worker/log.ts";
import type { CallRecorder } from "./call-recorder.ts";
import { GreetingRecorder } from "./greeting-recorder.ts";
import { ModelLeg } from "./model-leg.ts";
import { Playout } from "./playout.ts";
import { TwilioLeg } from "./twilio-leg.ts";

export type LiveCallDeps = {
  callSid: string;
  from: string;
  leadName: string | null;
  snapshot: AgentSnapshot;
  /** Session instructions, the caller's part included. */
  instructions: string;
  tools: FunctionTool[];
  openModel(): Promise<RealtimeOpening>;
  runTool(name: string, args: string): Promise<ToolResult>;
  keepGreeting(audio: string[]): void;
  ended(): void;
  /** What was used before this object took the call up. */
  usage: Usage;
  recorder: CallRecorder;
  transcript: Transcript;
  log: Logger;
  now(): number;
};

/** Events that are of the transcript and the play-out alone; the machine does nothing about them. */
const WORDS_ONLY: ReadonlySet<ServerEvent["type"]> = new Set([
  "input_audio_buffer.committed",
  "response.output_audio_transcript.delta",
  "response.output_audio_transcript.done",
  "response.output_audio.done",
]);

/** Garbage is noted on the call a few times and after that only counted. */
const GARBAGE_NOTED = 3;

export class LiveCall {
  readonly #deps: LiveCallDeps;
  readonly #twilio: TwilioLeg;
  readonly #model: ModelLeg;
  readonly #playout: Playout;
  readonly #greeting: GreetingRecorder;
  #state: CallState;
  #events: CallEvent[] = [];
  #working = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer goes off, Unix ms. */
  #armedAt = Infinity;
  #usage: Usage;
  #garbage = 0;

  constructor(state: CallState, deps: LiveCallDeps) {
    this.#state = state;
    this.#deps = deps;
    this.#usage = deps.usage;
    this.#greeting = new GreetingRecorder();
    this.#twilio = new TwilioLeg({
      started: (callSid, writer) => {
        if (callSid !== deps.callSid) return this.#twilio.close(1008);
        const { is } = this.#state.phase;
        if (is !== "waiting" && is !== "detached") return;
        this.#playout.attach(writer);
        this.dispatch({ type: "stream.started" });
      },
      audio: (payload) => this.#model.sendAudio(payload),
      key: (key) => this.dispatch({ type: "stream.key", key }),
      mark: (name) => this.#playout.marked(name),
      stopped: () => this.dispatch({ type: "stream.stopped" }),
      lost: () => this.dispatch({ type: "stream.lost" }),
      garbage: (reason) => this.#noteGarbage("twilio", reason),
    });
    this.#model = new ModelLeg(deps.openModel, {
      opened: () => this.dispatch({ type: "model.opened" }),
      refused: (failure, detail) => {
        deps.log.warn("openai_refused", { failure, detail });
        this.dispatch({ type: "model.refused", failure });
      },
      closed: (failure, detail) => this.dispatch({ type: "model.closed", failure, detail }),
      audio: (delta) => this.#modelAudio(delta),
      said: (event) => this.#modelSaid(event),
      garbage: (reason) => this.#noteGarbage("openai", reason),
    });
    this.#playout = new Playout({
      send: (message) => this.#twilio.send(message),
      transcript: deps.transcript,
      turn: (change) => this.#turn(change),
      dispatch: (event) => this.dispatch(event),
      now: deps.now,
    });
  }

  get state(): CallState {
    return this.#state;
  }

  /** Opens the model's socket: called once, before the stream comes. */
  start(): void {
    this.#perform({ do: "model.connect" });
    this.#arm();
  }

  attachStream(socket: WebSocket): void {
    this.#twilio.attach(socket);
  }

  /** The caller's lead has changed hands. */
  leadAssigned(assignedTo: string | null): void {
    this.#deps.recorder.leadAssigned(assignedTo);
  }

  /** A dashboard has come: it hears what is said from here on, and at once what it cannot have read. */
  watched(): void {
    this.#deps.recorder.watched();
  }

  /** Somebody reads the record. False: it lacked nothing. */
  completeRecord(): Promise<boolean> {
    return this.#deps.recorder.complete();
  }

  /** Events that arise while effects are performed wait for their turn. */
  dispatch(event: CallEvent): void {
    this.#events.push(event);
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) {
        const step = stepCall(this.#state, next, this.#deps.now());
        this.#state = step.state;
        for (const effect of step.effects) this.#perform(effect);
      }
    } finally {
      this.#working = false;
    }
    this.#arm();
  }

  #perform(effect: CallEffect): void {
    const { recorder, snapshot, log } = this.#deps;
    switch (effect.do) {
      case "model.connect":
        return void this.#model.connect();
      case "model.configure":
        return this.#configure();
      case "model.send":
        return this.#model.send(effect.event);
      case "model.close":
        return this.#model.close();
      case "audio.open":
        return this.#model.openAudio();
      case "audio.hold":
        return this.#model.holdAudio();
      case "playback.cut":
        return this.#playout.cut();
      case "greeting.play":
        return this.#playout.play(GREETING_ITEM, snapshot.settings.greeting, snapshot.greetingAudio ?? []);
      case "greeting.keep":
        return this.#keepGreeting(effect.itemId);
      case "stream.close":
        this.#playout.detach();
        return this.#twilio.close();
      case "tool.run":
        return void this.#runTool(effect.callId, effect.name, effect.args);
      case "note":
        return recorder.note(effect.kind, effect.data);
      case "usage":
        this.#usage = addUsage(this.#usage, effect.usage);
        return recorder.usage(this.#usage, snapshot.models.realtime);
      case "answered":
        recorder.answered(this.#deps.now(), snapshot.models.realtime);
        return recorder.started(this.#deps.from, this.#deps.now(), this.#deps.leadName);
      case "ended":
        if (this.#twilio.framesMissing > 0) recorder.note("frames_missing", { frames: this.#twilio.framesMissing });
        recorder.ended(effect.ending);
        log.info("call_over", { reason: effect.ending.reason, failure: effect.ending.failure });
        return this.#deps.ended();
    }
  }

  #configure(): void {
    this.#model.send(sessionUpdate(this.#deps.snapshot, this.#deps.instructions, this.#deps.tools));
    for (const item of historyItems(this.#deps.transcript.spoken()))
      this.#model.send({ type: "conversation.item.create", item });
  }

  #modelAudio(delta: AudioDelta): void {
    if (this.#state.dropped.includes(delta.responseId)) return;
    if (this.#state.greeting.is === "asked") this.#greeting.heard(delta.itemId, delta.delta);
    this.#playout.push(delta);
  }

  #keepGreeting(itemId: string): void {
    const { snapshot, transcript } = this.#deps;
    const said = transcript.textOf(itemId);
    const audio = this.#greeting.take(itemId);
    if (audio && isSpokenGreeting(snapshot.settings.greeting, said)) this.#deps.keepGreeting(audio);
    else this.#deps.log.warn("greeting_not_kept", { chars: said.length });
  }

  // ---- what the model says ----

  #modelSaid(event: ServerEvent): void {
    if (event.type === "error")
      this.#deps.log.warn("openai_error", {
        code: event.error.code ?? null,
        detail: event.error.message.slice(0, 200),
      });
    this.#write(event);
    if (!WORDS_ONLY.has(event.type)) this.dispatch({ type: "model.said", event });
  }

  /** Turns, as they are spoken. */
  #write(event: ServerEvent): void {
    const { transcript, now } = this.#deps;
    switch (event.type) {
      case "input_audio_buffer.speech_started":
      case "input_audio_buffer.committed":
        return transcript.callerBegan(event.item_id, now());
      case "conversation.item.input_audio_transcription.completed":
        return this.#turn(transcript.callerSaid(event.item_id, event.transcript, now()));
      case "response.output_audio_transcript.delta":
        if (this.#state.dropped.includes(event.response_id)) return;
        return this.#turn(transcript.assistantWrote(event.item_id, event.delta, now()));
      case "response.output_audio_transcript.done":
        if (this.#state.dropped.includes(event.response_id)) return;
        return this.#turn(transcript.assistantFinished(event.item_id, event.transcript, now()));
      case "response.output_audio.done":
        return this.#playout.complete(event.item_id);
      case "response.done":
        for (const item of event.response.output ?? []) {
          if (item.type === "message" && item.id) this.#playout.close(item.id);
        }
        return;
      default:
        return;
    }
  }

  #turn(change: TurnChange | null): void {
    if (change) this.#deps.recorder.turn(change.turn, change.final);
  }

  async #runTool(callId: string, name: string, args: string): Promise<void> {
    const { recorder } = this.#deps;
    recorder.tool(name, "running", null);
    const result = await this.#deps.runTool(name, args);
    recorder.tool(name, result.failed ? "failed" : "done", result.leadId);
    recorder.note("tool_finished", { name, failed: result.failed });
    this.dispatch({ type: "tool.finished", callId, output: result.output, failed: result.failed, ends: result.ends });
  }

  // ---- the rest ----

  #noteGarbage(from: string, reason: string): void {
    this.#garbage++;
    if (this.#garbage <= GARBAGE_NOTED) this.#deps.recorder.note("garbage_frame", { from, reason });
  }

  #arm(): void {
    if (this.#state.phase.is === "ended") return clearTimeout(this.#timer);
    const at = Math.min(nextDeadline(this.#state) ?? Infinity, this.#playout.checkAt() ?? Infinity);
    // One that comes too early finds nothing to do and sets the next: cheaper than setting it anew at every event.
    if (at >= this.#armedAt) return;
    clearTimeout(this.#timer);
    this.#armedAt = at;
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, at - this.#deps.now()));
  }

  #tick(): void {
    this.#armedAt = Infinity;
    this.#playout.check();
    this.dispatch({ type: "clock" });
  }
}
