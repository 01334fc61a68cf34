/** Tables and targets of the runs that are about what a peer does, not what it costs. */
import { median, percentile } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import { BRIDGES, PEER_TITLES, PEERS, type BridgeName } from "../peer-names.ts";
import { COLLISIONS, type CollisionTrial } from "../runs/collision.ts";
import { UPGRADE_MS, type GreetingResult } from "../runs/greeting.ts";
import type { MemoryResult } from "../runs/memory.ts";
import type { PathResult } from "../runs/relay-path.ts";
import { CASES, type Trial } from "../runs/truncation.ts";

const MOST_ERROR_MS = 10;
const GREETING_LIMIT_MS = 50;
/** Playback is counted in bytes; less than a frame is not an old answer that goes on. */
const NOTHING_MS = 20;

export function truncationText(trials: readonly Trial[]): string {
  const rows = CASES.flatMap((name) => [
    ...BRIDGES.map((peer) => {
      const own = trials.filter((trial) => trial.peer === peer && trial.case === name);
      const errors = own.flatMap(({ errorsMs }) => errorsMs.map(Math.abs));
      const stale = own.map(({ staleMs }) => staleMs);
      const refused = own.reduce((sum, trial) => sum + trial.refused, 0);
      return [
        `${name}, ${PEER_TITLES[peer]}`,
        String(own.length),
        ms(median(errors)),
        ms(percentile(errors, 0.95)),
        ms(Math.max(...errors)),
        ms(Math.max(...stale)),
        String(refused),
      ];
    }),
    [`${name}, ${PEER_TITLES.relay}`, ...Array.from({ length: 6 }, () => "—")],
  ]);
  return table(["", "trials", "error p50 ms", "p95", "worst", "stale ms, worst", "refused"], rows);
}

export function truncationTargets(trials: readonly Trial[]): Target[] {
  const own = trials.filter(({ peer }) => peer === "ours");
  return CASES.map((name) => {
    const mine = own.filter((trial) => trial.case === name);
    const worst = Math.max(...mine.flatMap(({ errorsMs }) => errorsMs.map(Math.abs)));
    const stale = Math.max(...mine.map(({ staleMs }) => staleMs));
    return {
      name: `truncation ${name}`,
      wanted: `≤ ${MOST_ERROR_MS} ms, nothing stale`,
      measured: `worst ${ms(worst)} ms, stale ${ms(stale)} ms`,
      met: worst <= MOST_ERROR_MS && stale < NOTHING_MS,
    };
  });
}

const answers = (trials: readonly CollisionTrial[]): string =>
  `${trials.filter(({ answered }) => answered).length} of ${trials.length}`;

export function collisionText(trials: readonly CollisionTrial[]): string {
  const of = (peer: CollisionTrial["peer"], kind: CollisionTrial["kind"]) =>
    trials.filter((trial) => trial.peer === peer && trial.kind === kind);
  const rows = BRIDGES.flatMap((peer) =>
    COLLISIONS.map((kind) => {
      const own = of(peer, kind);
      return [
        `${kind}, ${PEER_TITLES[peer]}`,
        answers(own),
        String(own.reduce((sum, { refused }) => sum + refused, 0)),
      ];
    }),
  );
  return table(["", "answered", "refused on the way"], [...rows, [PEER_TITLES.relay, "—", "—"]]);
}

export function collisionTargets(trials: readonly CollisionTrial[]): Target[] {
  const own = trials.filter(({ peer }) => peer === "ours");
  return [
    {
      name: "collided response.create answered",
      wanted: "all",
      measured: answers(own),
      met: own.every(({ answered }) => answered),
    },
  ];
}

const GREETINGS: Record<BridgeName, string> = {
  ours: "plays the recording of the first call",
  sdk: "has none: asks the model when it is connected",
  rva: "plays the recording it was configured with",
};

export function greetingText(results: readonly GreetingResult[]): string {
  const rows = results.map(({ peer, firstCallMs, laterCallsMs }) => [
    PEER_TITLES[peer],
    ms(firstCallMs),
    ms(median(laterCallsMs)),
    ms(Math.max(...laterCallsMs)),
    GREETINGS[peer],
  ]);
  return table(
    [`OpenAI answers after ${UPGRADE_MS} ms`, "first call ms", "later p50", "worst", "greeting"],
    [...rows, [PEER_TITLES.relay, "—", "—", "—", "asks for nothing"]],
  );
}

export function greetingTargets(results: readonly GreetingResult[]): Target[] {
  const later = results.find(({ peer }) => peer === "ours")?.laterCallsMs ?? [];
  const p50 = median(later);
  return [
    {
      name: "greeting byte after start",
      wanted: `≤ ${GREETING_LIMIT_MS} ms`,
      measured: `p50 ${ms(p50)} ms, worst ${ms(Math.max(...later))} ms`,
      met: p50 <= GREETING_LIMIT_MS,
    },
  ];
}

export function memoryText(results: readonly MemoryResult[]): string {
  const kb = (bytes: number): string => (bytes / 1024).toFixed(0);
  const rows = PEERS.flatMap((peer) => results.filter((one) => one.peer === peer)).map((one) => [
    `${one.calls} calls, ${PEER_TITLES[one.peer]}`,
    kb(one.residentPerCall),
    kb(one.heapPerCall),
  ]);
  return table(["after a garbage collection", "resident KB/call", "live heap KB/call"], rows);
}

export function relayPathText(results: readonly PathResult[]): string {
  const rows = results.map(({ direction, way, nsPerFrame }) => {
    const ours = results.find((one) => one.direction === direction)?.nsPerFrame ?? Number.NaN;
    return [`${direction}: ${way}`, nsPerFrame.toFixed(0), `${(nsPerFrame / ours).toFixed(1)}×`];
  });
  return table(["one frame (20 ms in, 200 ms out)", "ns", ""], rows);
}
