/** One response on its way: speaks, calls tools, and can be cancelled, failed or stalled at any moment. */
import type {
  ConversationItem,
  RealtimeResponse,
  RealtimeResponseStatus,
  RealtimeResponseUsage,
} from "openai/resources/realtime/realtime";
import { speakText } from "../speech/clips.ts";
import { durationMs, SAMPLE_RATE } from "../../core/contract/mulaw.ts";
import { newId } from "./ids.ts";
import type { Emit } from "./server-event.ts";
import { textTokens, outputAudioTokens, type InputTokens } from "./usage.ts";

export type Pace = "realtime" | "fast" | "burst";

export interface ResponsePlan {
  readonly say: readonly string[];
  readonly calls: readonly { readonly name: string; readonly args: string }[];
  readonly incomplete?: "max_output_tokens" | "content_filter" | undefined;
  /** So long the arguments of each call stream, ms; as quick as the model's words where it is not given. */
  readonly argumentsMs?: number | undefined;
}

export interface ResponseHost {
  readonly emit: Emit;
  readonly pace: Pace;
  readonly firstAudioMs: number;
  readonly modality: "audio" | "text";
  /** The fields of the response object that the session decides. */
  readonly envelope: RealtimeResponse;
  /** A new item of the model; the text and the audio grow as it speaks. */
  itemStarted(item: ConversationItem): void;
  itemGrew(id: string, text: string, audioMs: number): void;
  itemFinished(item: ConversationItem): void;
  usage(output: InputTokens): RealtimeResponseUsage;
  /** Before `response.done` goes out, and after. */
  ended(status: NonNullable<RealtimeResponse["status"]>): void;
  done(): void;
}

/** What a fault makes of a response from its beginning. */
export type StartFault =
  | { readonly kind: "stall" }
  | { readonly kind: "fail"; readonly code: string; readonly tryAgainMs?: number | undefined };

/** The service sends pieces of uneven length. */
const DELTA_MS = [100, 200, 160, 120] as const;
const SPEED: Record<Pace, number> = { realtime: 1, fast: 3, burst: Infinity };
/** The words come a little before their sound. */
const TRANSCRIPT_LEAD = 0.12;

export class ActiveResponse {
  readonly id = newId("resp");
  readonly #host: ResponseHost;
  readonly #output: ConversationItem[] = [];
  readonly #script: Generator<number, void>;
  #closeOpenItem: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = performance.now();
  #over = false;
  #stalled = false;
  #spokenMs = 0;
  #spokenText = "";
  #calledText = "";

  constructor(host: ResponseHost, plan: ResponsePlan) {
    this.#host = host;
    this.#script = this.#play(plan);
  }

  start(fault?: StartFault): void {
    this.#host.emit({ type: "response.created", response: this.#snapshot("in_progress") });
    this.#host.emit({
      type: "rate_limits.updated",
      rate_limits: [{ name: "tokens", limit: 800_000, remaining: 795_000, reset_seconds: 0.375 }],
    });
    if (fault?.kind === "fail") this.fail(fault.code, fault.tryAgainMs);
    else if (!fault) this.#advance();
  }

  cancel(reason: "turn_detected" | "client_cancelled"): void {
    this.#finish("cancelled", { type: "cancelled", reason });
  }

  /** `tryAgainMs`: named as the service names it. */
  fail(code: string, tryAgainMs?: number): void {
    const message =
      tryAgainMs === undefined
        ? "The server had an error while processing your request."
        : `Rate limit reached for this model. Please try again in ${tryAgainMs < 1_000 ? `${tryAgainMs}ms` : `${tryAgainMs / 1_000}s`}.`;
    this.#finish("failed", { type: "failed", error: { type: code, code, message } });
  }

  /** Nothing comes any more, not even the end: also when the connection is gone. */
  stall(): void {
    clearTimeout(this.#timer);
    this.#stalled = true;
  }

  #advance(): void {
    while (!this.#over && !this.#stalled) {
      const step = this.#script.next();
      if (step.done) return;
      if (step.value <= 0 || this.#stalled) continue;
      this.#dueAt += step.value;
      this.#timer = setTimeout(() => this.#advance(), Math.max(0, this.#dueAt - performance.now()));
      return;
    }
  }

  *#play(plan: ResponsePlan): Generator<number, void> {
    yield this.#host.firstAudioMs * 0.6;
    if (plan.say.length > 0)
      yield* this.#host.modality === "audio" ? this.#speak(plan.say) : this.#write(plan.say.join(" "));
    else yield this.#host.firstAudioMs * 0.4;
    for (const call of plan.calls) yield* this.#call(call.name, call.args, plan.argumentsMs);
    if (plan.incomplete) this.#finish("incomplete", { type: "incomplete", reason: plan.incomplete });
    else this.#finish("completed", { type: "completed" });
  }

  *#speak(sentences: readonly string[]): Generator<number, void> {
    const audio = Buffer.concat(sentences.map(speakText));
    const words = sentences.join(" ").split(/(?<= )/);
    const at = this.#openMessage({ type: "audio", transcript: "" });
    const partAt = { response_id: this.id, item_id: at.id, output_index: at.index, content_index: 0 };
    let sent = 0;
    let said = "";
    let spokenWords = 0;
    this.#closeOpenItem = () => {
      this.#closeOpenItem = undefined;
      const full = sent === audio.length;
      this.#host.emit({ type: "response.output_audio.done", ...partAt });
      this.#host.emit({ type: "response.output_audio_transcript.done", ...partAt, transcript: said });
      this.#host.emit({ type: "response.content_part.done", ...partAt, part: { type: "audio", transcript: said } });
      this.#closeItem(at.index, messageItem(at.id, full, { type: "output_audio", transcript: said }));
    };
    yield this.#host.firstAudioMs * 0.4;
    for (let piece = 0; sent < audio.length; piece++) {
      const pieceMs = DELTA_MS[piece % DELTA_MS.length] ?? 100;
      const chunk = audio.subarray(sent, sent + (pieceMs * SAMPLE_RATE) / 1000);
      const share = Math.min(1, (sent + chunk.length) / audio.length + TRANSCRIPT_LEAD);
      for (const delta of words.slice(spokenWords, Math.ceil(share * words.length))) {
        spokenWords++;
        said += delta;
        this.#host.emit({ type: "response.output_audio_transcript.delta", ...partAt, delta });
      }
      sent += chunk.length;
      this.#spokenMs += durationMs(chunk.length);
      this.#spokenText = said;
      this.#host.emit({ type: "response.output_audio.delta", ...partAt, delta: chunk.toString("base64") });
      this.#host.itemGrew(at.id, said, durationMs(sent));
      yield durationMs(chunk.length) / SPEED[this.#host.pace];
    }
    this.#closeOpenItem?.();
  }

  *#write(text: string): Generator<number, void> {
    const at = this.#openMessage({ type: "text", text: "" });
    const partAt = { response_id: this.id, item_id: at.id, output_index: at.index, content_index: 0 };
    let written = "";
    this.#closeOpenItem = () => {
      this.#closeOpenItem = undefined;
      this.#host.emit({ type: "response.output_text.done", ...partAt, text: written });
      this.#host.emit({ type: "response.content_part.done", ...partAt, part: { type: "text", text: written } });
      this.#closeItem(at.index, messageItem(at.id, written === text, { type: "output_text", text: written }));
    };
    for (const delta of text.split(/(?<= )/)) {
      written += delta;
      this.#calledText = written;
      this.#host.emit({ type: "response.output_text.delta", ...partAt, delta });
      this.#host.itemGrew(at.id, written, 0);
      yield 20 / SPEED[this.#host.pace];
    }
    this.#closeOpenItem?.();
  }

  *#call(name: string, args: string, argumentsMs: number | undefined): Generator<number, void> {
    const id = newId("item");
    const callId = newId("call");
    const index = this.#output.length;
    const item = { id, type: "function_call", status: "in_progress", name, call_id: callId, arguments: "" } as const;
    this.#openItem(index, item);
    const callAt = { response_id: this.id, item_id: id, output_index: index, call_id: callId };
    let written = "";
    this.#closeOpenItem = () => {
      this.#closeOpenItem = undefined;
      const full = written === args;
      // "Also emitted when a Response is interrupted, incomplete, or cancelled" (the package's types).
      this.#host.emit({ type: "response.function_call_arguments.done", ...callAt, name, arguments: written });
      this.#closeItem(index, { ...item, status: full ? "completed" : "incomplete", arguments: written });
    };
    const pieces = args.match(argumentsMs === undefined ? /[^,]{1,24},?/gu : /.{1,3}/gsu) ?? [];
    const pauseMs = argumentsMs === undefined ? 15 / SPEED[this.#host.pace] : argumentsMs / pieces.length;
    for (const delta of pieces) {
      written += delta;
      this.#host.emit({ type: "response.function_call_arguments.delta", ...callAt, delta });
      yield pauseMs;
    }
    this.#calledText += written;
    this.#closeOpenItem?.();
  }

  #openMessage(part: { type: "audio"; transcript: string } | { type: "text"; text: string }): {
    id: string;
    index: number;
  } {
    const id = newId("item");
    const index = this.#output.length;
    this.#openItem(index, { id, type: "message", status: "in_progress", role: "assistant", content: [] });
    this.#host.emit({
      type: "response.content_part.added",
      response_id: this.id,
      item_id: id,
      output_index: index,
      content_index: 0,
      part,
    });
    return { id, index };
  }

  #openItem(index: number, item: ConversationItem): void {
    this.#output[index] = item;
    this.#host.emit({ type: "response.output_item.added", response_id: this.id, output_index: index, item });
    this.#host.itemStarted(item);
  }

  #closeItem(index: number, item: ConversationItem): void {
    this.#output[index] = item;
    this.#host.itemFinished(item);
    this.#host.emit({ type: "response.output_item.done", response_id: this.id, output_index: index, item });
  }

  #finish(status: "completed" | "cancelled" | "incomplete" | "failed", details: RealtimeResponseStatus): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#closeOpenItem?.();
    this.#over = true;
    this.#host.ended(status);
    const text = textTokens(this.#spokenText + this.#calledText);
    const usage =
      status === "failed" ? {} : { usage: this.#host.usage({ text, audio: outputAudioTokens(this.#spokenMs) }) };
    const response = { ...this.#snapshot(status), status_details: details, ...usage };
    this.#host.emit({ type: "response.done", response });
    this.#host.done();
  }

  #snapshot(status: NonNullable<RealtimeResponse["status"]>): RealtimeResponse {
    return { object: "realtime.response", id: this.id, status, output: [...this.#output], ...this.#host.envelope };
  }
}

function messageItem(
  id: string,
  full: boolean,
  part: { type: "output_audio"; transcript: string } | { type: "output_text"; text: string },
): ConversationItem {
  return { id, type: "message", status: full ? "completed" : "incomplete", role: "assistant", content: [part] };
}
