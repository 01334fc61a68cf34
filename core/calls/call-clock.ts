/** What the passing of time asks for, and when the machine next wants to be asked. */
import { askAgain, beginLeaving, cancelResponse, end, fail, type Move } from "./call-moves.ts";
import { TIMES, type CallState } from "./call-state.ts";
import { dtmfDeadline, noDigits } from "./dtmf-collector.ts";
import { retryAfterMs, type FailureCode } from "./failure.ts";
import { releaseResponses, requestLost } from "./response-sequencer.ts";

/**
 * A caller who waits is asked about halfway to the limit: by then an answer that got lost can still be had in time, and
 * one that is merely slow is not disturbed.
 */
const NUDGE_AT = 0.5;

type Timer = { at: number; run: (move: Move) => void };

/** The timers of a state, in the order of their weight. */
function timers(state: CallState): Timer[] {
  const { phase, leg, floor, config } = state;
  const list: Timer[] = [];
  if (phase.is === "ended") return list;
  if (phase.is === "waiting")
    list.push({ at: phase.sinceAt + TIMES.waitForStreamMs, run: (move) => end(move, "never_connected") });
  if (phase.is === "detached") list.push({ at: phase.sinceAt + TIMES.detachedMs, run: (move) => end(move, "lost") });
  if (phase.is === "leaving") list.push({ at: phase.deadlineAt, run: (move) => end(move, phase.reason) });
  if (leg.is === "connecting" || leg.is === "configuring")
    list.push({ at: leg.deadlineAt, run: (move) => connectTimedOut(move, leg.attempt) });
  if (leg.is === "pausing") list.push({ at: leg.retryAt, run: (move) => connect(move, leg.attempt) });
  if (phase.is === "talking" && state.answeredAt !== null) {
    list.push({ at: state.answeredAt + config.limits.maxCallMs, run: timeIsUp });
  }
  const digitsAt = dtmfDeadline(state.dtmf);
  if (digitsAt !== null) list.push({ at: digitsAt, run: digitsDone });
  if (leg.is !== "ready" || (phase.is !== "talking" && phase.is !== "leaving")) return list;
  // While a tool works the model has nothing to say; the tool has a limit of its own.
  const toolWorks = Object.values(state.tools).some((tool) => tool.running);
  if (floor.is === "thinking" && !toolWorks) {
    const limit = config.limits.firstAudioMs;
    const from = Math.max(floor.sinceAt, leg.sinceAt);
    list.push(
      floor.nudged
        ? { at: from + limit, run: (move) => fail(move, "openai_no_audio") }
        : { at: from + limit * NUDGE_AT, run: nudge },
    );
  }
  if (floor.is === "caller") list.push({ at: floor.sinceAt + TIMES.endlessSpeechMs, run: endSpeech });
  if (floor.is === "nobody" && phase.is === "talking") {
    // Pressing keys is not silence.
    const quietSince = Math.max(floor.sinceAt, leg.sinceAt, state.dtmf.lastAt);
    list.push({ at: quietSince + config.limits.silenceMs, run: breakSilence });
    list.push({ at: Math.max(leg.sinceAt + TIMES.recycleMs, quietSince + TIMES.recycleQuietMs), run: recycle });
  }
  return list;
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

function connect(move: Move, attempt: number): void {
  move.set({ leg: { is: "connecting", attempt, deadlineAt: move.now + TIMES.connectMs } });
  move.do({ do: "model.connect" });
}

function connectTimedOut(move: Move, attempt: number): void {
  const failure: FailureCode = move.state.stood ? "openai_dropped" : "openai_unreachable";
  const pause = retryAfterMs("openai_unreachable", attempt);
  move.do({ do: "model.close" });
  if (pause === null) return fail(move, failure);
  move.set({ leg: { is: "pausing", attempt: attempt + 1, retryAt: move.now + pause } });
}

/** No sound yet: a response that hangs is given up, a request that got lost is sent again. */
function nudge(move: Move): void {
  const { floor, sequencer } = move.state;
  if (floor.is !== "thinking") return;
  move.set({ floor: { ...floor, nudged: true } });
  if (sequencer.active.is === "requested") return move.apply(requestLost(sequencer));
  const lost = sequencer.active.is === "running" ? sequencer.active.request : null;
  cancelResponse(move);
  askAgain(move, lost);
}

/** What was said so far is taken for a turn, and answered. */
function endSpeech(move: Move): void {
  move.say({ type: "input_audio_buffer.commit" });
  move.set({
    floor: { is: "thinking", sinceAt: move.now, nudged: false },
    sequencer: releaseResponses(move.state.sequencer),
  });
  move.request("nudge");
}

function breakSilence(move: Move): void {
  const { reprompts, config } = move.state;
  if (reprompts >= config.limits.maxReprompts) return beginLeaving(move, "silence", config.prompts.farewell);
  move.set({ reprompts: reprompts + 1 });
  move.note("reprompted", { count: reprompts + 1 });
  move.request("reprompt", config.prompts.reprompt);
}

function timeIsUp(move: Move): void {
  move.note("wrapping_up", { reason: "max_duration" });
  if (move.state.leg.is !== "ready") return end(move, "max_duration");
  cancelResponse(move);
  move.do({ do: "playback.cut" });
  beginLeaving(move, "max_duration", move.state.config.prompts.timeUp);
}

function digitsDone(move: Move): void {
  const { digits } = move.state.dtmf;
  move.set({ dtmf: noDigits });
  move.tellDigits(digits);
}

/** Nobody is speaking and the session is old: a fresh one takes over, with the conversation as text. */
function recycle(move: Move): void {
  move.do({ do: "audio.hold" });
  move.do({ do: "model.close" });
  move.set({ items: {} });
  connect(move, 1);
}
