import { expect, test } from "vitest";
import type { Spread } from "../measure/statistics.ts";
import type { PeerName } from "../peer-names.ts";
import type { AudioTurn } from "../runs/audio.ts";
import { audioTargets, audioText, summariseAudio } from "./audio.ts";

const spread = (ms: number): Spread => ({ p50: ms, p95: ms, p99: ms, max: ms, count: 100 });

function turn(lap: number, peer: PeerName, cost: number, more: Partial<AudioTurn> = {}): AudioTurn {
  const idle = { fakesCpu: 0.2, othersCpu: 0.02, messagesPerSecond: 3_000 };
  const frames = { toModel: Float32Array.of(cost), toCaller: Float32Array.of(cost) };
  const delays = { toModel: spread(cost), toCaller: spread(cost), frames };
  return { round: 1, lap, counts: true, peer, calls: 20, cpuPerCallMinute: cost, ...idle, ...delays, ...more };
}

const lap = (number: number, costs: Record<PeerName, number>, more: Partial<AudioTurn> = {}): AudioTurn[] =>
  Object.entries(costs).map(([peer, cost]) => turn(number, peer as PeerName, cost, more));

const EVEN = { relay: 1, ours: 1.05, sdk: 1.5, nodeRelay: 1, rva: 1.2 };
const met = (turns: AudioTurn[]) => audioTargets({ turns }).map((target) => target.met);

test("all targets are met where ours stays near the relay and below the others", () => {
  expect(met([...lap(1, EVEN), ...lap(2, EVEN)])).toEqual(Array.from({ length: 7 }, () => true));
});

test("more than 1.1 of the relay's is not met, for processor time and both ways of p95", () => {
  const costly = { ...EVEN, ours: 1.11 };
  expect(met(lap(1, costly))).toEqual([false, false, true, true, false, true, true]);
});

test("p99 is compared with every peer that does the same work, as it is and above what its runtime takes", () => {
  const fastRuntime = { relay: 1, ours: 1.1, sdk: 1.5, nodeRelay: 0.5, rva: 0.6 };
  expect(met(lap(1, fastRuntime))).toEqual([true, true, false, true, true, false, true]);
  const fastPeer = { relay: 1, ours: 1.1, sdk: 1.5, nodeRelay: 1, rva: 1.09 };
  expect(met(lap(1, fastPeer))).toEqual([true, true, false, false, true, false, false]);
});

test("peers are compared within their lap: a slow moment of the whole machine changes nothing", () => {
  const slow = { relay: 10, ours: 10.5, sdk: 15, nodeRelay: 10, rva: 12 };
  const turns = [...lap(1, EVEN), ...lap(2, slow), ...lap(3, EVEN)];
  expect(summariseAudio({ turns }).find(({ peer }) => peer === "ours")?.ofRelay.cpu).toBeCloseTo(1.05);
});

test("a pause that falls into one lap of many is in p99, and not in p95", () => {
  const paused = Float32Array.from({ length: 100 }, (_, index) => (index < 10 ? 50 : 1));
  const quiet = new Float32Array(100).fill(1);
  const turns = [paused, quiet, quiet].map((ways, index) =>
    turn(index, "ours", 1, { frames: { toModel: ways, toCaller: ways } }),
  );
  expect(summariseAudio({ turns })[0]?.toModel).toMatchObject({ p95: 1, p99: 50 });
});

test("laps that do not count are left out, and said", () => {
  const turns = [...lap(1, EVEN), ...lap(2, { ...EVEN, ours: 9 }, { counts: false, othersCpu: 0.8 })];
  expect(summariseAudio({ turns }).find(({ peer }) => peer === "ours")?.cpuPerCallMinute).toBe(1.05);
  expect(audioText({ turns })).toContain("2 laps run, 1 counted, 0 of them disturbed");
});

test("targets hold for every level from twenty calls on", () => {
  const turns = [50, 20, 1].flatMap((calls, index) => lap(index, EVEN, { calls }));
  expect(audioTargets({ turns }).map(({ name }) => /at (\d+) calls/.exec(name)?.[1])).toEqual([
    ...Array.from({ length: 7 }, () => "50"),
    ...Array.from({ length: 7 }, () => "20"),
  ]);
});
