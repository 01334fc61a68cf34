/** The items of one session in their order, and what the stand-in knows about each. */
import type { ConversationItem } from "openai/resources/realtime/realtime";
import type { CallerClipId } from "../speech/lines.ts";
import { clipOfText, type Turn } from "./dialogue.ts";

export interface Entry {
  readonly id: string;
  item: ConversationItem;
  /** Length of the caller's audio, or of what the model has made so far. */
  audioMs: number;
  truncatedAtMs: number | null;
  /** The words, whether written or spoken. */
  text: string;
  readonly clip: CallerClipId | undefined;
  /** An item committed by the idle timeout: audio with nobody in it. */
  readonly silent: boolean;
}

export class Conversation {
  readonly #entries: Entry[] = [];

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get(id: string): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  hasCall(callId: string): boolean {
    return this.#entries.some(({ item }) => item.type === "function_call" && item.call_id === callId);
  }

  /** Returns the id before the new one; `undefined` when `after` is not there. */
  add(entry: Entry, after?: string): string | null | undefined {
    const at = after === undefined ? this.#entries.length : after === "root" ? 0 : this.#indexAfter(after);
    if (at === 0 && after !== undefined && after !== "root") return undefined;
    this.#entries.splice(at, 0, entry);
    return this.#entries[at - 1]?.id ?? null;
  }

  previousOf(id: string): string | null {
    return this.#entries[this.#entries.findIndex((entry) => entry.id === id) - 1]?.id ?? null;
  }

  remove(id: string): boolean {
    const at = this.#entries.findIndex((entry) => entry.id === id);
    if (at < 0) return false;
    this.#entries.splice(at, 1);
    return true;
  }

  /** A response may be given entries of its own; tool results still find their calls here. */
  turns(entries: readonly Entry[] = this.#entries): Turn[] {
    return entries.flatMap((entry) => turnOf(entry, this.#entries));
  }

  #indexAfter(id: string): number {
    return this.#entries.findIndex((entry) => entry.id === id) + 1;
  }
}

function turnOf({ item, text, clip, silent, audioMs }: Entry, entries: readonly Entry[]): Turn[] {
  if (item.type === "function_call_output") {
    const call = entries.find((other) => other.item.type === "function_call" && other.item.call_id === item.call_id);
    const name = call?.item.type === "function_call" ? call.item.name : "";
    return [{ by: "tool", name, output: item.output }];
  }
  if (item.type !== "message") return [];
  if (item.role === "system") return [{ by: "system", text }];
  if (item.role === "assistant") return [{ by: "assistant", text }];
  return silent ? [{ by: "silence" }] : [{ by: "caller", spoken: audioMs > 0, clip: clip ?? clipOfText(text) }];
}
