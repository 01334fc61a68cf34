/** What a call sounded like, computed from its log and from what was played. Pure. */
import type { CallEvent } from "./call-log.ts";
import type { Utterance } from "./microphone.ts";
import { BYTES_PER_MS, type HeardPiece } from "./playback.ts";

/** Dead air: from the last sound of the caller to the first of the assistant's answer. */
export interface Gap {
  fromMs: number;
  toMs: number;
  ms: number;
}

/** The assistant was cut off. `heardMs` of audio still played while the caller went on speaking. */
export interface Cut {
  atMs: number;
  /** From the start of the caller's words to the clear, when they were speaking. */
  reactionMs: number | undefined;
  droppedMs: number;
  heardMs: number;
}

export function findGaps(events: readonly CallEvent[]): Gap[] {
  const gaps: Gap[] = [];
  let playing = false;
  let callerSpeaking = false;
  let waitingSince: number | undefined;
  // The caller's last word fell into the assistant's speech: only a late cut makes that a wait.
  let overlappedAt: number | undefined;
  for (const event of [...events].sort((a, b) => a.atMs - b.atMs)) {
    switch (event.kind) {
      case "caller-started":
        callerSpeaking = true;
        waitingSince = overlappedAt = undefined;
        break;
      case "caller-ended":
        callerSpeaking = false;
        if (playing) overlappedAt = event.atMs;
        else waitingSince = event.atMs;
        break;
      case "assistant-started":
        if (waitingSince !== undefined && !callerSpeaking) {
          gaps.push({ fromMs: waitingSince, toMs: event.atMs, ms: event.atMs - waitingSince });
        }
        playing = true;
        waitingSince = undefined;
        break;
      case "cleared":
        playing = false;
        waitingSince ??= overlappedAt;
        break;
      case "assistant-done":
      case "stream-ended":
        playing = false;
        break;
      default:
    }
  }
  return gaps;
}

export function findCuts(
  events: readonly CallEvent[],
  utterances: readonly Utterance[],
  heard: readonly HeardPiece[],
): Cut[] {
  return events.flatMap((event) => {
    if (event.kind !== "cleared" || event.droppedMs === 0) return [];
    const spoken = utterances.find(({ startMs, audibleEndMs }) => startMs <= event.atMs && event.atMs < audibleEndMs);
    return [
      {
        atMs: event.atMs,
        droppedMs: event.droppedMs,
        reactionMs: spoken === undefined ? undefined : event.atMs - spoken.startMs,
        heardMs: spoken === undefined ? 0 : heardBetween(heard, event.atMs, spoken.audibleEndMs),
      },
    ];
  });
}

export function heardBetween(heard: readonly HeardPiece[], fromMs: number, toMs: number): number {
  return heard.reduce((sum, { at, audio }) => {
    const end = at + audio.length / BYTES_PER_MS;
    return sum + Math.max(0, Math.min(end, toMs) - Math.max(at, fromMs));
  }, 0);
}

/** Dead air at the start: from the first stream's `start` to the first audio. */
export function firstAudioAfterMs(events: readonly CallEvent[]): number | undefined {
  const stream = events.find((event) => event.kind === "stream-started");
  const audio = events.find((event) => event.kind === "assistant-started");
  return stream === undefined || audio === undefined ? undefined : audio.atMs - stream.atMs;
}
