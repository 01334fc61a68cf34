/**
 * Twilio's side of one call's media stream, made to be cheap: the caller's frames are put together from parts made
 * once, what comes back is recognised by its tag, and playback is arithmetic (play-clock.ts).
 */
import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import type { Pacer } from "./pacer.ts";
import { PlayClock } from "./play-clock.ts";
import { isSpokenClip } from "./spoken-clip.ts";
import { CLIP_KEY, findTag, taggedAudio } from "./tagged-audio.ts";

const FRAME_MS = 20;
/** Marks of a peer come back at the first look after they are due. */
const LOOK_MS = 1;

export type TwilioCallHooks = {
  /** A frame of the caller is about to go out. */
  frameSent?(number: number, at: number): void;
  /** Audio for the caller has come. */
  audioCame?(stream: number, number: number, at: number): void;
};

export type TwilioCallOptions = {
  callSid: string;
  /** Number of this call in the tags of its frames. */ stream: number;
  pacer: Pacer;
  hooks: TwilioCallHooks;
};

/** A `clear`, and how much the caller had heard of each item when it came. */
export type Cleared = { at: number; heard: ReadonlyMap<number, number> };

export class TwilioCall {
  readonly clock = new PlayClock();
  readonly clears: Cleared[] = [];
  readonly streamSid = `MZ${randomBytes(16).toString("hex")}`;
  startedAt = 0;
  firstAudioAt: number | null = null;
  messagesCame = 0;
  messagesWent = 0;
  readonly #options: TwilioCallOptions;
  #socket: WebSocket | null = null;
  #stopFrames: (() => void) | null = null;
  #stopLooking: (() => void) | null = null;
  #frame = 0;
  #sequence = 1;
  #lastKey = -1;

  constructor(options: TwilioCallOptions) {
    this.#options = options;
  }

  /** Connects, says `connected` and `start`, and sends frames from then on. */
  async connect(url: string): Promise<void> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#receive(data));
    socket.on("close", () => this.#halt());
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    const { callSid } = this.#options;
    socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    const start = {
      accountSid: "ACbench",
      streamSid: this.streamSid,
      callSid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: {},
    };
    this.startedAt = performance.now();
    socket.send(JSON.stringify({ event: "start", sequenceNumber: "1", start, streamSid: this.streamSid }));
    this.#stopLooking = this.#options.pacer.every(LOOK_MS, this.startedAt, (now) => this.#returnMarks(now));
    this.startFrames();
  }

  /** Number of the caller's frame that comes next. */
  get nextFrame(): number {
    return this.#frame;
  }

  get closed(): boolean {
    return this.#socket === null || this.#socket.readyState >= WebSocket.CLOSING;
  }

  /** The caller's microphone; a stopped one sends nothing, and goes on later as if no time had passed. */
  startFrames(): void {
    if (this.#stopFrames || this.#socket?.readyState !== WebSocket.OPEN) return;
    // Calls begin at any moment of the 20 ms, so their frames do not come in step.
    const firstAt = performance.now() + Math.random() * FRAME_MS;
    this.#stopFrames = this.#options.pacer.every(FRAME_MS, firstAt, () => this.#sendFrame());
  }

  stopFrames(): void {
    this.#stopFrames?.();
    this.#stopFrames = null;
  }

  async hangUp(): Promise<void> {
    const socket = this.#socket;
    this.#halt();
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(
        JSON.stringify({
          event: "stop",
          sequenceNumber: String(++this.#sequence),
          streamSid: this.streamSid,
          stop: { accountSid: "ACbench", callSid: this.#options.callSid },
        }),
      );
      socket.close(1000);
    }
    const impatience = setTimeout(() => socket.terminate(), 1_000);
    await closed;
    clearTimeout(impatience);
  }

  #halt(): void {
    this.stopFrames();
    this.#stopLooking?.();
    this.#stopLooking = null;
  }

  #sendFrame(): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const number = this.#frame++;
    const payload = taggedAudio({ stream: this.#options.stream, number }, FRAME_MS);
    const message = `{"event":"media","sequenceNumber":"${++this.#sequence}","media":{"track":"inbound","chunk":"${number + 1}","timestamp":"${number * FRAME_MS}","payload":"${payload}"},"streamSid":"${this.streamSid}"}`;
    this.#options.hooks.frameSent?.(number, performance.now());
    this.messagesWent++;
    socket.send(message);
  }

  #receive(data: Buffer): void {
    const at = performance.now();
    const text = data.toString("latin1");
    this.messagesCame++;
    if (text.startsWith('{"event":"mark"')) return this.#marked(text, at);
    if (text.startsWith('{"event":"clear"')) return this.#cleared(at);
    const tag = findTag(text);
    if (tag) this.#options.hooks.audioCame?.(tag.stream, tag.number, at);
    if (!text.startsWith('{"event":"media"')) return;
    this.firstAudioAt ??= at;
    // A piece that was cut off its tag belongs to what came before it.
    this.#lastKey = tag?.stream ?? (isSpokenClip(text) ? CLIP_KEY : this.#lastKey);
    this.clock.receive(this.#lastKey, payloadBytes(text), at);
  }

  #marked(text: string, at: number): void {
    const name = (JSON.parse(text) as { mark: { name: string } }).mark.name;
    if (this.clock.mark(name, at)) this.#returnMark(name);
  }

  #cleared(at: number): void {
    const names = this.clock.clear(at);
    this.clears.push({ at, heard: this.clock.heard(at) });
    for (const name of names) this.#returnMark(name);
  }

  #returnMarks(now: number): void {
    if (this.clock.pendingMarks === 0) return;
    for (const name of this.clock.due(now)) this.#returnMark(name);
  }

  #returnMark(name: string): void {
    this.messagesWent++;
    this.#socket?.send(
      `{"event":"mark","sequenceNumber":"${++this.#sequence}","streamSid":"${this.streamSid}","mark":{"name":${JSON.stringify(name)}}}`,
    );
  }
}

function payloadBytes(message: string): number {
  const from = message.indexOf('"payload":"') + 11;
  const end = message.indexOf('"', from);
  const padding = message.charCodeAt(end - 1) !== 61 ? 0 : message.charCodeAt(end - 2) === 61 ? 2 : 1;
  return ((end - from) * 3) / 4 - padding;
}
