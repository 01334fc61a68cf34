import { expect, test } from "vitest";
import type { CallEvent } from "./call-log.ts";
import { findCuts, findGaps, firstAudioAfterMs } from "./measure.ts";
import { Microphone } from "./microphone.ts";

const at = (atMs: number, kind: "assistant-started" | "assistant-done" | "caller-ended"): CallEvent => ({ atMs, kind });
const callerStarted = (atMs: number): CallEvent => ({ atMs, kind: "caller-started", ms: 0 });
const cleared = (atMs: number, droppedMs: number): CallEvent => ({ atMs, kind: "cleared", droppedMs, marks: 0 });

test("dead air is from the caller's last sound to the assistant's first", () => {
  const events = [
    callerStarted(0),
    at(1_000, "caller-ended"),
    at(1_700, "assistant-started"),
    at(2_500, "assistant-done"),
  ];
  expect(findGaps(events)).toEqual([{ fromMs: 1_000, toMs: 1_700, ms: 700 }]);
});

test("a caller who goes on speaking has not waited", () => {
  const events = [
    callerStarted(0),
    at(100, "caller-ended"),
    callerStarted(400),
    at(900, "caller-ended"),
    at(1_000, "assistant-started"),
  ];
  expect(findGaps(events).map(({ ms }) => ms)).toEqual([100]);
});

test("a cut that comes after the caller's last word counts from that word", () => {
  const events = [
    at(0, "assistant-started"),
    callerStarted(500),
    at(800, "caller-ended"),
    cleared(900, 400),
    at(1_500, "assistant-started"),
  ];
  expect(findGaps(events).map(({ ms }) => ms)).toEqual([700]);
});

test("a caller the assistant talks over does not hear dead air", () => {
  const events = [
    at(0, "assistant-started"),
    callerStarted(500),
    at(800, "caller-ended"),
    at(2_000, "assistant-done"),
    at(2_100, "assistant-started"),
  ];
  expect(findGaps(events)).toEqual([]);
});

test("audio that still plays while the caller speaks on after a cut is stale", () => {
  const loud = new Uint8Array(8_000).fill(0x10);
  const microphone = new Microphone();
  microphone.speak(loud, 500);
  const heard = [
    { at: 900, audio: new Uint8Array(800) },
    { at: 1_450, audio: new Uint8Array(800) },
  ];
  expect(findCuts([cleared(800, 300)], microphone.utterances, heard)).toEqual([
    { atMs: 800, droppedMs: 300, reactionMs: 300, heardMs: 150 },
  ]);
});

test("the greeting's wait is from the stream's start", () => {
  const started: CallEvent = { atMs: 200, kind: "stream-started", streamSid: "MZ", url: "" };
  expect(firstAudioAfterMs([started, at(450, "assistant-started")])).toBe(250);
  expect(firstAudioAfterMs([started])).toBeUndefined();
});

test("the silence at the end of a recording is not speech", () => {
  const microphone = new Microphone();
  const audio = new Uint8Array(1_600).fill(0xff);
  audio.fill(0x20, 0, 800);
  expect(microphone.speak(audio, 0)).toMatchObject({ endMs: 200, audibleEndMs: 100 });
  expect(microphone.read(90, 110).filter((byte) => byte === 0x20)).toHaveLength(80);
  expect(microphone.speak(audio, 50).startMs).toBe(200);
});
