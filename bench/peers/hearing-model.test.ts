import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { HearingModel, type Scene, type Turn } from "./hearing-model.ts";
import { ModelSession } from "./model-session.ts";
import { taggedAudio } from "./tagged-audio.ts";

const KEY = 7;
const LAST_FRAME = 39;
const SILENCE_FRAMES = 25;
const FRAME_MS = 20;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The peer's end of a session: what it sends, and the types of what came. */
class Peer extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly came: string[] = [];

  send(text: string): void {
    this.came.push((JSON.parse(text) as { type: string }).type);
  }

  terminate(): void {
    this.readyState = 3;
    this.emit("close");
  }

  says(event: object): void {
    this.emit("message", Buffer.from(JSON.stringify(event)));
  }

  passes(frame: number): void {
    this.says({ type: "input_audio_buffer.append", audio: taggedAudio({ stream: 1, number: frame }, FRAME_MS) });
  }
}

const sessionOf = (peer: Peer): ModelSession => new ModelSession(peer as unknown as WebSocket, performance.now());
const count = (peer: Peer, type: string): number => peer.came.filter((one) => one === type).length;
const SOUND = "response.output_audio.delta";

function begin(scene: Scene): { peer: Peer; model: HearingModel; turn: Turn } {
  const peer = new Peer();
  const model = new HearingModel(sessionOf(peer));
  const open = { endedAt: null, silence: null, busy: [], tool: null, answered: false };
  const turn: Turn = { scene, key: KEY, firstFrame: 0, lastFrame: LAST_FRAME, ...open };
  model.begin(turn);
  return { peer, model, turn };
}

/** The caller's frames go out at their pace, and through the peer to the model where it is connected. */
function speak(model: HearingModel, from: number, to: number, peer?: Peer): void {
  for (let frame = from; frame <= to; frame++) {
    vi.advanceTimersByTime(FRAME_MS);
    model.frameSent(frame, performance.now());
    if (peer?.readyState === peer?.OPEN) peer?.passes(frame);
  }
}

test("it answers when it has heard the caller's words and the silence after them, and knows its own time", () => {
  const { peer, model, turn } = begin("plain");
  speak(model, 0, LAST_FRAME + SILENCE_FRAMES - 1, peer);
  expect(count(peer, "input_audio_buffer.speech_stopped")).toBe(0);
  speak(model, LAST_FRAME + SILENCE_FRAMES, LAST_FRAME + SILENCE_FRAMES, peer);
  expect(count(peer, "input_audio_buffer.speech_stopped")).toBe(1);
  expect(count(peer, SOUND)).toBe(0);
  vi.advanceTimersByTime(300);
  expect(count(peer, SOUND)).toBe(2);
  expect(turn.silence!.to - turn.silence!.from).toBe(500);
  expect(turn.busy.map(({ from, to }) => to - from)).toEqual([300]);
});

test("with a tool it answers when it has the result and is asked", () => {
  const { peer, model, turn } = begin("tool");
  speak(model, 0, LAST_FRAME + SILENCE_FRAMES, peer);
  vi.advanceTimersByTime(300);
  expect(count(peer, "response.function_call_arguments.done")).toBe(1);
  vi.advanceTimersByTime(40);
  peer.says({ type: "conversation.item.create", item: { type: "function_call_output", call_id: "any", output: "{}" } });
  peer.says({ type: "response.create" });
  vi.advanceTimersByTime(300);
  expect(count(peer, SOUND)).toBe(2);
  expect(turn.tool!.to - turn.tool!.from).toBe(40);
});

test("a new session answers by itself only what it has heard", () => {
  const { peer, model } = begin("dropped while waiting");
  speak(model, 0, LAST_FRAME + SILENCE_FRAMES, peer);
  vi.advanceTimersByTime(100);
  expect(peer.readyState).not.toBe(peer.OPEN);
  const next = new Peer();
  model.reopened(sessionOf(next), []);
  speak(model, LAST_FRAME + SILENCE_FRAMES + 1, LAST_FRAME + SILENCE_FRAMES + 100, next);
  expect(count(next, SOUND)).toBe(0);
  next.says({ type: "response.create" });
  vi.advanceTimersByTime(300);
  expect(count(next, SOUND)).toBe(2);
});

test("a sentence that is asked for word for word is not the answer", () => {
  const { peer, model, turn } = begin("dropped while waiting");
  speak(model, 0, LAST_FRAME + SILENCE_FRAMES, peer);
  vi.advanceTimersByTime(100);
  const next = new Peer();
  model.reopened(sessionOf(next), [{ instructions: "אמור בדיוק: «אתם איתי?»" }]);
  expect(count(next, "response.done")).toBe(1);
  expect(turn.answered).toBe(false);
});

test("cut off while the caller speaks, it hears the rest in the session that is opened then", () => {
  const { peer, model, turn } = begin("dropped while speaking");
  speak(model, 0, LAST_FRAME, peer);
  expect(peer.readyState).not.toBe(peer.OPEN);
  const next = new Peer();
  model.reopened(sessionOf(next), []);
  for (let kept = LAST_FRAME - 5; kept <= LAST_FRAME; kept++) next.passes(kept);
  speak(model, LAST_FRAME + 1, LAST_FRAME + SILENCE_FRAMES, next);
  vi.advanceTimersByTime(300);
  expect(turn.answered).toBe(true);
});
