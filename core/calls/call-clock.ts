/** What the passing of time asks for, and when the machine next wants to be asked. */
import { runningTool } from "../conversations/conversation.ts";
import { UNKNOWN_TOOL } from "../conversations/tools.ts";
import { giveAgain } from "./call-engine-events.ts";
import { keysPressed } from "./call-keys.ts";
import {
  askWhetherThere,
  beginLeaving,
  end,
  engineLost,
  finish,
  goodbyeFor,
  stopAnswer,
  takeTurn,
  type Move,
} from "./call-moves.ts";
import { ASKED_GREETING, TIMES, type CallState, type Floor } from "./call-state.ts";
import { keysDeadline, keysTimedOut } from "./keys.ts";

/**
 * A caller who waits and hears nothing of an answer at all is asked about halfway to the limit: by then a request that
 * got lost can still be had in time. An answer that has begun is not disturbed before the whole of it.
 */
const NUDGE_AT = 0.5;

type Timer = { at: number; run: (move: Move) => void };

/** The timers of a state, in the order of their weight. */
function timers(state: CallState): Timer[] {
  const { phase, floor, config, again, engine } = state;
  switch (phase.is) {
    case "ended":
      return [];
    case "closing":
      return [{ at: phase.untilAt, run: finish }];
    case "waiting":
      return [{ at: phase.sinceAt + TIMES.waitForStreamMs, run: (move) => end(move, goodbyeFor("never_connected")) }];
    case "detached":
      return [{ at: phase.sinceAt + TIMES.detachedMs, run: (move) => end(move, goodbyeFor("lost")) }];
    case "talking":
    case "leaving":
      break;
  }
  const list: Timer[] = [];
  if (phase.is === "leaving") list.push({ at: phase.deadlineAt, run: (move) => end(move, phase.goodbye) });
  else if (state.answeredAt !== null) list.push({ at: state.answeredAt + config.limits.maxCallMs, run: timeIsUp });
  if (again) list.push({ at: again.at, run: giveAgain });
  const keysAt = keysDeadline(state.keys);
  if (keysAt !== null) list.push({ at: keysAt, run: keysAreDone });
  if (floor.is === "thinking") list.push(...fillers(state, floor));
  if (floor.is === "weighing") list.push({ at: floor.untilAt, run: takeTurn });
  if (engine.is !== "ready") return list;
  if (floor.is === "thinking") list.push(...answerTimers(state, floor, engine.sinceAt));
  if (floor.is === "caller") list.push({ at: floor.sinceAt + TIMES.endlessSpeechMs, run: endSpeech });
  if (floor.is === "nobody" && phase.is === "talking") {
    // Pressing keys is not silence.
    const quietSince = Math.max(floor.sinceAt, engine.sinceAt, state.keys.lastAt);
    list.push({ at: quietSince + config.limits.silenceMs, run: breakSilence });
    if (!engine.renewing) {
      const oldAt = Math.max(engine.sinceAt + TIMES.recycleMs, engine.renewAt, quietSince + TIMES.recycleQuietMs);
      list.push({ at: oldAt, run: renew });
    }
  }
  return list;
}

type Thinking = Extract<Floor, { is: "thinking" }>;

/** "One moment", when an answer or a tool keeps the caller waiting. */
function fillers({ config, conversation, greeting }: CallState, floor: Thinking): Timer[] {
  if (floor.fillers >= config.fillers || greeting.is === "due" || greeting.is === "asked") return [];
  const tool = runningTool(conversation);
  const toolMs = tool && (config.tools[tool.name] ?? UNKNOWN_TOOL).fillerAfterMs;
  const startedAt = conversation.tools[0]?.startedAt ?? 0;
  const first = tool && toolMs != null ? startedAt + toolMs : floor.sinceAt + TIMES.fillerMs;
  const at = floor.fillers === 0 ? first : floor.sinceAt + TIMES.fillerMs + floor.fillers * TIMES.fillerAgainMs;
  return [{ at, run: playFiller }];
}

function playFiller(move: Move): void {
  const { floor } = move.state;
  if (floor.is !== "thinking") return;
  move.set({ floor: { ...floor, fillers: floor.fillers + 1 } });
  move.note("filler_played", {});
  move.do({ do: "filler.play", index: floor.fillers });
}

function answerTimers(state: CallState, floor: Thinking, readyAt: number): Timer[] {
  const { answer, conversation, again, config } = state;
  // While a tool works the engine has nothing to say; the tool has a limit of its own. A pause that was asked for, too.
  if (conversation.tools.length > 0 || again) return [];
  const limit = config.limits.firstAudioMs;
  const from = Math.max(floor.lifeAt, readyAt);
  const giveUp = (move: Move) => engineLost(move, "openai_no_audio", "no sound in time");
  const longest = { at: Math.max(floor.sinceAt, readyAt) + Math.max(TIMES.longestThinkingMs, 3 * limit), run: giveUp };
  if (floor.nudged) return [{ at: from + limit, run: giveUp }, longest];
  return [{ at: from + (answer ? limit : limit * NUDGE_AT), run: nudge }, longest];
}

/** Unix ms at which the machine has something to do if nothing else happens; null when it has not. */
export function nextDeadline(state: CallState): number | null {
  const times = timers(state).map((timer) => timer.at);
  return times.length === 0 ? null : Math.min(...times);
}

export function handleClock(move: Move): void {
  const due = timers(move.state).filter((timer) => timer.at <= move.now);
  due.sort((a, b) => a.at - b.at)[0]?.run(move);
}

/** No sign of an answer: one that hangs is given up, a request that got lost is sent again. */
function nudge(move: Move): void {
  const { floor, answer, conversation, config } = move.state;
  if (floor.is !== "thinking") return;
  // Sent again, it has the rest of the time it had; an answer that hung is asked for anew, with all of it.
  move.set({ floor: { ...floor, nudged: true, lifeAt: answer ? move.now : floor.lifeAt } });
  if (!answer && conversation.owed.length > 0) return move.engine({ do: "urge" });
  const hung = answer?.ask ?? null;
  if (answer) {
    move.engine({ do: "stop" });
    move.set({ answer: null });
  }
  if (hung?.purpose === "greeting") move.set({ greeting: ASKED_GREETING });
  move.ask(hung?.purpose ?? "nudge", hung?.words ?? config.prompts.aloud, hung?.answersCalls ?? []);
}

/** What was said so far is taken for a turn, and answered. */
function endSpeech(move: Move): void {
  move.engine({ do: "commitTurn" });
  takeTurn(move);
  move.ask("nudge");
}

function breakSilence(move: Move): void {
  const { reprompts, config } = move.state;
  if (reprompts >= config.limits.maxReprompts)
    return beginLeaving(move, goodbyeFor("silence"), config.prompts.farewell);
  askWhetherThere(move, { noise: false });
}

function timeIsUp(move: Move): void {
  move.note("wrapping_up", { reason: "max_duration" });
  if (!move.stands) return end(move, goodbyeFor("max_duration"));
  stopAnswer(move);
  move.do({ do: "playback.release" });
  move.do({ do: "playback.cut" });
  move.do({ do: "playback.forget" });
  beginLeaving(move, goodbyeFor("max_duration"), move.state.config.prompts.timeUp);
}

function keysAreDone(move: Move): void {
  const { keys, outcome } = keysTimedOut(move.state.keys);
  move.set({ keys });
  if (outcome) keysPressed(move, outcome);
}

/** Nobody is speaking and the session is old: a fresh one is made, and takes over when it stands. */
function renew(move: Move): void {
  const { engine } = move.state;
  if (engine.is !== "ready") return;
  move.set({ engine: { ...engine, renewing: true } });
  move.engine({ do: "renew" });
}
