import { expect, test } from "vitest";
import { SCENES } from "../peers/hearing-model.ts";
import type { SceneResult, Wait } from "../runs/as-heard.ts";
import { asHeardTargets, asHeardText } from "./as-heard.ts";

const wait = (waitMs: number, ownMs: number): Wait => ({ waitMs, ownMs, toolMs: 0 });
const allHeard: SceneResult[] = SCENES.map((scene) => ({
  peer: "ours",
  scene,
  answer: wait(820, 800),
  filler: scene === "slow" ? wait(1_400, 500) : null,
}));

test("whoever always hears what was wanted has met all targets", () => {
  expect(asHeardTargets({ scenes: allHeard, greetings: [] }).every(({ met }) => met)).toBe(true);
});

test("one answer that never came, or a slow one with silence before it, is not met", () => {
  const silent = allHeard.map((one) => (one.scene === "tool" ? { ...one, answer: null } : { ...one, filler: null }));
  const missed = asHeardTargets({ scenes: silent, greetings: [] }).filter(({ met }) => !met);
  expect(missed.map(({ name }) => name)).toEqual([
    "as heard: answer after a tool",
    expect.stringContaining("as heard: filler"),
  ]);
});

test("a scene that was not played is not met", () => {
  expect(asHeardTargets({ scenes: [], greetings: [] }).some(({ met }) => met)).toBe(false);
});

test("the table shows what the caller waited, the model's own time, and the rest", () => {
  const line = asHeardText({ scenes: allHeard, greetings: [] })
    .split("\n")
    .find((text) => text.startsWith("plain answer, CallSession"));
  expect(line?.trim().split(/ {2,}/).slice(1)).toEqual(["1 of 1", "820", "820", "800", "20.0", "20.0", "—"]);
});
