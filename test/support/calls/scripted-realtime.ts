/**
 * What the Realtime API does about responses, and nothing else: one is active at a time, a `response.create` during it
 * is refused, a caller who speaks cancels it, and their words are answered. Messages wait until the test delivers them.
 */
export type FromClient = { create: string } | { add: string };
export type ToClient =
  | { type: "created"; id: string }
  | { type: "done"; id: string }
  | { type: "refused"; request: string }
  | { type: "added"; item: string }
  | { type: "speech_started" }
  | { type: "speech_stopped" };

export class ScriptedRealtime {
  readonly fromClient: FromClient[] = [];
  readonly toClient: ToClient[] = [];
  /** Requests that became a response. */
  readonly accepted: string[] = [];
  /** Items that were in the conversation when some response began. */
  readonly coveredItems = new Set<string>();
  active: string | null = null;
  #items: string[] = [];
  #count = 0;
  #callerSpeaks = false;

  /** Processes one message of the client. */
  takeOne(): void {
    const message = this.fromClient.shift();
    if (!message) return;
    if ("add" in message) {
      this.#items.push(message.add);
      this.toClient.push({ type: "added", item: message.add });
    } else if (this.active) {
      this.toClient.push({ type: "refused", request: message.create });
    } else {
      this.begin(message.create);
    }
  }

  /** `request` null: the server's own answer to the caller. */
  begin(request: string | null): void {
    if (this.active) return;
    this.active = `r${++this.#count}`;
    for (const item of this.#items) this.coveredItems.add(item);
    if (request !== null) this.accepted.push(request);
    this.toClient.push({ type: "created", id: this.active });
  }

  finish(): void {
    if (!this.active) return;
    this.toClient.push({ type: "done", id: this.active });
    this.active = null;
  }

  callerSpeaks(): void {
    if (this.#callerSpeaks) return;
    this.#callerSpeaks = true;
    this.toClient.push({ type: "speech_started" });
    this.finish();
  }

  callerStops(): void {
    if (!this.#callerSpeaks) return;
    this.#callerSpeaks = false;
    this.toClient.push({ type: "speech_stopped" });
    this.begin(null);
  }
}
