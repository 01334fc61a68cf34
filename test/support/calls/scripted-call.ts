/**
 * The call machine under a clock that only the test moves, with a scripted engine behind it: not OpenAI's wire, but the
 * port that any engine has. Remembers every effect.
 */
import { callPrompts } from "../../../core/assistant/prompts.ts";
import { TOOL_TRAITS } from "../../../core/assistant/tools.ts";
import { DEFAULT_CALL_LIMITS } from "../../../core/business/settings.ts";
import { nextDeadline } from "../../../core/calls/call-clock.ts";
import { stepCall } from "../../../core/calls/call-machine.ts";
import {
  GREETING_ITEM,
  newCall,
  type CallConfig,
  type CallEffect,
  type CallEvent,
  type CallState,
} from "../../../core/calls/call-state.ts";
import type { AnswerEnd, Ask, EngineCommand, EngineEvent, ToolAsk } from "../../../core/calls/engine.ts";

export const START = 1_700_000_000_000;
export const GREETING = "שלום, הגעתם למשרד.";
export const PERSON = "+97235550199";

export function callConfig(changes: Partial<CallConfig> = {}): CallConfig {
  return {
    limits: DEFAULT_CALL_LIMITS,
    greetingClip: { noticeMs: 2_000 },
    engines: 1,
    fillers: 2,
    handoffPhone: null,
    showsNumber: true,
    tools: TOOL_TRAITS,
    share: 0,
    prompts: { ...callPrompts, greeting: callPrompts.greeting(GREETING) },
    ...changes,
  };
}

const SPOKE: AnswerEnd = { is: "completed", spoke: true };

export class ScriptedCall {
  state: CallState;
  now = START;
  /** What the play-out would say of sound that has been given out. */
  queuedMs = 0;
  readonly effects: CallEffect[] = [];

  constructor(config: Partial<CallConfig> = {}, state?: (config: CallConfig) => CallState) {
    this.state = (state ?? ((whole) => newCall(whole, START)))(callConfig(config));
  }

  /** One event; answers with its effects. */
  on(event: CallEvent): CallEffect[] {
    const step = stepCall(this.state, event, { now: this.now, queuedMs: this.queuedMs });
    this.state = step.state;
    this.effects.push(...step.effects);
    return step.effects;
  }

  engine(...events: EngineEvent[]): CallEffect[] {
    return events.flatMap((event) => this.on({ type: "engine", event }));
  }

  /** Lets time pass, with the clock's events at the moments the machine asks for. */
  wait(ms: number): CallEffect[] {
    const until = this.now + ms;
    const all: CallEffect[] = [];
    for (let at = nextDeadline(this.state); at !== null && at <= until; at = nextDeadline(this.state)) {
      this.now = Math.max(this.now, at);
      all.push(...this.on({ type: "clock" }));
    }
    this.now = until;
    return all;
  }

  connected(): this {
    this.engine({ type: "wanted", renewal: false }, { type: "ready", attempt: 1 });
    return this;
  }

  /** Connected, greeted, and nobody is speaking. */
  talking(): this {
    this.connected();
    this.on({ type: "stream.started" });
    if (this.state.greeting.is === "playing") {
      this.on({ type: "playback.heard", itemId: GREETING_ITEM, heardMs: 2_000, text: GREETING });
      this.on({ type: "playback.drained" });
    } else this.answers("a_greeting", "u_greeting", { asks: [this.lastAsk()?.id ?? ""] });
    return this;
  }

  /** The caller says something that is no short word, and falls silent. Its words come apart. */
  callerSpeaks(turnId = "t1", speechMs = 2_000): CallEffect[] {
    return this.engine({ type: "callerBegan", turnId }, { type: "callerEnded", turnId, speechMs });
  }

  /** An answer that has begun to sound. */
  speaking(answerId: string, utteranceId: string, { asks = [] }: { asks?: string[] } = {}): CallEffect[] {
    return [
      ...this.engine({ type: "answerBegan", answerId, asks }),
      ...this.on({ type: "playback.started", itemId: utteranceId }),
    ];
  }

  ends(answerId: string, how: AnswerEnd, tools: ToolAsk[] = [], utterances: string[] = []): CallEffect[] {
    return this.engine({ type: "answerEnded", answerId, how, tools, utterances, unsaid: [] });
  }

  /** A whole spoken answer, heard to its end. */
  answers(
    answerId: string,
    utteranceId: string,
    { asks = [], tools = [] }: { asks?: string[]; tools?: ToolAsk[] } = {},
  ): CallEffect[] {
    return [
      ...this.speaking(answerId, utteranceId, { asks }),
      ...this.ends(answerId, SPOKE, tools, [utteranceId]),
      ...this.heard(utteranceId),
    ];
  }

  heard(itemId: string, text = "מה שנאמר"): CallEffect[] {
    return [
      ...this.on({ type: "playback.heard", itemId, heardMs: 1_000, text }),
      ...this.on({ type: "playback.drained" }),
    ];
  }

  /** What was asked for last. */
  lastAsk(): Ask | null {
    return asksOf(this.effects).at(-1) ?? null;
  }

  is() {
    const { phase, engine, floor, greeting } = this.state;
    return { phase: phase.is, engine: engine.is, floor: floor.is, greeting: greeting.is };
  }
}

export const commandsOf = (effects: CallEffect[]): EngineCommand[] =>
  effects.flatMap((effect) => (effect.do === "engine" ? [effect.command] : []));
export const asksOf = (effects: CallEffect[]): Ask[] =>
  commandsOf(effects).flatMap((command) => (command.do === "ask" ? [command.ask] : []));
/** Purposes of the answers asked for. */
export const askedOf = (effects: CallEffect[]): string[] => asksOf(effects).map(({ purpose }) => purpose);
/** Facts told, with whose they are; results of tools too. */
export const toldBy = (effects: CallEffect[]): string[] =>
  commandsOf(effects).flatMap((command) => {
    if (command.do === "tell") return [`${command.as}: ${command.text}`];
    return command.do === "toolResult" ? [`output: ${command.output}`] : [];
  });
export const typesOf = (effects: CallEffect[]): string[] =>
  effects.map((effect) => {
    if (effect.do === "engine") return effect.command.do;
    return effect.do === "note" ? `note ${effect.kind}` : effect.do;
  });
export const notesOf = (effects: CallEffect[]) => effects.flatMap((effect) => (effect.do === "note" ? [effect] : []));
export const endingOf = ({ phase }: CallState) =>
  phase.is === "ended" || phase.is === "closing" ? { ...phase.ending, next: phase.next } : null;
