import { expect, test } from "vitest";
import { Playback } from "./playback.ts";

const audio = (ms: number): Uint8Array => new Uint8Array(ms * 8);

test("plays 8 bytes a millisecond from the first byte, whatever the size of the pieces", () => {
  const playback = new Playback();
  playback.receive(audio(30), 1_000);
  playback.receive(audio(70), 1_001);
  playback.advance(1_060);
  expect(playback.playedBytes).toBe(480);
  expect(playback.bufferedMs()).toBe(40);
  expect(playback.nextDueAt()).toBe(1_100);
});

test("a mark is due at the exact time of the audio before it, however late it is looked at", () => {
  const playback = new Playback();
  playback.receive(audio(50), 0);
  playback.mark("half", 0);
  playback.receive(audio(50), 10);
  playback.mark("end", 10);
  expect(playback.advance(49)).toEqual([]);
  expect(playback.advance(500)).toEqual([
    { kind: "mark", at: 50, name: "half" },
    { kind: "mark", at: 100, name: "end" },
    { kind: "ran-dry", at: 100 },
  ]);
});

test("after it ran dry it starts again at the next byte", () => {
  const playback = new Playback();
  expect(playback.receive(audio(10), 0)).toEqual([{ kind: "started", at: 0 }]);
  expect(playback.receive(audio(10), 100)).toEqual([
    { kind: "ran-dry", at: 10 },
    { kind: "started", at: 100 },
  ]);
  expect(playback.heard.map(({ at }) => at)).toEqual([0]);
  playback.advance(200);
  expect(playback.heard.map(({ at }) => at)).toEqual([0, 100]);
});

test("a clear drops what was not played and gives all marks back", () => {
  const playback = new Playback();
  playback.receive(audio(100), 0);
  playback.mark("a", 0);
  playback.mark("b", 0);
  const { changes, clearing } = playback.clear(40);
  expect(changes).toEqual([]);
  expect(clearing).toEqual({ droppedMs: 60, marks: ["a", "b"] });
  expect(playback.advance(1_000)).toEqual([]);
  expect(playback.playedBytes).toBe(320);
  playback.receive(audio(20), 1_000);
  playback.advance(2_000);
  expect(playback.playedBytes).toBe(480);
});

test("a clear that comes after the end does not take back what was heard", () => {
  const playback = new Playback();
  playback.receive(audio(20), 0);
  playback.mark("end", 0);
  const { changes, clearing } = playback.clear(30);
  expect(changes).toEqual([
    { kind: "mark", at: 20, name: "end" },
    { kind: "ran-dry", at: 20 },
  ]);
  expect(clearing).toEqual({ droppedMs: 0, marks: [] });
});

test("the high-water mark is the longest queue there was", () => {
  const playback = new Playback();
  playback.receive(audio(100), 0);
  playback.receive(audio(100), 60);
  playback.advance(1_000);
  playback.receive(audio(10), 1_000);
  expect(playback.highWaterMs).toBe(140);
});
