/**
 * The caller speaks over the assistant. What does the model then believe to have said, and what had the caller really
 * heard when the sound stopped? Audio is generated several times faster than it is spoken, as the service does it.
 */
import { openCall, type BenchCall } from "../bench-call.ts";
import { BRIDGES, type BridgeName } from "../peer-names.ts";
import { startPeer, type Peer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause, until } from "../peers/pacer.ts";
import { speak, type Speaking } from "../peers/speech.ts";

export const CASES = [
  "while generating",
  "on a second answer",
  "after response.done",
  "over two items",
  "again at once",
] as const;
export type CaseName = (typeof CASES)[number];
export type Trial = {
  peer: BridgeName;
  case: CaseName;
  /** For each item that was not heard to its end: what the model believes it said, less what was heard. */
  errorsMs: number[];
  /** Of the old answer, heard after the cut. */
  staleMs: number;
  /** Requests of the peer that the service refuses. */
  refused: number;
};
export type TruncationPlan = { callsAtOnce: number; repeats: number };

const DELTA_MS = 200;
const SPEED = 3.5;
/** Deltas that were on their way when the server heard the caller. */
const STRAGGLERS = 2;
/** After the cut, for what still comes. */
const AFTERMATH_MS = 400;

const between = (from: number, to: number): number => from + Math.random() * (to - from);

export async function runTruncation(plan: TruncationPlan): Promise<Trial[]> {
  const openAi = await FakeOpenAi.start();
  const peers: Peer[] = [];
  const trials: Trial[] = [];
  try {
    for (const name of BRIDGES) peers.push(await startPeer(name, openAi.url));
    const calls: { caller: Caller; name: BridgeName }[] = [];
    for (let index = 0; index < plan.callsAtOnce; index++) {
      for (const [at, peer] of peers.entries())
        calls.push({ caller: await Caller.ring(peer, openAi), name: BRIDGES[at]! });
    }
    await pause(1_000);
    await Promise.all(
      calls.map(async ({ caller, name }) => {
        for (let repeat = 0; repeat < plan.repeats; repeat++) {
          for (const one of CASES)
            trials.push({ peer: name, case: one, ...(await caller.play(one, repeat % 2 === 1)) });
        }
        await caller.hangUp();
      }),
    );
  } finally {
    for (const peer of peers) await peer.stop();
    await openAi.stop();
  }
  return trials;
}

type Verdict = { errorsMs: number[]; staleMs: number; refused: number };
type Item = { key: number; ms: number };

/** A caller who does not let the assistant finish. */
class Caller {
  readonly #call: BenchCall;
  readonly #pacer: Pacer;
  #lastKey = 0;

  private constructor(call: BenchCall, pacer: Pacer) {
    this.#call = call;
    this.#pacer = pacer;
  }

  static async ring(peer: Peer, openAi: FakeOpenAi): Promise<Caller> {
    const pacer = new Pacer();
    return new Caller(await openCall(peer, openAi, pacer, { stream: 999 }), pacer);
  }

  hangUp(): Promise<void> {
    return this.#call.hangUp();
  }

  async play(name: CaseName, late: boolean): Promise<Verdict> {
    switch (name) {
      case "while generating":
        return this.#interrupt(await this.#hear(6_000), between(500, 1_300));
      case "on a second answer": {
        const first = await this.#hear(1_000);
        await first.speaking.over;
        await until(() => !this.#call.twilio.clock.isPlaying(performance.now()), 5_000);
        await pause(between(100, 300));
        this.#call.model.callerBegins();
        await this.#speechEnds();
        return this.#interrupt(await this.#hear(6_000), between(500, 2_500));
      }
      case "after response.done":
        return this.#interrupt(await this.#hear(5_000), between(2_000, 4_000));
      case "over two items":
        // In the first of them, when nothing of the second has been heard; or in the second, when the first is over.
        return this.#interrupt(await this.#hear(1_500, 3_000), late ? between(2_000, 3_500) : between(700, 1_300));
      case "again at once": {
        const first = await this.#interrupt(await this.#hear(6_000), between(500, 1_300), 60);
        this.#call.model.callerBegins();
        await this.#speechEnds();
        const second = await this.#interrupt(await this.#hear(6_000), between(60, 400));
        return {
          errorsMs: [...first.errorsMs, ...second.errorsMs],
          staleMs: first.staleMs + second.staleMs,
          refused: first.refused + second.refused,
        };
      }
    }
  }

  /** The model answers; resolves when the first of it is heard. */
  async #hear(...lengthsMs: number[]): Promise<{ speaking: Speaking; items: Item[] }> {
    const items = lengthsMs.map((ms) => ({ key: ++this.#lastKey, ms }));
    const speaking = speak(this.#call.model, this.#pacer, { items, deltaMs: DELTA_MS, speed: SPEED });
    await until(() => this.#heard().has(items[0]!.key), 5_000, 1);
    return { speaking, items };
  }

  async #interrupt(
    { speaking, items }: { speaking: Speaking; items: Item[] },
    afterMs: number,
    aftermathMs = AFTERMATH_MS,
  ): Promise<Verdict> {
    const { model, twilio } = this.#call;
    await pause(afterMs);
    const clears = twilio.clears.length;
    const asked = model.asked.length;
    const heardThen = this.#heard();
    model.callerBegins(() => {
      for (let more = 0; more < STRAGGLERS; more++) speaking.straggle();
    });
    await pause(aftermathMs);
    // Without a `clear` nothing was stopped: what counts is when the caller began.
    const atCut = twilio.clears[clears]?.heard ?? heardThen;
    const answers = model.asked.slice(asked);
    await this.#speechEnds();
    const heardNow = this.#heard();
    const errorsMs: number[] = [];
    let staleMs = 0;
    items.forEach(({ key }, index) => {
      const itemId = speaking.itemIds[index];
      const sentMs = (itemId && model.sentMs.get(itemId)) || 0;
      const heardMs = atCut.get(key) ?? 0;
      staleMs += (heardNow.get(key) ?? 0) - heardMs;
      const about = answers.filter((one) => "itemId" in one && one.itemId === itemId && !one.refused);
      if (sentMs === 0 || (about.length === 0 && heardMs >= sentMs)) return;
      const believed = Math.min(...about.map((one) => (one.is === "truncate" ? one.audioEndMs : 0)), sentMs);
      errorsMs.push(believed - heardMs);
    });
    return { errorsMs, staleMs, refused: answers.filter((one) => one.refused).length };
  }

  #heard(): ReadonlyMap<number, number> {
    return this.#call.twilio.clock.heard(performance.now());
  }

  async #speechEnds(): Promise<void> {
    this.#call.model.callerEnds("רגע, משהו אחר");
    await pause(50);
  }
}
