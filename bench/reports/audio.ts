/** Tables and targets of what it costs to carry calls. */
import { median, medianSpread, type Spread } from "../measure/statistics.ts";
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
        toModel: medianSpread(own.map((turn) => turn.toModel)),
        toCaller: medianSpread(own.map((turn) => turn.toCaller)),
      };
    });
  });
}

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
          rivalsTarget(`p99 ${DIRECTIONS[way]} at ${calls} calls`, level, (turn) => turn[way].p99),
          aboveFloorTarget(`p99 ${DIRECTIONS[way]} at ${calls} calls`, level, (turn) => turn[way].p99),
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
function rivalsTarget(name: string, level: readonly AudioTurn[], pick: Pick): Target {
  const of = (peer: PeerName) => medianRatio(level, "ours", peer, pick);
  return {
    name,
    wanted: "no worse than any peer's",
    measured: [...RIVALS, "relay" as const].map((peer) => `${times(of(peer))} ${PEER_TITLES[peer]}`).join(", "),
    met: RIVALS.every((rival) => of(rival) <= 1),
  };
}

/** What each makes of the least that its runtime allows. */
function aboveFloorTarget(name: string, level: readonly AudioTurn[], pick: Pick): Target {
  const ofFloor = (peer: PeerName) => medianRatio(level, peer, RELAYS[RUNTIMES[peer]], pick);
  const ours = ofFloor("ours");
  return {
    name: `${name}, × its runtime's relay`,
    wanted: "no worse than any peer's",
    measured: `${times(ours)}, ${RIVALS.map((rival) => `${PEER_TITLES[rival]} ${times(ofFloor(rival))}`).join(", ")}`,
    met: RIVALS.every((rival) => ours <= ofFloor(rival)),
  };
}

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
