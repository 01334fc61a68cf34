/**
 * One call while it is alive: wires the machine (core/calls) to the line, the engine, the play-out, the tools and the
 * record. It decides nothing; it turns frames into events and performs effects, in order.
 */
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { isSpokenGreeting } from "../../core/assistant/greeting.ts";
import { historyOf } from "../../core/assistant/memory-window.ts";
import { nextDeadline } from "../../core/calls/call-clock.ts";
import { stepCall } from "../../core/calls/call-machine.ts";
import type { CallEnding } from "../../core/calls/call-record.ts";
import {
  fillerItem,
  GREETING_ITEM,
  type CallEffect,
  type CallEvent,
  type CallState,
} from "../../core/calls/call-state.ts";
import { addUsage, type Usage } from "../../core/calls/cost.ts";
import type { Engine, EngineEvent, EngineListener, Sound, ToolAsk } from "../../core/calls/engine.ts";
import { eventOfHandOff, type HandOff } from "../../core/calls/hand-off.ts";
import type { NextStep } from "../../core/calls/next-step.ts";
import type { Missed } from "../../core/contract/hub-listener.ts";
import type { Transcript, TurnChange } from "../../core/conversations/transcript.ts";
import type { ToolResult } from "../../worker/features/assistant/service.ts";
import type { Logger } from "../../worker/log.ts";
import type { CallRecorder } from "./call-recorder.ts";
import { GreetingRecorder } from "./greeting-recorder.ts";
import { Playout } from "./playout.ts";
import { TwilioLeg } from "./twilio-leg.ts";

export type EngineMaker = (listener: EngineListener) => Engine;

export type LiveCallDeps = {
  callSid: string;
  /** Who is at the other end, as the list of calls shows it. */
  peer: string;
  leadName: string | null;
  snapshot: AgentSnapshot;
  /** In the order in which they are used, when one is lost for good. */
  engines: readonly [EngineMaker, ...EngineMaker[]];
  runTool(name: string, args: string): Promise<ToolResult>;
  keepGreeting(audio: string[]): void;
  /** The end is on record, and Twilio is to be told this when it asks. */
  ended(ending: CallEnding, next: NextStep): void;
  /** Nothing more will be written. */
  finished(): void;
  /** What was used before this object took the call up. */
  usage: Usage;
  recorder: CallRecorder;
  transcript: Transcript;
  log: Logger;
  now(): number;
};

/** Events that are of the transcript and the play-out alone; the machine does nothing about them. */
const WORDS_ONLY: ReadonlySet<EngineEvent["type"]> = new Set(["words", "utteranceEnded"]);

/** Garbage is noted on the call a few times and after that only counted. */
const GARBAGE_NOTED = 3;

export class LiveCall {
  readonly #deps: LiveCallDeps;
  readonly #twilio: TwilioLeg;
  readonly #playout: Playout;
  readonly #greeting: GreetingRecorder;
  #engine: Engine;
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
      audio: (payload) => this.#engine.takeAudio(payload),
      key: (key) => this.dispatch({ type: "stream.key", key }),
      mark: (name) => this.#playout.marked(name),
      stopped: () => this.dispatch({ type: "stream.stopped" }),
      lost: () => this.dispatch({ type: "stream.lost" }),
      garbage: (reason) => this.#noteGarbage("twilio", reason),
    });
    this.#playout = new Playout({
      send: (message) => this.#twilio.send(message),
      transcript: deps.transcript,
      turn: (change) => this.#turn(change),
      dispatch: (event) => this.dispatch(event),
      now: deps.now,
    });
    this.#engine = deps.engines[0](this.#listenerOf(0));
  }

  get state(): CallState {
    return this.#state;
  }

  /** Opens the engine: called once, before the stream comes. */
  start(): void {
    this.#engine.do({ do: "connect" });
    this.#arm();
  }

  /** Twilio's media socket is open. */
  get isStreaming(): boolean {
    return this.#twilio.isOpen;
  }

  attachStream(socket: WebSocket): void {
    this.#twilio.attach(socket);
  }

  /** The caller's lead has changed hands. */
  leadAssigned(assignedTo: string | null): void {
    this.#deps.recorder.leadAssigned(assignedTo);
  }

  /** A dashboard follows the call: it hears what is said from here on. Answers with what it cannot have read. */
  followed(): Missed {
    return this.#deps.recorder.followed();
  }

  /** Somebody reads the record. False: it lacked nothing. */
  completeRecord(): Promise<boolean> {
    return this.#deps.recorder.complete();
  }

  /** The call is over for the assistant, and a person has taken it, or nobody has. */
  handedOff(handOff: HandOff): void {
    const { recorder } = this.#deps;
    const event = eventOfHandOff(handOff);
    const { phase } = this.#state;
    if (!event || (phase.is !== "closing" && phase.is !== "ended")) return;
    recorder.note(event.kind, event.data, true);
    if (handOff.is === "taken") recorder.handedOff(phase.ending);
  }

  /** Events that arise while effects are performed wait for their turn. */
  dispatch(event: CallEvent): void {
    this.#events.push(event);
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) {
        const now = this.#deps.now();
        const step = stepCall(this.#state, next, { now, queuedMs: this.#playout.queuedMs(now) });
        this.#state = step.state;
        for (const effect of step.effects) this.#perform(effect);
      }
    } finally {
      this.#working = false;
    }
    this.#arm();
  }

  #perform(effect: CallEffect): void {
    const { recorder, snapshot, transcript, log, now } = this.#deps;
    switch (effect.do) {
      case "engine":
        return this.#engine.do(effect.command);
      case "engine.begin":
        return this.#engine.do({ do: "begin", history: historyOf(transcript.spoken()), told: effect.told });
      case "engine.next":
        return this.#nextEngine();
      case "playback.cut":
        return this.#playout.cut();
      case "playback.hold":
        return this.#playout.hold();
      case "playback.release":
        return this.#playout.release();
      case "playback.drop":
        return this.#playout.dropHeld();
      case "playback.resume":
        return this.#playout.resume();
      case "playback.forget":
        return this.#playout.forget();
      case "playback.finish":
        return this.#playout.finish();
      case "greeting.play": {
        const { settings, greetingAudio } = snapshot;
        const mustBeHeardMs = effect.noticeMs;
        return this.#playout.play(GREETING_ITEM, settings.greeting, greetingAudio ?? [], { mustBeHeardMs });
      }
      case "greeting.keep":
        return this.#keepGreeting(effect.itemId);
      case "filler.play": {
        const filler = snapshot.fillers[effect.index];
        const itemId = `${fillerItem(effect.index)}:${now()}`;
        return filler && this.#playout.play(itemId, filler.text, filler.audio, { mustBeHeardMs: 0 });
      }
      case "stream.close":
        this.#playout.detach();
        return this.#twilio.close();
      case "tool.run":
        return void this.#runTool(effect.ask);
      case "turn.wordless":
        return this.#turn(transcript.callerSaid(effect.turnId, null, now()));
      case "note":
        return recorder.note(effect.kind, effect.data);
      case "usage":
        this.#usage = addUsage(this.#usage, effect.usage);
        return recorder.usage(this.#usage, snapshot.models.realtime);
      case "answered":
        recorder.answered(now(), snapshot.models.realtime);
        return recorder.started(this.#deps.peer, now(), this.#deps.leadName);
      case "ended":
        if (this.#twilio.framesMissing > 0) recorder.note("frames_missing", { frames: this.#twilio.framesMissing });
        recorder.ended(effect.ending);
        log.info("call_over", { reason: effect.ending.reason, failure: effect.ending.failure });
        return this.#deps.ended(effect.ending, effect.next);
      case "finished":
        return this.#deps.finished();
    }
  }

  // ---- the engine ----

  /** What an engine that has been replaced still says is not heard. */
  #listenerOf(index: number): EngineListener {
    const present = () => this.#state.engineIndex === index;
    return {
      heard: (event) => {
        if (present()) this.#engineSaid(event);
      },
      sound: (sound) => {
        if (present()) this.#engineSounds(sound);
      },
      garbage: (reason) => this.#noteGarbage("openai", reason),
      deadlineMoved: () => this.#arm(),
      complained: (code, detail) => this.#deps.log.warn("engine_complained", { code, detail }),
    };
  }

  #nextEngine(): void {
    const make = this.#deps.engines[this.#state.engineIndex];
    if (!make) return;
    this.#engine = make(this.#listenerOf(this.#state.engineIndex));
    this.#engine.do({ do: "connect" });
  }

  /**
   * The play-out and the transcript hear an event before the machine: what the machine then decides (to cut, to tell, to
   * leave) rests on what has been noted of the words and the sound.
   */
  #engineSaid(event: EngineEvent): void {
    this.#playout.engineSaid(event);
    if (!WORDS_ONLY.has(event.type)) this.dispatch({ type: "engine", event });
  }

  #engineSounds(sound: Sound): void {
    if (this.#state.greeting.is === "asked") this.#greeting.heard(sound.utteranceId, sound.payload);
    this.#playout.push(sound);
  }

  #keepGreeting(itemId: string): void {
    const { snapshot, transcript } = this.#deps;
    const said = transcript.textOf(itemId);
    const audio = this.#greeting.take(itemId);
    if (audio && isSpokenGreeting(snapshot.settings.greeting, said)) this.#deps.keepGreeting(audio);
    else this.#deps.log.warn("greeting_not_kept", { chars: said.length });
  }

  // ---- the rest ----

  #turn(change: TurnChange | null): void {
    if (change) this.#deps.recorder.turn(change.turn, change.final);
  }

  async #runTool({ callId, name, args }: ToolAsk): Promise<void> {
    const { recorder } = this.#deps;
    recorder.tool(name, "running", null);
    const result = await this.#deps.runTool(name, args);
    recorder.tool(name, result.failed ? "failed" : "done", result.leadId);
    recorder.note("tool_finished", { name, failed: result.failed });
    const { output, failed, mustAnswer } = result;
    this.dispatch({ type: "tool.finished", callId, output, failed, mustAnswer });
  }

  #noteGarbage(from: string, reason: string): void {
    this.#garbage++;
    if (this.#garbage <= GARBAGE_NOTED) this.#deps.recorder.note("garbage_frame", { from, reason });
  }

  #arm(): void {
    if (this.#state.phase.is === "ended") return clearTimeout(this.#timer);
    const at = Math.min(
      nextDeadline(this.#state) ?? Infinity,
      this.#playout.checkAt() ?? Infinity,
      this.#engine.deadline() ?? Infinity,
    );
    // A timer that is set too early finds nothing due and sets itself anew: cheaper than moving it at every event.
    if (at >= this.#armedAt) return;
    clearTimeout(this.#timer);
    this.#armedAt = at;
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, at - this.#deps.now()));
  }

  #tick(): void {
    this.#armedAt = Infinity;
    this.#playout.check();
    this.#engine.tick(this.#deps.now());
    this.dispatch({ type: "clock" });
  }
}
