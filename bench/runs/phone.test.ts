import { expect, test } from "vitest";
import type { Turn } from "../peers/hearing-model.ts";
import { waitsOf } from "./phone.ts";

const KEY = 7;
const CLIP = 0;

/** The caller's last word at 1,000; the turn's end at 1,500; the model thinks until 1,800. */
const turn = (more: Partial<Turn> = {}): Turn => ({
  scene: "plain",
  key: KEY,
  firstFrame: 0,
  lastFrame: 39,
  endedAt: 1_000,
  silence: { from: 1_000, to: 1_500 },
  busy: [{ from: 1_502, to: 1_802 }],
  tool: null,
  answered: true,
  ...more,
});

test("the wait is from the caller's last word to the first sound, with the model's own time apart", () => {
  const heard = new Map([[KEY, 1_805]]);
  expect(waitsOf(turn(), heard)).toEqual({ answer: { waitMs: 805, ownMs: 800, toolMs: 0 }, filler: null });
});

test("a tool's time is the peer's", () => {
  const thinkingTwice = [
    { from: 1_500, to: 1_800 },
    { from: 1_840, to: 2_140 },
  ];
  const tool = { from: 1_800, to: 1_830 };
  expect(waitsOf(turn({ busy: thinkingTwice, tool }), new Map([[KEY, 2_145]])).answer).toEqual({
    waitMs: 1_145,
    ownMs: 1_100,
    toolMs: 30,
  });
});

test("another sound before the answer fills the wait; the model's thinking is no excuse for when it came", () => {
  const heard = new Map([
    [CLIP, 2_300],
    [KEY, 5_800],
  ]);
  const { filler, answer } = waitsOf(turn({ busy: [{ from: 1_500, to: 5_790 }] }), heard);
  expect(filler).toEqual({ waitMs: 1_300, ownMs: 500, toolMs: 0 });
  expect(answer?.waitMs).toBe(4_800);
});

test("a filler without an answer is still a filler; a sound from before the caller's last word is none", () => {
  expect(waitsOf(turn(), new Map([[CLIP, 2_300]]))).toMatchObject({ answer: null, filler: { waitMs: 1_300 } });
  expect(waitsOf(turn(), new Map([[CLIP, 900]]))).toEqual({ answer: null, filler: null });
});

test("where nothing was heard there is nothing", () => {
  expect(waitsOf(turn(), new Map())).toEqual({ answer: null, filler: null });
  expect(waitsOf(turn({ endedAt: null }), new Map([[KEY, 5]]))).toEqual({ answer: null, filler: null });
});
