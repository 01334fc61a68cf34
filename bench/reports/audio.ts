/** Tables and targets of what it costs to carry calls. */
import { median, medianSpread, shareAboveFloor, type Spread } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import { PEER_TITLES, PEERS, type PeerName } from "../peer-names.ts";
import type { AudioResult, AudioTurn } from "../runs/audio.ts";

/** Of what the SDK's object costs above the relay, ours may cost this share. */
const MOST_ABOVE_FLOOR = 0.25;

type Direction = "toModel" | "toCaller";

export type AudioSummary = {
  peer: PeerName;
  calls: number;
  cpuPerCallMinute: number;
  messagesPerSecond: number;
  fakesCpu: number;
} & Record<Direction, Spread>;

export function summariseAudio({ turns }: AudioResult): AudioSummary[] {
  const levels = [...new Set(turns.map(({ calls }) => calls))];
  return levels.flatMap((calls) =>
    PEERS.flatMap((peer) => {
      const own = turns.filter((turn) => turn.peer === peer && turn.calls === calls);
      const of = (pick: (turn: AudioTurn) => number) => median(own.map(pick));
      if (own.length === 0) return [];
      return {
        peer,
        calls,
        cpuPerCallMinute: of((turn) => turn.cpuPerCallMinute),
        messagesPerSecond: of((turn) => turn.messagesPerSecond),
        fakesCpu: of((turn) => turn.fakesCpu),
        toModel: medianSpread(own.map((turn) => turn.toModel)),
        toCaller: medianSpread(own.map((turn) => turn.toCaller)),
      };
    }),
  );
}

export function audioText(summary: readonly AudioSummary[]): string {
  const spread = ({ p50, p95, p99 }: Spread) => [p50, p95, p99].map(ms).join(" / ");
  const rows = summary.map(({ peer, calls, cpuPerCallMinute, messagesPerSecond, toModel, toCaller }) => [
    `${String(calls).padStart(2)} calls, ${PEER_TITLES[peer]}`,
    cpuPerCallMinute.toFixed(3),
    String(Math.round(messagesPerSecond)),
    spread(toModel),
    spread(toCaller),
  ]);
  return table(["", "CPU s/call-min", "messages/s", "to model p50/p95/p99 ms", "to caller p50/p95/p99 ms"], rows);
}

/**
 * The share of the medians decides. That of each peer's quietest turn stands beside it, because what else the machine
 * does can only add: where the two differ much, it was too busy to say.
 */
export function audioTargets({ turns }: AudioResult): Target[] {
  const calls = Math.max(...turns.map((turn) => turn.calls));
  const of = (peer: PeerName) => turns.filter((turn) => turn.peer === peer && turn.calls === calls);
  const [relay, ours, sdk] = [of("relay"), of("ours"), of("sdk")];
  const target = (name: string, pick: (turn: AudioTurn) => number): Target => {
    const values = (list: AudioTurn[]) => median(list.map(pick));
    const share = shareAboveFloor(values(relay), values(ours), values(sdk));
    const quietest = (list: AudioTurn[]) => Math.min(...list.map(pick));
    return {
      name: `${name} at ${calls} calls: ours above the relay, of the SDK's`,
      wanted: `≤ ${MOST_ABOVE_FLOOR * 100} %`,
      measured: `${percent(share)}, in the quietest turns ${percent(shareAboveFloor(quietest(relay), quietest(ours), quietest(sdk)))}`,
      met: share <= MOST_ABOVE_FLOOR,
    };
  };
  return [
    target("CPU per call-minute", (turn) => turn.cpuPerCallMinute),
    target("p95 delay to the model", (turn) => turn.toModel.p95),
    target("p95 delay to the caller", (turn) => turn.toCaller.p95),
  ];
}

const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(share * 100)} %` : "the SDK costs nothing above the relay";
