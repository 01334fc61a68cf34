/**
 * What it costs to carry calls: processor time, and the time each frame takes on its way. All peers stand ready with
 * their calls at once and are at work one after the other: a lap is one turn of each. Peers are compared within a lap,
 * so that what else the machine does falls on all of them alike; a lap in which it did too much is run again. Each round
 * begins with fresh processes.
 */
import { PEERS, type PeerName } from "../peer-names.ts";
import { startPeer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { isQuiet, quietest } from "./laps.ts";
import { Stand, type Work } from "./stand.ts";

/** From the most calls to the fewest: the calls that are too many hang up. */
export type AudioPlan = {
  rounds: number;
  levels: { calls: number; laps: number }[];
  databasesInside: boolean;
};

/** `lap` is its number, of all laps of the run; one that does not count was disturbed. */
export type AudioTurn = Work & { round: number; lap: number; counts: boolean };
export type AudioResult = { turns: AudioTurn[] };
export type Say = (line: string) => void;

export async function runAudio(plan: AudioPlan, say: Say): Promise<AudioResult> {
  const openAi = await FakeOpenAi.start();
  const result: AudioResult = { turns: [] };
  const mostCalls = plan.levels[0]?.calls ?? 1;
  let lapsRun = 0;
  for (let round = 1; round <= plan.rounds; round++) {
    const stands: Stand[] = [];
    try {
      for (const name of rotated(PEERS, round)) {
        const peer = await startPeer(name, openAi.url, { databasesInside: plan.databasesInside });
        stands.push(await Stand.open(peer, openAi, mostCalls));
      }
      for (const { calls, laps: wanted } of plan.levels) {
        for (const stand of stands) await stand.keep(calls);
        const laps: Work[][] = [];
        const numbers = new Map<Work[], number>();
        // As many again for those that are disturbed; then the quietest must do.
        while (laps.filter(isQuiet).length < wanted && laps.length < wanted * 2) {
          const lap: Work[] = [];
          for (const stand of rotated(stands, laps.length)) lap.push(await stand.work());
          numbers.set(lap, ++lapsRun);
          laps.push(lap);
          for (const work of lap) say(lineOf(round, work, isQuiet(lap)));
        }
        const kept = quietest(laps, wanted);
        for (const lap of laps)
          for (const work of lap)
            result.turns.push({ ...work, round, lap: numbers.get(lap)!, counts: kept.includes(lap) });
      }
    } finally {
      for (const stand of stands) await stand.close();
    }
  }
  await openAi.stop();
  return result;
}

/** Another order each time: nobody is always first. */
const rotated = <T>(list: readonly T[], by: number): T[] => list.map((_, index) => list[(index + by) % list.length]!);

const name = (peer: PeerName): string => peer.padEnd(9);

function lineOf(round: number, { peer, calls, cpuPerCallMinute, toModel, toCaller }: Work, quiet: boolean): string {
  return `  round ${round}  ${name(peer)} ${String(calls).padStart(2)} calls  cpu ${cpuPerCallMinute.toFixed(3)} s/call-min  p95 to model ${toModel.p95.toFixed(2)}, to caller ${toCaller.p95.toFixed(2)} ms${quiet ? "" : "  disturbed"}`;
}
