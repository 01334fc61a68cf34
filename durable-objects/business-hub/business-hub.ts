/**
 * One object a business. It holds the compiled agent snapshot, so that a call starts without reading the database, and
 * the dashboards' sockets, which sleep between events (hibernation).
 */
import { DurableObject } from "cloudflare:workers";
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { greetingKey } from "../../core/assistant/greeting.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { scopeOfIdentity, type BusinessPlace } from "../../worker/db/scope.ts";
import { depsOf, type Deps } from "../../worker/deps.ts";
import type { Env } from "../../worker/env.ts";
import { compileSnapshot } from "../../worker/features/assistant/snapshot/service.ts";
import { GreetingStore } from "./greeting-store.ts";
import { SnapshotCache } from "./snapshot-cache.ts";

export class BusinessHub extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #greetings: GreetingStore;
  readonly #snapshots: SnapshotCache;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = depsOf(env);
    this.#greetings = new GreetingStore(ctx.storage.sql);
    this.#snapshots = new SnapshotCache({
      compile: (place) =>
        compileSnapshot(this.#deps, scopeOfIdentity(this.#deps.tenants, place), (key) => this.#greetings.find(key)),
      now: this.#deps.now,
    });
    // Answered by the platform, without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** What a call needs of its business. Throws when the business has no settings. */
  snapshot(place: BusinessPlace): Promise<AgentSnapshot> {
    return this.#snapshots.get(place);
  }

  /** Compiles ahead of the next call. */
  async warmUp(place: BusinessPlace): Promise<{ version: number }> {
    return { version: (await this.#snapshots.get(place)).version };
  }

  async settingsChanged(_place: BusinessPlace): Promise<void> {
    this.#snapshots.drop();
  }

  /** Keeps the spoken greeting for later calls; `audio` is base64 mu-law. */
  async keepGreeting(spoken: { greeting: string; voice: string; model: string }, audio: string[]): Promise<void> {
    this.#greetings.keep(greetingKey(spoken.greeting, spoken.voice, spoken.model), audio, this.#deps.now());
    this.#snapshots.drop();
  }

  /** Answers with how many are listening, so that a call to which nobody does can be sparing. */
  async publish(events: HubEvent[]): Promise<number> {
    const sockets = this.ctx.getWebSockets();
    if (sockets.length === 0) return 0;
    const frames = events.map((event) => JSON.stringify(event));
    for (const socket of sockets) for (const frame of frames) sendQuietly(socket, frame);
    return sockets.length;
  }

  /** The dashboard's live socket. Only the Worker can reach this, after it has checked the membership. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(): Promise<void> {
    // Dashboards only listen; `ping` is answered by the platform.
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 stand for "no code came" and may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}

/** A dashboard that went away in this moment must not keep the others from hearing. */
function sendQuietly(socket: WebSocket, frame: string): void {
  try {
    socket.send(frame);
  } catch {
    socket.close(1011);
  }
}
