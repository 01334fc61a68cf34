/**
 * A telephone call to the Worker as Twilio would bring it in. `placeCall` dials; the caller's actions are
 * methods, what happens is in `log`, and promises tell when it has happened.
 */
import { setTimeout as delay } from "node:timers/promises";
import { CallControl } from "./call-control.ts";
import { CallLog } from "./call-log.ts";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, type CallOptions } from "./call-options.ts";
import type { CallStatus } from "./faults.ts";
import { Keypad } from "./gather.ts";
import { assistantDone, assistantSpeaking, type DoneOptions } from "./listening.ts";
import type { LiveCall, Replacement } from "./live-calls.ts";
import { findCuts, findGaps, firstAudioAfterMs, type Cut, type Gap } from "./measure.ts";
import { Microphone } from "./microphone.ts";
import { BYTES_PER_MS, type HeardPiece } from "./playback.ts";
import { stereoWav, timeline } from "./recording.ts";
import { newSid } from "./sid.ts";

const DEFAULT_DIGIT_GAP_MS = 100;
const DEFAULT_QUIET_MS = 700;
const DEFAULT_WAIT_MS = 30_000;

export function placeCall(options: CallOptions): SimulatedCall {
  return new SimulatedCall(options);
}

export class SimulatedCall implements LiveCall {
  readonly callSid = newSid("CA");
  readonly accountSid: string;
  readonly from: string;
  readonly to: string;
  readonly startedAt = new Date();
  readonly log: CallLog;
  /** The call's final status, when all that Twilio does after the end is done. */
  readonly ended: Promise<CallStatus>;
  private readonly origin = performance.now();
  private readonly microphone = new Microphone();
  private readonly keypad = new Keypad();
  private readonly control: CallControl;
  private readonly over = new AbortController();
  private lastActionMs = 0;

  constructor(options: CallOptions) {
    this.accountSid = options.accountSid ?? DEFAULT_ACCOUNT_SID;
    this.from = options.from;
    this.to = options.to;
    this.log = new CallLog(this.now);
    const { callSid, accountSid, log, microphone, keypad, now } = this;
    const authToken = options.authToken ?? DEFAULT_AUTH_TOKEN;
    this.control = new CallControl(options, { callSid, accountSid, authToken, log, microphone, keypad, now });
    this.ended = this.control.run().finally(() => this.over.abort());
    options.register?.(this);
  }

  /** Milliseconds since the call was placed; the clock of the log. */
  now = (): number => performance.now() - this.origin;

  get status(): CallStatus {
    return this.control.status;
  }

  // --- what the caller does -------------------------------------------------------------------------

  /** Speaks mu-law audio; resolves when the last of it was said or the call is over. */
  async say(audio: Uint8Array): Promise<void> {
    const spoken = this.microphone.speak(audio, this.now());
    const ms = spoken.endMs - spoken.startMs;
    await this.until(spoken.startMs);
    if (this.over.signal.aborted) return;
    this.log.add({ kind: "caller-started", ms }, spoken.startMs);
    await this.until(spoken.audibleEndMs);
    this.log.add({ kind: "caller-ended" }, spoken.audibleEndMs);
    this.lastActionMs = spoken.audibleEndMs;
    await this.until(spoken.endMs);
  }

  /** Says nothing for a while; shorter when the call ends. What the assistant says meanwhile answers the silence. */
  async stayOnTheLine(ms: number): Promise<void> {
    this.lastActionMs = this.now();
    await this.until(this.now() + ms);
  }

  async press(digits: string, gapMs = DEFAULT_DIGIT_GAP_MS): Promise<void> {
    for (const [index, digit] of [...digits].entries()) {
      if (index > 0) await delay(gapMs);
      const stream = this.control.openStream();
      const heardBy = this.keypad.press(digit) ? "gather" : stream === undefined ? "nobody" : "stream";
      if (heardBy === "stream") stream?.sendDigit(digit);
      this.log.add({ kind: "digit", digit, heardBy });
    }
    this.lastActionMs = this.now();
  }

  /** Resolves when everything Twilio does after a hang-up is done. */
  hangUp(): Promise<CallStatus> {
    this.control.leave("caller");
    return this.ended;
  }

  // --- what the network and the REST API do ---------------------------------------------------------

  dropNetwork(): void {
    this.lastActionMs = this.now();
    this.control.openStream()?.dropNetwork();
  }

  sendRaw(data: string | Uint8Array): void {
    this.control.openStream()?.sendRaw(data);
  }

  /** REST `Status=completed`. */
  complete(): Promise<CallStatus> {
    this.control.leave("twilio");
    return this.ended;
  }

  /** REST `Twiml=` or `Url=`: what runs now is dropped, a stream included. */
  redirect(replacement: Replacement): void {
    this.control.redirect(replacement);
  }

  // --- waiting --------------------------------------------------------------------------------------

  /** The assistant's audio ran out by itself, after the caller last did something, and nothing followed for `forMs`. */
  assistantDone(options: Partial<DoneOptions> = {}): Promise<void> {
    const { forMs = DEFAULT_QUIET_MS, timeoutMs = DEFAULT_WAIT_MS, sinceMs = this.lastActionMs } = options;
    return assistantDone(this.log, this.now, { forMs, timeoutMs, sinceMs });
  }

  /** The assistant has been speaking for `forMs` without a break. */
  assistantSpeaking({ forMs = 0, timeoutMs = DEFAULT_WAIT_MS } = {}): Promise<void> {
    const playingSince = (): number | undefined => this.control.openStream()?.playback.playingSince;
    return assistantSpeaking(this.log, this.now, { forMs, timeoutMs, playingSince });
  }

  // --- what came of it ------------------------------------------------------------------------------

  get violations(): string[] {
    return this.log.events.flatMap((event) => (event.kind === "violation" ? [event.message] : []));
  }

  get errors(): string[] {
    return this.log.events.flatMap((event) => (event.kind === "error" ? [event.message] : []));
  }

  /** The texts of `<Say>`. */
  get said(): string[] {
    return this.log.events.flatMap((event) => (event.kind === "twiml-say" ? [event.text] : []));
  }

  get gaps(): Gap[] {
    return findGaps(this.log.events);
  }

  get firstAudioMs(): number | undefined {
    return firstAudioAfterMs(this.log.events);
  }

  get cuts(): Cut[] {
    return findCuts(this.log.events, this.microphone.utterances, this.heard());
  }

  /** Milliseconds of the assistant that still played while the caller spoke on after a clear. */
  get heardAfterClear(): number {
    return this.cuts.reduce((sum, cut) => sum + cut.heardMs, 0);
  }

  get playedMs(): number {
    return this.control.streams.reduce((sum, { playback }) => sum + playback.playedBytes / BYTES_PER_MS, 0);
  }

  get bufferHighWaterMs(): number {
    return Math.max(0, ...this.control.streams.map(({ playback }) => playback.highWaterMs));
  }

  /** The addresses of the call's streams as the TwiML gave them, in the Worker's own origin. */
  get streamUrls(): string[] {
    return this.log.events.flatMap((event) => (event.kind === "stream-started" ? [event.url] : []));
  }

  get durationMs(): number {
    return this.control.answeredMs === undefined ? 0 : (this.control.endedMs ?? this.now()) - this.control.answeredMs;
  }

  heard(): HeardPiece[] {
    return this.control.streams.flatMap(({ playback }) => playback.heard);
  }

  /** Stereo WAV: the caller left, the assistant right. `<Say>` is not in it: nobody here can speak it. */
  recording(): Buffer {
    const lengthMs = this.control.endedMs ?? this.now();
    const heard = this.heard().map(({ at, audio }) => ({ atMs: at, audio }));
    return stereoWav(this.microphone.read(0, lengthMs), timeline(heard, lengthMs));
  }

  private async until(ms: number): Promise<void> {
    const rest = Math.max(0, Math.ceil(ms - this.now()));
    await delay(rest, undefined, { signal: this.over.signal }).catch(() => undefined);
  }
}
