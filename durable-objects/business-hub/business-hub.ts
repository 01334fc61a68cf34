/**
 * One object a business. It holds the compiled agent snapshot, so that a call starts without reading the database, and
 * the dashboards' sockets, which sleep between events (hibernation).
 */
import { DurableObject } from "cloudflare:workers";
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { FILLERS, type ClipSpec } from "../../core/assistant/clips.ts";
import {
  hubListenerSchema,
  isOver,
  LISTENER_HEADER,
  mayHear,
  RIGHTS_CHANGED,
  TIME_IS_UP,
  toldOfMove,
  TOO_MANY_SOCKETS,
  type Heard,
  type LeadMove,
} from "../../core/contract/hub-listener.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { readFollow } from "../../core/contract/hub-follow.ts";
import { scopeOfIdentity, type BusinessPlace } from "../../worker/db/scope.ts";
import { depsOf, type Deps } from "../../worker/deps.ts";
import type { Env } from "../../worker/env.ts";
import { compileSnapshot } from "../../worker/features/assistant/snapshot/service.ts";
import { LiveCalls } from "./live-calls.ts";
import { ClipStore } from "./clip-store.ts";
import { SnapshotCache } from "./snapshot-cache.ts";
import { attachListener, beyondMost, follow, listenerOf, maySay, nextEnd } from "./sockets.ts";

/** Of WebSocket: what was sent is against the rules of the other side. */
const POLICY_VIOLATION = 1008;
const CLIPS_ASKED_AT = "clipsAskedAt";
const CLIPS_ASKED_EVERY_MS = 10 * 60_000;

export class BusinessHub extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #clips: ClipStore;
  readonly #liveCalls: LiveCalls;
  readonly #snapshots: SnapshotCache;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = depsOf(env);
    this.#clips = new ClipStore(ctx.storage.sql);
    this.#liveCalls = new LiveCalls(ctx.storage.sql);
    this.#snapshots = new SnapshotCache({
      compile: async (place) => {
        const scope = scopeOfIdentity(this.#deps.tenants, place);
        const snapshot = await compileSnapshot(this.#deps, scope, (spec) => this.#clips.find(spec));
        if (snapshot.fillers.length < FILLERS.length) this.ctx.waitUntil(this.#haveClipsRecorded(place));
        return snapshot;
      },
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

  /** Keeps what was spoken for later calls; `audio` is base64 mu-law. */
  async keepClip(spec: ClipSpec, audio: string[]): Promise<void> {
    this.#clips.keep(spec, audio, this.#deps.now());
    this.#snapshots.drop();
  }

  async missingClips(specs: ClipSpec[]): Promise<ClipSpec[]> {
    return specs.filter((spec) => this.#clips.find(spec) === null);
  }

  /** In a job: calls do not wait for it, and it is not asked for at every one of them while it fails. */
  async #haveClipsRecorded(place: BusinessPlace): Promise<void> {
    const now = this.#deps.now();
    const askedAt = await this.ctx.storage.get<number>(CLIPS_ASKED_AT);
    if (askedAt !== undefined && now - askedAt < CLIPS_ASKED_EVERY_MS) return;
    await this.ctx.storage.put(CLIPS_ASKED_AT, now);
    await this.#deps.jobs
      .send({ type: "record_clips", ...place })
      .catch((cause: unknown) => this.#deps.log.warn("clips_not_asked_for", { ...place, cause: String(cause) }));
  }

  /**
   * Events of one call, to the dashboards that may see a lead of `assignedTo` (null: nobody's); what is said in it only to
   * those that follow it. Answers with how many these are, so that a call to which nobody listens can be sparing.
   */
  async publish(events: HubEvent[], assignedTo: string | null): Promise<Heard> {
    for (const event of events) this.#liveCalls.note(event);
    const heard: Heard = { told: 0, following: 0 };
    const frames = events.map((event) => ({ event, text: JSON.stringify(event) }));
    for (const socket of this.#listening()) {
      const listener = listenerOf(socket);
      if (!mayHear(listener, assignedTo)) continue;
      heard.told++;
      const follows = (event: HubEvent) => "callSid" in event && listener.follows.includes(event.callSid);
      if (events.some(follows)) heard.following++;
      for (const { event, text } of frames) if (event.type !== "call.turn" || follows(event)) sendQuietly(socket, text);
    }
    return heard;
  }

  /** What everybody of the business may know. */
  async announce(event: HubEvent): Promise<void> {
    const text = JSON.stringify(event);
    for (const socket of this.#listening()) sendQuietly(socket, text);
  }

  /** To each dashboard what it may know of a lead that has changed hands. */
  async leadMoved(move: LeadMove): Promise<void> {
    for (const socket of this.#listening()) {
      const event = toldOfMove(listenerOf(socket), move);
      if (event) sendQuietly(socket, JSON.stringify(event));
    }
  }

  /** Those whose time is not over; the others are closed. */
  #listening(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => this.#mayListen(socket));
  }

  #mayListen(socket: WebSocket): boolean {
    if (!isOver(listenerOf(socket), this.#deps.now())) return true;
    socket.close(TIME_IS_UP, "come back with the rights of now");
    return false;
  }

  /** Sockets end in time also where nothing happens. */
  override async alarm(): Promise<void> {
    await this.#wakeAt(nextEnd(this.#listening()));
  }

  /** `at`: Unix ms. An alarm that comes sooner stays. */
  async #wakeAt(at: number | undefined): Promise<void> {
    if (at === undefined) return;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > at) await this.ctx.storage.setAlarm(at);
  }

  /**
   * Closes the sockets of a session that is over, or of a person whose rights have changed (all of them, when neither is
   * given). A dashboard that may still listen comes back by itself, with the rights of now.
   */
  async dropSockets({ sessionId, userId }: { sessionId?: string; userId?: string }): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) {
      const listener = listenerOf(socket);
      if (sessionId !== undefined && listener.sessionId !== sessionId) continue;
      if (userId !== undefined && listener.userId !== userId) continue;
      socket.close(RIGHTS_CHANGED, "rights changed");
    }
  }

  /** The dashboard's live socket. Only the Worker can reach this, after it has checked the membership. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    const listener = hubListenerSchema.parse(JSON.parse(request.headers.get(LISTENER_HEADER) ?? "null"));
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [listener.sessionId]);
    attachListener(server, listener, this.#deps.now());
    for (const socket of beyondMost(this.ctx.getWebSockets(listener.sessionId), server))
      socket.close(TOO_MANY_SOCKETS, "too many sockets of one session");
    await this.#wakeAt(listener.endsAt);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Which calls a dashboard follows; `ping` is answered by the platform, and what else it may say changes nothing. */
  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (!maySay(socket, this.#deps.now())) return socket.close(POLICY_VIOLATION, "too many messages");
    const calls = readFollow(message);
    if (calls === null || !this.#mayListen(socket)) return;
    const newOnes = follow(socket, calls).filter((callSid) => this.#liveCalls.has(callSid));
    await Promise.all(newOnes.map((callSid) => this.#catchUp(socket, callSid)));
  }

  /** A call to which nobody listened speaks up. What was said before goes to the one who has come, if it may be heard. */
  async #catchUp(socket: WebSocket, callSid: string): Promise<void> {
    // Of an object that does not answer nothing is known.
    const missed = await this.#deps
      .callSession(callSid)
      .followed()
      .catch(() => undefined);
    if (missed === null) this.#liveCalls.forget(callSid);
    if (!missed || !mayHear(listenerOf(socket), missed.assignedTo)) return;
    for (const event of missed.events) sendQuietly(socket, JSON.stringify(event));
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
