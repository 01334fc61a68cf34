/** A caller who says something, listens, and knows when the first sound of the answer came. */
import { openCall, type BenchCall } from "../bench-call.ts";
import { coveredMs } from "../measure/own-time.ts";
import type { Peer } from "../peer-process.ts";
import type { FakeOpenAi } from "../peers/fake-openai.ts";
import { HearingModel, SLOW_MS, type Scene, type Turn } from "../peers/hearing-model.ts";
import { Pacer, pause, until } from "../peers/pacer.ts";
import type { Wait } from "./as-heard.ts";

const SPEECH_FRAMES = 40;
/** Callers do not begin in step. */
const SPREAD_MS = 400;
/** Longer than anybody waits in silence. */
const PATIENCE_MS = 5_000;
/** Tags of answers go round below 1,000; a sound of an old one is long over by then. */
const KEYS = 900;

export class Phone {
  readonly model: HearingModel;
  readonly greeting: Wait;
  readonly #call: BenchCall;
  #turns = 0;

  private constructor(call: BenchCall, model: HearingModel, greeting: Wait) {
    this.#call = call;
    this.model = model;
    this.greeting = greeting;
  }

  /** Calls, and hears the greeting to its end. */
  static async ring(peer: Peer, openAi: FakeOpenAi, stream: number): Promise<Phone> {
    let model: HearingModel | null = null;
    const frameSent = (number: number, at: number) => model?.frameSent(number, at);
    const call = await openCall(peer, openAi, new Pacer(), { stream, hooks: { frameSent }, greet: true });
    model = new HearingModel(call.model);
    const { twilio } = call;
    await until(() => twilio.firstAudioAt !== null, PATIENCE_MS);
    const heardAt = twilio.firstAudioAt ?? Number.NaN;
    const { askedAt, openAt } = call.model;
    // A recording does not wait for the session, so its opening is no part of that time.
    const ownMs = heardAt < openAt ? 0 : coveredMs([{ from: askedAt, to: openAt }], twilio.startedAt, heardAt);
    const phone = new Phone(call, model, { waitMs: heardAt - twilio.startedAt, ownMs, toolMs: 0 });
    await phone.#quiet();
    return phone;
  }

  get isLost(): boolean {
    return this.#call.twilio.closed || this.model.session.closed;
  }

  /** Sends nothing until the next scene. */
  rest(): void {
    this.#call.twilio.stopFrames();
  }

  hangUp(): Promise<void> {
    return this.#call.hangUp();
  }

  async play(scene: Scene): Promise<{ answer: Wait | null; filler: Wait | null }> {
    const { twilio } = this.#call;
    twilio.startFrames();
    await this.#quiet();
    await pause(Math.random() * SPREAD_MS);
    const firstFrame = twilio.nextFrame;
    const turn: Turn = {
      scene,
      key: 1 + (this.#turns++ % KEYS),
      firstFrame,
      lastFrame: firstFrame + SPEECH_FRAMES - 1,
      endedAt: null,
      silence: null,
      busy: [],
      tool: null,
      answered: false,
    };
    twilio.clock.listen(performance.now());
    this.model.begin(turn);
    const patienceMs = PATIENCE_MS + (scene === "slow" ? SLOW_MS : 0);
    await until(() => turn.endedAt !== null || twilio.closed, PATIENCE_MS);
    await until(() => this.#firstHeard().has(turn.key) || twilio.closed, patienceMs);
    this.model.end();
    return waitsOf(turn, this.#firstHeard());
  }

  #firstHeard(): ReadonlyMap<number, number> {
    return this.#call.twilio.clock.firstHeard(performance.now());
  }

  /** Nobody speaks: the model has ended, and the phone has played it. */
  async #quiet(): Promise<void> {
    const { clock } = this.#call.twilio;
    await until(() => !this.model.session.active && !clock.isPlaying(performance.now()), PATIENCE_MS);
  }
}

/** `firstHeard`: when each item was first heard, by the tags of its audio. */
export function waitsOf(
  turn: Turn,
  firstHeard: ReadonlyMap<number, number>,
): { answer: Wait | null; filler: Wait | null } {
  const { endedAt, key, silence, busy, tool } = turn;
  if (endedAt === null) return { answer: null, filler: null };
  const answerAt = firstHeard.get(key);
  const waited = silence ? [silence] : [];
  const answer =
    answerAt === undefined
      ? null
      : {
          waitMs: answerAt - endedAt,
          ownMs: coveredMs([...waited, ...busy], endedAt, answerAt),
          toolMs: tool ? tool.to - tool.from : 0,
        };
  const others = [...firstHeard].flatMap(([item, at]) => (item !== key && at >= endedAt ? at : []));
  const fillerAt = Math.min(...others, answerAt ?? Infinity);
  if (fillerAt === (answerAt ?? Infinity)) return { answer, filler: null };
  // The model thinks on meanwhile: when to fill the silence is the peer's decision, from the end of the turn on.
  const ownMs = coveredMs(waited, endedAt, fillerAt);
  return { answer, filler: { waitMs: fillerAt - endedAt, ownMs, toolMs: 0 } };
}
