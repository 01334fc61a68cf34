/** Twilio's side of a call: asks the Worker what to do, does it, and reports the end. */
import { setTimeout as delay } from "node:timers/promises";
import { isWithheld } from "../../core/calls/withheld.ts";
import type { CallLog } from "./call-log.ts";
import type { CallLine, Next } from "./call-line.ts";
import type { CallOptions, DialOutcome } from "./call-options.ts";
import type { CallStatus } from "./faults.ts";
import type { Keypad } from "./gather.ts";
import type { Replacement } from "./live-calls.ts";
import { MediaStream } from "./media-stream.ts";
import type { Microphone } from "./microphone.ts";
import { newSid } from "./sid.ts";
import { parseTwiml, type TwimlDocument, type TwimlElement } from "./twiml.ts";
import { walk } from "./twiml-walker.ts";
import { WebhookClient } from "./webhook-client.ts";

const DEFAULT_RING_MS = 200;
const DEFAULT_TALK_MS = 500;
const ANSWERS: DialOutcome = { status: "answered" };
const API_VERSION = "2010-04-01";

export interface CallParts {
  callSid: string;
  accountSid: string;
  authToken: string;
  log: CallLog;
  microphone: Microphone;
  keypad: Keypad;
  now: () => number;
}

export class CallControl {
  readonly streams: MediaStream[] = [];
  status: CallStatus = "ringing";
  answeredMs: number | undefined;
  endedMs: number | undefined;
  private readonly options: CallOptions;
  private readonly parts: CallParts;
  private readonly publicUrl: string;
  private readonly webhooks: WebhookClient;
  private interrupt = new AbortController();
  private replacement: Replacement | undefined;
  private goneBy: "caller" | "twilio" | undefined;

  constructor(options: CallOptions, parts: CallParts) {
    this.options = options;
    this.parts = parts;
    this.publicUrl = options.publicUrl ?? options.workerUrl;
    this.webhooks = new WebhookClient({
      workerUrl: options.workerUrl,
      publicUrl: this.publicUrl,
      authToken: parts.authToken,
      signature: options.signature ?? "valid",
      duplicate: options.network?.duplicateWebhooks ?? false,
      retry: options.retry,
      log: parts.log,
    });
  }

  async run(): Promise<CallStatus> {
    const { log, microphone, now } = this.parts;
    // Addresses that cannot be parsed are the Worker's mistake, and the end of the call.
    const last = await this.follow().catch((error: unknown) => {
      log.add({ kind: "error", message: String(error) });
      return undefined;
    });
    this.endedMs = now();
    microphone.cutOff(this.endedMs);
    this.status = this.finalStatus(last);
    await this.sendStatusCallbacks();
    log.add({ kind: "ended", status: this.status });
    return this.status;
  }

  leave(by: "caller" | "twilio"): void {
    if (this.goneBy !== undefined || this.endedMs !== undefined) return;
    this.goneBy = by;
    this.parts.microphone.cutOff(this.parts.now());
    this.interrupt.abort();
  }

  redirect(replacement: Replacement): void {
    this.replacement = replacement;
    this.interrupt.abort();
  }

  openStream(): MediaStream | undefined {
    const last = this.streams.at(-1);
    return last?.isOpen === true ? last : undefined;
  }

  /** From one TwiML document to the next; returns the verb that ended the call, if one did. */
  private async follow(): Promise<Next | undefined> {
    let url = new URL(this.options.voicePath ?? "/webhooks/twilio/voice", this.publicUrl).href;
    let document = await this.fetchTwiml(url, "POST", {});
    while (document !== undefined && this.goneBy === undefined) {
      this.interrupt = new AbortController();
      const next = await walk(document.verbs, url, this.line());
      if (this.goneBy !== undefined) return undefined;
      const replacement = this.replacement;
      this.replacement = undefined;
      if (replacement !== undefined && "twiml" in replacement) {
        document = this.read(replacement.twiml);
      } else if (replacement !== undefined) {
        url = new URL(replacement.url, url).href;
        document = await this.fetchTwiml(url, replacement.method, {});
      } else if (next?.kind === "go-to") {
        url = next.url;
        document = await this.fetchTwiml(url, next.method, next.fields);
      } else return next;
    }
    return undefined;
  }

  private line(): CallLine {
    const { log, keypad, now } = this.parts;
    const { signal } = this.interrupt;
    return {
      log,
      keypad,
      instantSpeech: this.options.instantSpeech ?? false,
      signal,
      hasHungUp: () => this.goneBy !== undefined,
      pickUp: () => {
        this.answeredMs ??= now();
        this.status = "in-progress";
      },
      pause: (ms, until) => delay(ms, undefined, { signal: until }).catch(() => undefined),
      stream: (url, parameters) => this.runStream(url, parameters, signal),
      dial: (number, options) => this.ringPerson(number, options, signal),
      beforeAction: async (verb, url) => this.options.beforeAction?.({ verb, url }),
      notifyAction: async (url, verb, fields) => {
        this.status = "completed";
        await this.webhooks.send(url, verb.attributes["method"] ?? "POST", { ...this.fields(), ...fields });
      },
    };
  }

  private async runStream(url: string, customParameters: Record<string, string>, signal: AbortSignal): Promise<void> {
    const { dieAfterMs, ...lasting } = this.options.network ?? {};
    const isFirst = this.streams.length === 0;
    const target = new URL(url);
    target.search = "";
    const { callSid, accountSid, microphone, log, now } = this.parts;
    const stream = new MediaStream({
      url: this.webhooks.connectUrl(target.href),
      headers: this.webhooks.sign(target.href, {}),
      streamSid: newSid("MZ"),
      accountSid,
      callSid,
      customParameters,
      microphone,
      faults: isFirst && dieAfterMs !== undefined ? { ...lasting, dieAfterMs } : lasting,
      log,
      now,
    });
    this.streams.push(stream);
    const stop = (): void => stream.stop(this.goneBy ?? "twilio");
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    await stream.ended;
    signal.removeEventListener("abort", stop);
  }

  private async ringPerson(
    number: string,
    { callerId, offerUrl }: { callerId: string | undefined; offerUrl: string | undefined },
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const { log } = this.parts;
    const { status, ringMs = DEFAULT_RING_MS, talkMs = DEFAULT_TALK_MS, presses } = this.options.dial ?? ANSWERS;
    const childSid = newSid("CA");
    // Error 13214: what is shown to the person must be a number, and not one that stands for a withheld one.
    const shown = callerId ?? this.options.from;
    if (!/^\+\d{7,15}$/.test(shown) || isWithheld(shown)) {
      log.add({ kind: "violation", message: `<Dial> from "${shown}": Twilio refuses this caller id (13214)` });
      return { DialCallSid: childSid, DialCallStatus: "failed", DialBridged: "false" };
    }
    await delay(ringMs, undefined, { signal }).catch(() => undefined);
    if (status === "forwarded" && !signal.aborted) return this.forwarded(number, shown, childSid);
    const joined =
      status === "answered" && !signal.aborted && (await this.offered(offerUrl, childSid, number, presses ?? "1"));
    if (joined) await delay(talkMs, undefined, { signal }).catch(() => undefined);
    log.add({ kind: "dialled", number, outcome: joined || status !== "answered" ? status : "not-accepted" });
    // "completed" is Twilio's word for whoever answered and has hung up again, a voicemail as well.
    const outcome = status === "answered" ? "completed" : status;
    const fields = { DialCallSid: childSid, DialCallStatus: outcome, DialBridged: String(joined) };
    return joined ? { ...fields, DialCallDuration: String(Math.ceil(talkMs / 1_000)) } : fields;
  }

  /** A call of its own to the number that the phone forwards to: refused there, the person's line counts as busy. */
  private async forwarded(number: string, shown: string, childSid: string): Promise<Record<string, string>> {
    const { log } = this.parts;
    const { forwardsTo = this.options.to, forwardedAs = shown } = this.options.dial ?? ANSWERS;
    const url = new URL(this.options.voicePath ?? "/webhooks/twilio/voice", this.publicUrl).href;
    const arriving = {
      From: forwardedAs,
      Caller: forwardedAs,
      To: forwardsTo,
      Called: forwardsTo,
      ForwardedFrom: number,
    };
    const document = await this.fetchTwiml(url, "POST", {
      ...this.fields(),
      ...arriving,
      CallSid: newSid("CA"),
      CallStatus: "ringing",
    });
    const refused = document?.verbs[0]?.name === "Reject";
    log.add({ kind: "dialled", number, outcome: refused ? "busy" : "answered" });
    return { DialCallSid: childSid, DialCallStatus: refused ? "busy" : "completed", DialBridged: String(!refused) };
  }

  /** The person's own leg before it is joined: true when its TwiML runs out without hanging up. */
  private async offered(url: string | undefined, childSid: string, number: string, presses: string): Promise<boolean> {
    if (url === undefined) return true;
    const fields = {
      ...this.fields(),
      CallSid: childSid,
      ParentCallSid: this.parts.callSid,
      Direction: "outbound-dial",
      CallStatus: "in-progress",
      Called: number,
      To: number,
    };
    let document = await this.fetchTwiml(url, "POST", fields);
    for (let place = url; document;) {
      const hangsUp = document.verbs.findIndex(({ name }) => name === "Hangup");
      const gather: TwimlElement | undefined = document.verbs.find(({ name }) => name === "Gather");
      if (!gather || presses === "") return hangsUp < 0;
      place = new URL(gather.attributes["action"] ?? place, place).href;
      document = await this.fetchTwiml(place, gather.attributes["method"] ?? "POST", { ...fields, Digits: presses });
    }
    return false;
  }

  private async fetchTwiml(
    url: string,
    method: string,
    extra: Record<string, string>,
  ): Promise<TwimlDocument | undefined> {
    const { log } = this.parts;
    if (!this.canReach(url)) log.add({ kind: "violation", message: `Twilio cannot reach ${url}` });
    const answer = await this.webhooks.send(url, method, { ...this.fields(), ...extra });
    if (answer === undefined || answer.status >= 300) {
      log.add({ kind: "error", message: `${url} answered ${answer?.status ?? "nothing"}; Twilio ends the call` });
      return undefined;
    }
    if (!/^(text|application)\/xml\b/.test(answer.contentType)) {
      log.add({ kind: "violation", message: `TwiML of ${url} has content type "${answer.contentType}"` });
    }
    return this.read(answer.body);
  }

  private read(xml: string): TwimlDocument | undefined {
    const document = parseTwiml(xml);
    for (const message of document.violations) this.parts.log.add({ kind: "violation", message });
    for (const message of document.errors) this.parts.log.add({ kind: "error", message });
    return document.errors.length === 0 ? document : undefined;
  }

  /** An address in the Worker's own origin works on this machine and nowhere else. */
  private canReach(url: string): boolean {
    const { origin } = new URL(url);
    return origin === new URL(this.publicUrl).origin || origin !== new URL(this.options.workerUrl).origin;
  }

  private finalStatus(last: Next | undefined): CallStatus {
    if (last?.kind === "reject") return last.reason === "busy" ? "busy" : "no-answer";
    return this.answeredMs === undefined && this.goneBy === undefined ? "failed" : "completed";
  }

  private fields(): Record<string, string> {
    const { callSid, accountSid } = this.parts;
    const { from, to } = this.options;
    return {
      AccountSid: accountSid,
      ApiVersion: API_VERSION,
      CallSid: callSid,
      CallStatus: this.status,
      Called: to,
      Caller: from,
      Direction: "inbound",
      From: from,
      To: to,
    };
  }

  private async sendStatusCallbacks(): Promise<void> {
    const url = new URL(this.options.statusPath ?? "/webhooks/twilio/voice/status", this.publicUrl).href;
    const talkedMs = this.answeredMs === undefined ? 0 : (this.endedMs ?? 0) - this.answeredMs;
    const seconds = Math.ceil(talkedMs / 1_000);
    const order: CallStatus[] = ["queued", "ringing", "in-progress"];
    for (const status of this.options.network?.statusCallbacks ?? [this.status]) {
      const place = order.indexOf(status);
      const isFinal = place < 0;
      await this.webhooks.send(url, "POST", {
        ...this.fields(),
        CallStatus: status,
        CallbackSource: "call-progress-events",
        SequenceNumber: String(isFinal ? order.length : place),
        Timestamp: new Date().toUTCString(),
        ...(isFinal ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
      });
    }
  }
}
