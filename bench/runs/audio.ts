/**
 * What it costs to carry calls: processor time, and the time each frame takes on its way. All peers stand ready
 * with their calls at once; they are at work in turns of eight seconds, so that what else the machine does falls on all
 * of them alike. Each round begins with fresh processes.
 */
import { openCall, type BenchCall } from "../bench-call.ts";
import { cpuSeconds } from "../measure/process-usage.ts";
import { spreadOf, type Spread } from "../measure/statistics.ts";
import { PEERS, type PeerName } from "../peer-names.ts";
import { startPeer, type Peer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause } from "../peers/pacer.ts";
import { CYCLE_MS, talk } from "./conversation.ts";
import { FrameWays } from "./frame-ways.ts";

/** From the most calls to the fewest: the calls that are too many hang up. */
export type AudioPlan = {
  rounds: number;
  levels: { calls: number; turns: number }[];
  peers: readonly PeerName[];
  databasesInside: boolean;
};

/** One peer's turn at work. */
export type AudioTurn = {
  round: number;
  peer: PeerName;
  calls: number;
  /** Seconds of processor time of workerd for a minute of one call. */
  cpuPerCallMinute: number;
  /** Of this process, which plays Twilio and OpenAI: seconds of processor time a second. */
  fakesCpu: number;
  /** Messages a second into workerd and out of it. */
  messagesPerSecond: number;
  toModel: Spread;
  toCaller: Spread;
};
export type AudioResult = { turns: AudioTurn[] };
export type Say = (line: string) => void;

/** They record the greeting, so that all others find it. */
const FIRST_CALLS = 2;
const IDLE_MS = 2_000;
const FRAME_MS = 20;
/** With fewer of the callers' frames than this share, calls are missing, and the numbers would flatter. */
const LEAST_FRAMES = 0.95;
/** Frames alone, before a turn counts. */
const LEAD_IN_MS = 500;

export async function runAudio(plan: AudioPlan, say: Say): Promise<AudioResult> {
  const openAi = await FakeOpenAi.start();
  const result: AudioResult = { turns: [] };
  for (let round = 1; round <= plan.rounds; round++) {
    // Another order each round: nobody is always first.
    const order = PEERS.filter((name) => plan.peers.includes(name)).map(
      (_, index, all) => all[(index + round) % all.length]!,
    );
    const stands: Stand[] = [];
    try {
      for (const name of order)
        stands.push(
          await Stand.open(
            await startPeer(name, openAi.url, { databasesInside: plan.databasesInside }),
            openAi,
            plan.levels[0]?.calls ?? 1,
          ),
        );
      for (const { calls, turns } of plan.levels) {
        for (const stand of stands) await stand.keep(calls);
        for (let turn = 0; turn < turns; turn++) {
          for (const stand of stands) {
            const done = await stand.work(round);
            result.turns.push(done);
            say(
              `  round ${round}  ${stand.peer.name.padEnd(5)} ${String(calls).padStart(2)} calls  cpu ${done.cpuPerCallMinute.toFixed(3)} s/call-min  p95 to model ${done.toModel.p95.toFixed(2)}, to caller ${done.toCaller.p95.toFixed(2)} ms`,
            );
          }
        }
      }
    } finally {
      for (const stand of stands) await stand.close();
    }
  }
  await openAi.stop();
  return result;
}

/** A peer with its open calls. */
class Stand {
  readonly peer: Peer;
  readonly #pacer = new Pacer();
  readonly #toModel = new FrameWays();
  readonly #toCaller = new FrameWays();
  #calls: BenchCall[] = [];
  #idleCpu = 0;

  private constructor(peer: Peer) {
    this.peer = peer;
  }

  static async open(peer: Peer, openAi: FakeOpenAi, calls: number): Promise<Stand> {
    const stand = new Stand(peer);
    await stand.#openCalls(openAi, FIRST_CALLS);
    await stand.keep(0);
    const idleFrom = cpuSeconds(peer.pid);
    await pause(IDLE_MS);
    stand.#idleCpu = (cpuSeconds(peer.pid) - idleFrom) / (IDLE_MS / 1_000);
    await stand.#openCalls(openAi, calls);
    // A whole turn that does not count: V8 compiles what it sees often.
    await stand.work(0);
    return stand;
  }

  async work(round: number): Promise<AudioTurn> {
    const calls = this.#calls.length;
    for (const { twilio } of this.#calls) twilio.startFrames();
    await pause(LEAD_IN_MS);
    this.#toModel.took = [];
    this.#toCaller.took = [];
    const pid = this.peer.pid;
    const from = { at: performance.now(), cpu: cpuSeconds(pid), own: process.cpuUsage(), messages: this.#messages() };
    await Promise.all(
      this.#calls.map((call, index) =>
        talk(call, index + 1, (index / calls) * CYCLE_MS, this.#pacer, (number, at) =>
          this.#toCaller.sent(index + 1, number, at),
        ),
      ),
    );
    const seconds = (performance.now() - from.at) / 1_000;
    const cpu = cpuSeconds(pid) - from.cpu;
    const own = process.cpuUsage(from.own);
    const messages = this.#messages() - from.messages;
    for (const { twilio } of this.#calls) twilio.stopFrames();
    const expected = (calls * CYCLE_MS) / FRAME_MS;
    if (this.#toModel.took.length < expected * LEAST_FRAMES)
      throw new Error(`${this.peer.name} has lost calls: ${this.#toModel.took.length} of ${expected} frames came`);
    return {
      round,
      peer: this.peer.name,
      calls,
      cpuPerCallMinute: ((cpu / seconds - this.#idleCpu) / calls) * 60,
      fakesCpu: (own.user + own.system) / 1e6 / seconds,
      messagesPerSecond: messages / seconds,
      toModel: spreadOf(this.#toModel.took),
      toCaller: spreadOf(this.#toCaller.took),
    };
  }

  async keep(calls: number): Promise<void> {
    const tooMany = this.#calls.splice(calls);
    await Promise.all(tooMany.map((call) => call.hangUp()));
    if (tooMany.length > 0) await pause(1_000);
  }

  async close(): Promise<void> {
    await this.keep(0);
    await this.peer.stop();
  }

  #messages(): number {
    return this.#calls.reduce(
      (sum, { twilio, model }) =>
        sum + twilio.messagesCame + twilio.messagesWent + model.messagesCame + model.messagesWent,
      0,
    );
  }

  async #openCalls(openAi: FakeOpenAi, count: number): Promise<void> {
    for (let stream = 1; stream <= count; stream++) {
      const hooks = {
        frameSent: (number: number, at: number) => this.#toModel.sent(stream, number, at),
        audioCame: (from: number, number: number, at: number) => this.#toCaller.came(from, number, at),
      };
      const call = await openCall(this.peer, openAi, this.#pacer, { stream, hooks });
      call.model.onFrame = (from, number, at) => this.#toModel.came(from, number, at);
      this.#calls.push(call);
    }
    // Greetings are over and what was held back meanwhile has gone out.
    await pause(1_000);
    for (const { twilio } of this.#calls) twilio.stopFrames();
  }
}
