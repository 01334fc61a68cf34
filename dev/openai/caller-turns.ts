/** From the caller's voice to items of the conversation, their transcripts and the answer. */
import type { ConversationItem } from "openai/resources/realtime/realtime";
import { durationMs } from "../../core/contract/mulaw.ts";
import type { Entry } from "./conversation.ts";
import type { SessionFault } from "./faults.ts";
import { newId } from "./ids.ts";
import { recognise } from "./recognise.ts";
import type { Responder } from "./responder.ts";
import type { SessionContext } from "./session-context.ts";
import { inputAudioTokens, textTokens } from "./usage.ts";

type TranscriptionFault = Extract<SessionFault, { kind: "transcription" }>;

/** What the transcription says of words it does not know. */
export const UNCLEAR = "(לא ברור)";

export class CallerTurns {
  readonly #context: SessionContext;
  readonly #responder: Responder;
  readonly #timers = new Set<NodeJS.Timeout>();
  #comingItemId = newId("item");
  #transcriptions: (Pick<TranscriptionFault, "becomes" | "words" | "ms"> & { left: number })[] = [];

  constructor(context: SessionContext, responder: Responder) {
    this.#context = context;
    this.#responder = responder;
  }

  speechStarted(startMs: number): void {
    this.#context.emit({
      type: "input_audio_buffer.speech_started",
      audio_start_ms: Math.max(0, startMs),
      item_id: this.#comingItemId,
    });
    if (this.#context.config.audio.input.turn_detection?.interrupt_response !== false) this.#responder.interrupt();
  }

  speechStopped(endMs: number, audio: Uint8Array): void {
    const id = this.#takeItemId();
    this.#context.emit({ type: "input_audio_buffer.speech_stopped", audio_end_ms: endMs, item_id: id });
    this.add(id, audio);
    this.#answer();
  }

  idle(startMs: number, endMs: number): void {
    const id = this.#takeItemId();
    this.#context.emit({
      type: "input_audio_buffer.timeout_triggered",
      audio_start_ms: startMs,
      audio_end_ms: endMs,
      item_id: id,
    });
    this.#commit({ id, text: "", clip: undefined, silent: true, audioMs: endMs - startMs });
    this.#answer();
  }

  suffer({ becomes, words, ms, turns }: TranscriptionFault): void {
    this.#transcriptions.push({ becomes, words, ms, left: turns === "all" ? Infinity : turns });
  }

  /** The client's own commit: the item is the one that was announced; no response is made for it. */
  commit(audio: Uint8Array): void {
    this.add(this.#takeItemId(), audio);
  }

  /** Puts what was said into the conversation; the words are known at once, their transcript comes later. */
  add(id: string, audio: Uint8Array): void {
    const clip = recognise(audio)?.clip;
    this.#context.log.heard.push(clip?.id ?? null);
    const text = clip?.text ?? UNCLEAR;
    this.#commit({ id, text, clip: clip?.id, silent: false, audioMs: durationMs(audio.length) });
    if (clip) this.#context.meet({ at: "heard", clip: clip.id });
    if (this.#context.open) this.#transcribe(id, text);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #answer(): void {
    const detection = this.#context.config.audio.input.turn_detection;
    if (this.#context.open && detection?.create_response !== false) this.#responder.answer();
  }

  #commit(heard: Pick<Entry, "id" | "text" | "clip" | "silent" | "audioMs">): void {
    const { conversation, emit } = this.#context;
    const item = callerItem(heard.id, null);
    const previous = conversation.add({ ...heard, item, truncatedAtMs: null }) ?? null;
    emit({ type: "input_audio_buffer.committed", previous_item_id: previous, item_id: heard.id });
    emit({ type: "conversation.item.added", previous_item_id: previous, item });
    emit({ type: "conversation.item.done", previous_item_id: previous, item });
  }

  #transcribe(id: string, transcript: string): void {
    const { config, conversation, emit, options } = this.#context;
    const settings = config.audio.input.transcription;
    if (!settings) return;
    const fault = this.#transcriptions.find(({ left }) => left > 0);
    if (fault) fault.left--;
    const said = fault?.becomes === "empty" ? "" : fault?.becomes === "words" ? fault.words : transcript;
    const lateMs = fault?.becomes === "late" ? fault.ms : 0;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (fault?.becomes === "failed") {
        const error = {
          type: "server_error",
          code: "transcription_failed",
          message: "The audio could not be transcribed.",
        };
        emit({ type: "conversation.item.input_audio_transcription.failed", item_id: id, content_index: 0, error });
        return;
      }
      const entry = conversation.get(id);
      if (!entry) return;
      entry.item = callerItem(id, said);
      for (const delta of said.match(/(?:\S+\s*){1,3}/g) ?? []) {
        emit({ type: "conversation.item.input_audio_transcription.delta", item_id: id, content_index: 0, delta });
      }
      const usage = transcriptionUsage(settings.model, entry.audioMs, said);
      emit({
        type: "conversation.item.input_audio_transcription.completed",
        item_id: id,
        content_index: 0,
        transcript: said,
        usage,
      });
    }, options.transcriptionMs + lateMs);
    this.#timers.add(timer);
  }

  #takeItemId(): string {
    const id = this.#comingItemId;
    this.#comingItemId = newId("item");
    return id;
  }
}

/** The transcript is null on the wire until it is there, which the package's type does not say. */
function callerItem(id: string, transcript: string | null): ConversationItem {
  const content = [{ type: "input_audio", transcript: transcript as string }] as const;
  return { id, type: "message", status: "completed", role: "user", content: [...content] };
}

function transcriptionUsage(model: string | undefined, audioMs: number, transcript: string) {
  if (model === "whisper-1") return { type: "duration" as const, seconds: Math.ceil(audioMs / 1000) };
  const input = inputAudioTokens(audioMs);
  const output = textTokens(transcript);
  return {
    type: "tokens" as const,
    total_tokens: input + output,
    input_tokens: input,
    input_token_details: { text_tokens: 0, audio_tokens: input },
    output_tokens: output,
  };
}
