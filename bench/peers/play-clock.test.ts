import { expect, test } from "vitest";
import { PlayClock } from "./play-clock.ts";

const bytes = (ms: number): number => ms * 8;

test("plays 8 bytes a millisecond from the first byte, and knows how much of each item was heard", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(100), 1_000);
  clock.receive(2, bytes(100), 1_001);
  expect([...clock.heard(1_060)]).toEqual([[1, 60]]);
  expect([...clock.heard(1_150)]).toEqual([
    [1, 100],
    [2, 50],
  ]);
});

test("a mark comes due when the audio before it has been played, in order", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(50), 0);
  expect(clock.mark("half", 0)).toBe(false);
  clock.receive(1, bytes(50), 10);
  expect(clock.mark("whole", 10)).toBe(false);
  expect(clock.due(49.9)).toEqual([]);
  expect(clock.due(50)).toEqual(["half"]);
  expect(clock.due(500)).toEqual(["whole"]);
});

test("a mark with nothing before it comes back at once", () => {
  expect(new PlayClock().mark("now", 0)).toBe(true);
});

test("clear stops the sound: its marks come back, and what was thrown away is never heard", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(1_000), 0);
  clock.mark("end", 0);
  expect(clock.clear(300)).toEqual(["end"]);
  expect(clock.heard(2_000).get(1)).toBe(300);
  expect(clock.isPlaying(300)).toBe(false);
});

test("after it ran dry, what comes plays from when it comes", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(20), 0);
  clock.advance(100);
  clock.receive(2, bytes(40), 500);
  expect(clock.heard(510).get(2)).toBe(10);
  expect(clock.isPlaying(539)).toBe(true);
  expect(clock.isPlaying(540)).toBe(false);
});

test("what waits behind other audio is first heard when that has been played, not when it came", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(1_000), 0);
  clock.listen(100);
  clock.receive(2, bytes(500), 200);
  expect([...clock.firstHeard(900)]).toEqual([[1, 100]]);
  expect([...clock.firstHeard(1_200)]).toEqual([
    [1, 100],
    [2, 1_000],
  ]);
});

test("what was thrown away before its turn is never heard", () => {
  const clock = new PlayClock();
  clock.receive(1, bytes(1_000), 0);
  clock.receive(2, bytes(500), 0);
  clock.clear(500);
  expect(clock.firstHeard(3_000).has(2)).toBe(false);
});
