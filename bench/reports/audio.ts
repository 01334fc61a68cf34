/** Tables and targets of what it costs to carry calls. */
import { median, medianSpread, percentile, type Spread } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import { PEER_TITLES, PEERS, RELAYS, RUNTIMES, type BridgeName, type PeerName } from "../peer-names.ts";
import type { AudioResult, AudioTurn } from "../runs/audio.ts";
import { isQuiet } from "../runs/laps.ts";

/** What understanding a call may cost above passing it on: processor time, and delay. */
const MOST_OF_RELAY = 1.1;
/** With how many calls the targets hold; one call says little about a process made for many. */
const TARGET_CALLS = 20;
/** Those that do the same work as ours. */
const RIVALS = ["sdk", "rva"] as const satisfies BridgeName[];

type Direction = "toModel" | "toCaller";
type Pick = (turn: AudioTurn) => number;
const DIRECTIONS: Record<Direction, string> = { toModel: "to the model", toCaller: "to the caller" };

export type AudioSummary = {
  peer: PeerName;
  calls: number;
  cpuPerCallMinute: number;
  messagesPerSecond: number;
  fakesCpu: number;
  /** Medians over the laps of this peer's share of the relay's. */
  ofRelay: { cpu: number; toModelP95: number; toCallerP95: number };
} & Record<Direction, Spread>;

export function summariseAudio({ turns }: AudioResult): AudioSummary[] {
  const counting = turns.filter(({ counts }) => counts);
  return levelsOf(counting).flatMap((calls) => {
    const level = counting.filter((turn) => turn.calls === calls);
    return PEERS.flatMap((peer) => {
      const own = level.filter((turn) => turn.peer === peer);
      if (own.length === 0) return [];
      const of = (pick: Pick) => median(own.map(pick));
      const ofRelay = (pick: Pick) => medianRatio(level, peer, "relay", pick);
      return {
        peer,
        calls,
        cpuPerCallMinute: of((turn) => turn.cpuPerCallMinute),
        messagesPerSecond: of((turn) => turn.messagesPerSecond),
        fakesCpu: of((turn) => turn.fakesCpu),
        ofRelay: {
          cpu: ofRelay((turn) => turn.cpuPerCallMinute),
          toModelP95: ofRelay((turn) => turn.toModel.p95),
          toCallerP95: ofRelay((turn) => turn.toCaller.p95),
        },
        toModel: delayOf(own, "toModel"),
        toCaller: delayOf(own, "toCaller"),
      };
    });
  });
}

/**
 * Of p50 and p95 the median lap. But p99 is that of all frames together: it is the pauses of a garbage collection that
 * comes every twenty seconds or so, into some laps and not into others.
 */
const delayOf = (turns: readonly AudioTurn[], way: Direction): Spread => ({
  ...medianSpread(turns.map((turn) => turn[way])),
  p99: allFramesP99(turns, way),
});

const allFramesP99 = (turns: readonly AudioTurn[], way: Direction): number =>
  percentile(
    turns.flatMap((turn) => [...turn.frames[way]]),
    0.99,
  );

export function audioText(result: AudioResult): string {
  const spread = ({ p50, p95, p99 }: Spread) => [p50, p95, p99].map(ms).join(" / ");
  const rows = summariseAudio(result).map(({ peer, calls, cpuPerCallMinute, ofRelay, toModel, toCaller }) => [
    `${String(calls).padStart(2)} calls, ${PEER_TITLES[peer]}`,
    cpuPerCallMinute.toFixed(3),
    times(ofRelay.cpu),
    spread(toModel),
    times(ofRelay.toModelP95),
    spread(toCaller),
    times(ofRelay.toCallerP95),
  ]);
  const head = ["", "CPU s/call-min", "× relay", "to model p50/p95/p99 ms", "p95 × relay"];
  return `${table([...head, "to caller p50/p95/p99 ms", "p95 × relay"], rows)}\n${lapsText(result)}`;
}

/** Every level but that of a single call. */
export function audioTargets({ turns }: AudioResult): Target[] {
  const counting = turns.filter(({ counts }) => counts);
  return levelsOf(counting)
    .filter((calls) => calls >= TARGET_CALLS)
    .flatMap((calls) => {
      const level = counting.filter((turn) => turn.calls === calls);
      return [
        ofRelayTarget(`CPU at ${calls} calls`, level, (turn) => turn.cpuPerCallMinute),
        ...directions.flatMap((way) => [
          ofRelayTarget(`p95 ${DIRECTIONS[way]} at ${calls} calls`, level, (turn) => turn[way].p95),
          rivalsTarget(`p99 ${DIRECTIONS[way]} at ${calls} calls`, level, way),
          aboveFloorTarget(`p99 ${DIRECTIONS[way]} at ${calls} calls`, level, way),
        ]),
      ];
    });
}

const directions = Object.keys(DIRECTIONS) as Direction[];

function ofRelayTarget(name: string, level: readonly AudioTurn[], pick: Pick): Target {
  const ratio = medianRatio(level, "ours", "relay", pick);
  return {
    name,
    wanted: `≤ ${MOST_OF_RELAY} × relay`,
    measured: `${times(ratio)}, in its laps ${lapRatios(level, "ours", "relay", pick).map(times).join(" ")}`,
    met: ratio <= MOST_OF_RELAY,
  };
}

/** As it is, which also compares Node with workerd. */
function rivalsTarget(name: string, level: readonly AudioTurn[], way: Direction): Target {
  const p99 = (peer: PeerName) => p99Of(level, peer, way);
  return {
    name,
    wanted: "no worse than any peer's",
    measured: `${ms(p99("ours"))} ms, ${[...RIVALS, "relay" as const].map((peer) => `${PEER_TITLES[peer]} ${ms(p99(peer))}`).join(", ")}`,
    met: RIVALS.every((rival) => p99("ours") <= p99(rival)),
  };
}

/** What each makes of the least that its runtime allows. */
function aboveFloorTarget(name: string, level: readonly AudioTurn[], way: Direction): Target {
  const ofFloor = (peer: PeerName) => p99Of(level, peer, way) / p99Of(level, RELAYS[RUNTIMES[peer]], way);
  return {
    name: `${name}, × its runtime's relay`,
    wanted: "no worse than any peer's",
    measured: `${times(ofFloor("ours"))}, ${RIVALS.map((rival) => `${PEER_TITLES[rival]} ${times(ofFloor(rival))}`).join(", ")}`,
    met: RIVALS.every((rival) => ofFloor("ours") <= ofFloor(rival)),
  };
}

const p99Of = (level: readonly AudioTurn[], peer: PeerName, way: Direction): number =>
  allFramesP99(
    level.filter((turn) => turn.peer === peer),
    way,
  );

/** In each lap, what one took as a share of what the other took. */
function lapRatios(turns: readonly AudioTurn[], one: PeerName, other: PeerName, pick: Pick): number[] {
  return turns
    .filter(({ peer }) => peer === one)
    .flatMap((turn) => {
      const beside = turns.find(({ peer, lap }) => peer === other && lap === turn.lap);
      return beside ? pick(turn) / pick(beside) : [];
    });
}

const medianRatio = (turns: readonly AudioTurn[], one: PeerName, other: PeerName, pick: Pick): number =>
  median(lapRatios(turns, one, other, pick));

function lapsText({ turns }: AudioResult): string {
  const laps = (list: readonly AudioTurn[]) => new Set(list.map(({ lap }) => lap)).size;
  const kept = turns.filter(({ counts }) => counts);
  const disturbed = kept.filter((turn) => !isQuiet([turn]));
  const most = Math.max(...kept.map(({ othersCpu }) => othersCpu));
  return `${laps(turns)} laps run, ${laps(kept)} counted, ${laps(disturbed)} of them disturbed: other programs took at most ${Math.round(most * 100)} % of a processor`;
}

const levelsOf = (turns: readonly AudioTurn[]): number[] => [...new Set(turns.map(({ calls }) => calls))];
const times = (ratio: number): string => (Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : "—");
