/**
 * What the caller hears: from the end of their words to the first sound of the answer at the phone, with the model's own
 * time known and so taken out. Each peer has its calls and plays the scenes in its turn, while the others are quiet.
 */
import { BRIDGES, type BridgeName } from "../peer-names.ts";
import { startPeer, type Peer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { SCENES, type Scene } from "../peers/hearing-model.ts";
import { pause } from "../peers/pacer.ts";
import type { ModelSession } from "../peers/model-session.ts";
import { Phone } from "./phone.ts";

export type AsHeardPlan = { calls: number; rounds: number };

/** What a caller waited for a sound. */
export type Wait = {
  waitMs: number;
  /** Of it the model's own: silence, thinking, opening a session. */
  ownMs: number;
  /** Of the rest, what passed from a tool's arguments to its result. */
  toolMs: number;
};
export type SceneResult = {
  peer: BridgeName;
  scene: Scene;
  /** Null: none came. */
  answer: Wait | null;
  /** Another sound before the answer. */
  filler: Wait | null;
};
/** From the stream's start to the greeting. */
export type GreetingResult = { peer: BridgeName; wait: Wait };
export type AsHeardResult = { scenes: SceneResult[]; greetings: GreetingResult[] };

/** OpenAI's answer to the upgrade: of a first session, as in the greeting's own benchmark, and of one opened anew. */
const UPGRADE_MS = 800;
const REOPEN_MS = 200;
/** The first call of all is not counted: the greeting is recorded in it, and the other clips are after it. */
const RECORDING_MS = 5_000;

export async function runAsHeard(plan: AsHeardPlan, say: (line: string) => void): Promise<AsHeardResult> {
  const openAi = await FakeOpenAi.start();
  const result: AsHeardResult = { scenes: [], greetings: [] };
  const groups: Group[] = [];
  try {
    for (const name of BRIDGES) {
      const group = new Group(await startPeer(name, openAi.url, { runJobs: true }), openAi, name);
      groups.push(group);
      result.greetings.push(...(await group.open(plan.calls)));
    }
    for (let round = 1; round <= plan.rounds; round++) {
      for (const group of groups) {
        say(`  round ${round}  ${group.name}`);
        result.scenes.push(...(await group.play()));
      }
    }
  } finally {
    for (const group of groups) await group.close();
    await openAi.stop();
  }
  return result;
}

/** A peer and its callers. */
class Group {
  readonly name: BridgeName;
  readonly #peer: Peer;
  readonly #openAi: FakeOpenAi;
  #scenes: readonly Scene[] = SCENES;
  #phones: Phone[] = [];

  constructor(peer: Peer, openAi: FakeOpenAi, name: BridgeName) {
    this.#peer = peer;
    this.#openAi = openAi;
    this.name = name;
  }

  async open(calls: number): Promise<GreetingResult[]> {
    this.#openAi.upgradeMs = UPGRADE_MS;
    const first = await this.#ring(0);
    await first.hangUp();
    await pause(RECORDING_MS);
    for (let stream = 0; stream < calls; stream++) this.#phones.push(await this.#ring(stream));
    for (const phone of this.#phones) phone.rest();
    return this.#phones.map(({ greeting }) => ({ peer: this.name, wait: greeting }));
  }

  /** One scene after the other, each with all callers at once. */
  async play(): Promise<SceneResult[]> {
    this.#openAi.upgradeMs = REOPEN_MS;
    this.#openAi.onUnexpected = (session) => this.#claim(session);
    const results: SceneResult[] = [];
    for (const scene of this.#scenes) {
      await this.#replaceLost();
      const played = await Promise.all(this.#phones.map((phone) => phone.play(scene)));
      results.push(...played.map((one) => ({ peer: this.name, scene, ...one })));
      // Whoever cannot do a thing needs not show it again and again; ours is never excused.
      const nothing = played.every(({ answer, filler }) => (scene === "slow" ? filler : answer) === null);
      if (nothing && this.name !== "ours") this.#scenes = this.#scenes.filter((other) => other !== scene);
    }
    for (const phone of this.#phones) phone.rest();
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.#phones.map((phone) => phone.hangUp()));
    await this.#peer.stop();
  }

  /** Calls that did not survive the last scene. */
  async #replaceLost(): Promise<void> {
    for (const [index, phone] of this.#phones.entries()) {
      if (!phone.isLost) continue;
      await phone.hangUp();
      this.#phones[index] = await this.#ring(index);
    }
  }

  #ring(index: number): Promise<Phone> {
    return Phone.ring(this.#peer, this.#openAi, index + 1);
  }

  /** A session opened anew: its first frame says whose it is. */
  #claim(session: ModelSession): void {
    const asked: Parameters<ModelSession["onCreate"]>[0][] = [];
    session.onCreate = (request) => void asked.push(request);
    session.onFrame = (stream) => this.#phones[stream - 1]?.model.reopened(session, asked);
  }
}
