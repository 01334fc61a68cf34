/**
 * What it costs to carry calls: processor time, memory, and the time each frame takes on its way, for each peer in
 * turn and again in each round, so that what else the machine does falls on all of them.
 */
import { openCall, type BenchCall } from "../bench-call.ts";
import { cpuSeconds, residentBytes } from "../measure/process-usage.ts";
import { median, spreadOf, type Spread } from "../measure/statistics.ts";
import { PEERS, type PeerName } from "../peer-names.ts";
import { startPeer, type Peer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause } from "../peers/pacer.ts";
import { talk, type Talk } from "./conversation.ts";

export type AudioPlan = { rounds: number; levels: { calls: number; measureMs: number }[]; warmUpMs: number; idleMs: number };

export type LevelResult = {
  calls: number;
  /** Seconds of processor time of workerd for a minute of one call, the idle process's share taken off. */
  cpuPerCallMinute: number;
  /** Of this process, which plays Twilio and OpenAI: seconds of processor time a second. */
  fakesCpu: number;
  bytesPerCall: number;
  toModel: Spread;
  toCaller: Spread;
};
export type AudioRound = { round: number; peer: PeerName; idleCpu: number; levels: LevelResult[] };

export type Say = (line: string) => void;

export async function runAudio(plan: AudioPlan, say: Say, peers: readonly PeerName[] = PEERS): Promise<AudioRound[]> {
  const openAi = await FakeOpenAi.start();
  const results: AudioRound[] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    // Another order each round: nobody is always first.
    const order = peers.map((_, index) => peers[(index + round) % peers.length]!);
    for (const name of order) {
      const peer = await startPeer(name, openAi.url);
      try {
        results.push(await measurePeer(peer, openAi, plan, round, say));
      } finally {
        await peer.stop();
      }
    }
  }
  await openAi.stop();
  return results;
}

async function measurePeer(peer: Peer, openAi: FakeOpenAi, plan: AudioPlan, round: number, say: Say): Promise<AudioRound> {
  await carry(peer, openAi, 4, plan.warmUpMs, 0);
  await pause(1_000);
  const idleFrom = cpuSeconds(peer.workerdPid);
  await pause(plan.idleMs);
  const idleCpu = (cpuSeconds(peer.workerdPid) - idleFrom) / (plan.idleMs / 1_000);
  const levels: LevelResult[] = [];
  for (const { calls, measureMs } of plan.levels) {
    const result = await carry(peer, openAi, calls, measureMs, idleCpu);
    levels.push(result);
    const { cpuPerCallMinute, toModel, toCaller } = result;
    say(`  round ${round}  ${peer.name.padEnd(5)} ${String(calls).padStart(2)} calls  cpu ${cpuPerCallMinute.toFixed(3)} s/call-min  to model p95 ${toModel.p95.toFixed(2)} ms  to caller p95 ${toCaller.p95.toFixed(2)} ms  fakes ${result.fakesCpu.toFixed(2)}`);
    await pause(1_500);
  }
  return { round, peer: peer.name, idleCpu, levels };
}

/** A frame is looked for among the last so many: 20 s of them. */
const REMEMBERED = 1_024;

/** The way of each frame: when it went, by number, and how long it took. */
class Ways {
  readonly took: number[] = [];
  readonly #sentAt = new Map<number, Float64Array>();
  measuring = false;

  sent(stream: number, number: number, at: number): void {
    let times = this.#sentAt.get(stream);
    if (!times) this.#sentAt.set(stream, (times = new Float64Array(REMEMBERED)));
    times[number % REMEMBERED] = at;
  }

  came(stream: number, number: number, at: number): void {
    const sentAt = this.#sentAt.get(stream)?.[number % REMEMBERED];
    if (this.measuring && sentAt) this.took.push(at - sentAt);
  }
}

async function carry(peer: Peer, openAi: FakeOpenAi, calls: number, measureMs: number, idleCpu: number): Promise<LevelResult> {
  const pacer = new Pacer();
  const toModel = new Ways();
  const toCaller = new Ways();
  const rssBefore = residentBytes(peer.workerdPid);
  const open: BenchCall[] = [];
  for (let stream = 1; stream <= calls; stream++) {
    const hooks = {
      frameSent: (number: number, at: number) => toModel.sent(stream, number, at),
      audioCame: (from: number, number: number, at: number) => toCaller.came(from, number, at),
    };
    const call = await openCall(peer, openAi, pacer, { stream, hooks });
    call.model.onFrame = (from, number, at) => toModel.came(from, number, at);
    open.push(call);
  }
  // Greetings are over and what was held back meanwhile has gone out.
  await pause(1_000);
  const talks: Talk[] = open.map((call, index) => talk(call, index + 1, pacer, (number, at) => toCaller.sent(index + 1, number, at)));
  await pause(500);

  toModel.measuring = toCaller.measuring = true;
  const from = { at: performance.now(), cpu: cpuSeconds(peer.workerdPid), own: process.cpuUsage() };
  const rss: number[] = [];
  while (performance.now() - from.at < measureMs) {
    await pause(Math.min(500, measureMs));
    rss.push(residentBytes(peer.workerdPid));
  }
  const seconds = (performance.now() - from.at) / 1_000;
  const cpu = cpuSeconds(peer.workerdPid) - from.cpu - idleCpu * seconds;
  const own = process.cpuUsage(from.own);
  toModel.measuring = toCaller.measuring = false;

  const stopping = talks.map((one) => one.stop());
  await Promise.all(open.map((call) => call.hangUp()));
  void Promise.all(stopping);
  return {
    calls,
    cpuPerCallMinute: (cpu / calls / seconds) * 60,
    fakesCpu: (own.user + own.system) / 1e6 / seconds,
    bytesPerCall: (median(rss.slice(Math.floor(rss.length / 2))) - rssBefore) / calls,
    toModel: spreadOf(toModel.took),
    toCaller: spreadOf(toCaller.took),
  };
}
