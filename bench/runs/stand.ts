/** A peer with its open calls, which it works at when it is its turn. */
import { openCall, type BenchCall } from "../bench-call.ts";
import { othersCpuSeconds } from "../measure/other-programs.ts";
import { cpuSeconds } from "../measure/process-usage.ts";
import { spreadOf, type Spread } from "../measure/statistics.ts";
import type { PeerName } from "../peer-names.ts";
import type { Peer } from "../peer-process.ts";
import type { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause } from "../peers/pacer.ts";
import { CYCLE_MS, talk } from "./conversation.ts";
import { FrameWays } from "./frame-ways.ts";

/** What one turn at work took. */
export type Work = {
  peer: PeerName;
  calls: number;
  /** Seconds of processor time of the peer's process for a minute of one call. */
  cpuPerCallMinute: number;
  /** Of this process, which plays Twilio and OpenAI: seconds of processor time a second. */
  fakesCpu: number;
  /** Of other programs on the machine: seconds of processor time a second. */
  othersCpu: number;
  /** Messages a second into the peer and out of it. */
  messagesPerSecond: number;
  toModel: Spread;
  toCaller: Spread;
  /** Ms that each single frame took. */
  frames: { toModel: Float32Array; toCaller: Float32Array };
};

/** They record the greeting, so that all others find it. */
const FIRST_CALLS = 2;
const IDLE_MS = 2_000;
const FRAME_MS = 20;
/** With fewer of the callers' frames than this share, calls are missing, and the numbers would flatter. */
const LEAST_FRAMES = 0.95;
/** Frames alone, before a turn counts. */
const LEAD_IN_MS = 500;

/** A peer with its open calls. */
export class Stand {
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
    await stand.work();
    return stand;
  }

  /** One turn of eight seconds. */
  async work(): Promise<Work> {
    const calls = this.#calls.length;
    // Looking takes milliseconds: not while frames are on their way.
    const others = { at: performance.now(), cpu: othersCpuSeconds() };
    for (const { twilio } of this.#calls) twilio.startFrames();
    await pause(LEAD_IN_MS);
    this.#toModel.took = [];
    this.#toCaller.took = [];
    const pid = this.peer.pid;
    const from = {
      at: performance.now(),
      cpu: cpuSeconds(pid),
      own: process.cpuUsage(),
      messages: this.#messages(),
    };
    await Promise.all(
      this.#calls.map((call, index) =>
        talk(call, index + 1, (index / calls) * CYCLE_MS, this.#pacer, (number, at) =>
          this.#toCaller.sent(index + 1, number, at),
        ),
      ),
    );
    const seconds = (performance.now() - from.at) / 1_000;
    const cpu = cpuSeconds(pid) - from.cpu;
    const usage = process.cpuUsage(from.own);
    const own = (usage.user + usage.system) / 1e6;
    const messages = this.#messages() - from.messages;
    for (const { twilio } of this.#calls) twilio.stopFrames();
    const expected = (calls * CYCLE_MS) / FRAME_MS;
    if (this.#toModel.took.length < expected * LEAST_FRAMES)
      throw new Error(`${this.peer.name} has lost calls: ${this.#toModel.took.length} of ${expected} frames came`);
    return {
      peer: this.peer.name,
      calls,
      cpuPerCallMinute: ((cpu / seconds - this.#idleCpu) / calls) * 60,
      fakesCpu: own / seconds,
      othersCpu: (othersCpuSeconds() - others.cpu) / ((performance.now() - others.at) / 1_000),
      messagesPerSecond: messages / seconds,
      toModel: spreadOf(this.#toModel.took),
      toCaller: spreadOf(this.#toCaller.took),
      frames: { toModel: Float32Array.from(this.#toModel.took), toCaller: Float32Array.from(this.#toCaller.took) },
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
