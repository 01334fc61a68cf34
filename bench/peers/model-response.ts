/** One response of the fake model: the events of the GA protocol in the service's order, sent when it is told to. */
import { taggedAudio } from "./tagged-audio.ts";

export type Send = (event: { type: string } & Record<string, unknown>) => void;
/** Said to its end, or cancelled and why. */
export type ResponseEnd = "completed" | "turn_detected" | "client_cancelled";
type Status = "in_progress" | "completed" | "cancelled";
type OpenItem = { id: string; key: number; text: string; sentMs: number };

let ids = 0;
/** As long as the service's own. */
export const newId = (prefix: string): string => `${prefix}_${"Cxk7".repeat(4)}${String(++ids).padStart(6, "0")}`;

export class ModelResponse {
  readonly id = newId("resp");
  readonly #send: Send;
  readonly #sendText: (text: string) => void;
  readonly #sent: Map<string, number>;
  readonly #output: unknown[] = [];
  #open: OpenItem | null = null;
  #deltaHead = "";
  over = false;

  /** `sent` is told how much audio each item has got, in ms. */
  constructor(send: Send, sendText: (text: string) => void, sent: Map<string, number>) {
    this.#send = send;
    this.#sendText = sendText;
    this.#sent = sent;
    send({ type: "response.created", response: this.#body("in_progress", null) });
  }

  get openItem(): { id: string; key: number } | null {
    return this.#open;
  }

  beginMessage(key: number): string {
    const item = { id: newId("item"), key, text: "", sentMs: 0 };
    this.#open = item;
    this.#sent.set(item.id, 0);
    const wire = {
      id: item.id,
      object: "realtime.item",
      type: "message",
      status: "in_progress",
      role: "assistant",
      content: [],
    };
    this.#send({
      type: "response.output_item.added",
      response_id: this.id,
      output_index: this.#output.length,
      item: wire,
    });
    this.#send({ type: "conversation.item.added", previous_item_id: null, item: wire });
    this.#send({ type: "response.content_part.added", ...this.#place(item), part: { type: "audio", transcript: "" } });
    this.#deltaHead = `{"type":"response.output_audio.delta","event_id":"${newId("event")}","response_id":"${this.id}","item_id":"${item.id}","output_index":${this.#output.length},"content_index":0,"delta":"`;
    return item.id;
  }

  audio(stream: number, number: number, ms: number): void {
    if (!this.#open) return;
    this.#open.sentMs += ms;
    this.#sent.set(this.#open.id, this.#open.sentMs);
    this.#sendText(`${this.#deltaHead}${taggedAudio({ stream, number }, ms)}"}`);
  }

  words(delta: string): void {
    if (!this.#open) return;
    this.#open.text += delta;
    this.#send({ type: "response.output_audio_transcript.delta", ...this.#place(this.#open), delta });
  }

  endMessage(whole: boolean): void {
    const item = this.#open;
    if (!item) return;
    const place = this.#place(item);
    this.#send({ type: "response.output_audio.done", ...place });
    this.#send({ type: "response.output_audio_transcript.done", ...place, transcript: item.text });
    this.#send({ type: "response.content_part.done", ...place, part: { type: "audio", transcript: item.text } });
    const content = [{ type: "output_audio", transcript: item.text }];
    this.#endItem({
      id: item.id,
      object: "realtime.item",
      type: "message",
      status: whole ? "completed" : "incomplete",
      role: "assistant",
      content,
    });
    this.#open = null;
  }

  callFunction(name: string, args: object): string {
    const id = newId("item");
    const callId = newId("call");
    const item = {
      id,
      object: "realtime.item",
      type: "function_call",
      status: "in_progress",
      name,
      call_id: callId,
      arguments: "",
    };
    const place = { response_id: this.id, output_index: this.#output.length };
    const text = JSON.stringify(args);
    this.#send({ type: "response.output_item.added", ...place, item });
    this.#send({ type: "conversation.item.added", previous_item_id: null, item });
    this.#send({ type: "response.function_call_arguments.delta", ...place, item_id: id, call_id: callId, delta: text });
    this.#send({
      type: "response.function_call_arguments.done",
      ...place,
      item_id: id,
      call_id: callId,
      name,
      arguments: text,
    });
    this.#endItem({ ...item, status: "completed", arguments: text });
    return callId;
  }

  finish(end: ResponseEnd): void {
    if (this.over) return;
    this.endMessage(end === "completed");
    this.over = true;
    if (end === "completed") this.#done("completed", { type: "completed" });
    else this.#done("cancelled", { type: "cancelled", reason: end });
  }

  #done(status: Status, details: object): void {
    this.#send({ type: "response.done", response: this.#body(status, details) });
  }

  #endItem(item: object): void {
    this.#send({ type: "conversation.item.done", previous_item_id: null, item });
    this.#send({ type: "response.output_item.done", response_id: this.id, output_index: this.#output.length, item });
    this.#output.push(item);
  }

  #place({ id }: OpenItem) {
    return { response_id: this.id, item_id: id, output_index: this.#output.length, content_index: 0 };
  }

  #body(status: Status, details: object | null) {
    return {
      object: "realtime.response",
      id: this.id,
      status,
      status_details: details,
      output: [...this.#output],
      conversation_id: "conv_bench",
      output_modalities: ["audio"],
      max_output_tokens: "inf",
      audio: { output: { format: { type: "audio/pcmu" }, voice: "cedar" } },
      usage: status === "in_progress" ? null : USAGE,
      metadata: null,
    };
  }
}

const USAGE = {
  total_tokens: 900,
  input_tokens: 800,
  output_tokens: 100,
  input_token_details: {
    text_tokens: 600,
    audio_tokens: 200,
    cached_tokens: 500,
    cached_tokens_details: { text_tokens: 500, audio_tokens: 0 },
  },
  output_token_details: { text_tokens: 20, audio_tokens: 80 },
};
