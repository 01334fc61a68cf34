/**
 * One object a call, named by its CallSid. What it must remember when it is lost stands in its storage (who it is, its
 * token, how the call ended, what D1 does not have yet) and in D1 (what was said); everything else is the moment.
 *
 * Storage writes hold back outgoing messages until they are durable, so on the talking path they are `allowUnconfirmed`.
 */
import { DurableObject } from "cloudflare:workers";
import { afterFailure, type NextStep } from "../../core/calls/next-step.ts";
import { MAX_REATTACHMENTS } from "../../core/calls/call-state.ts";
import { depsOf, type Deps } from "../../worker/deps.ts";
import type { Env } from "../../worker/env.ts";
import { callJournal, type CallJournal } from "./call-journal.ts";
import { closeLostCall, openLiveCall, resumeLiveCall, writeLeftBehind, type CallIdentity } from "./call-opening.ts";
import type { LiveCall } from "./live-call.ts";
import { acceptsToken, hashOfToken, newStreamToken, withToken, type StreamToken } from "./stream-token.ts";

/** How often a running call says to its own future that it is alive; a lost one is closed by the alarm after that. */
const ALARM_EVERY_MS = 3 * 60_000;
const ON_THE_TALKING_PATH = { allowUnconfirmed: true } as const;

/** `reattach`: the stream is gone but the call is not; Twilio is to open another one, with this token. */
export type AfterStream = NextStep | { then: "reattach"; token: string };

export class CallSession extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #journal: CallJournal;
  /** How often Twilio was asked to stream again, which may ask twice each time; a line that never holds must end. */
  #reconnects = 0;
  /** The call, or its being opened; null in an object that has not been told of one, or has lost it. */
  #call: Promise<LiveCall> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = depsOf(env);
    this.#journal = callJournal(ctx.storage);
  }

  /**
   * A call is coming: gathers what it needs and opens the model's socket, while Twilio is still connecting. Answers at
   * once, with a token for the stream. A repeated webhook gets one more; whichever is used first voids the others.
   */
  async prepare(identity: CallIdentity): Promise<{ token: string }> {
    const known = await this.ctx.storage.get<CallIdentity>("identity");
    if (!known) {
      void this.ctx.storage.put("identity", identity, ON_THE_TALKING_PATH);
      void this.#setAlarm();
      this.#call = this.#open(openLiveCall(this.#deps, identity, this.#hooks(identity)));
    }
    return { token: await this.#issueToken() };
  }

  /** Twilio's media socket: `/streams/twilio/:callSid/:token`. */
  override async fetch(request: Request): Promise<Response> {
    const token = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    if (!(await this.#useToken(token))) return new Response(null, { status: 403 });
    const call = await this.#call?.catch(() => null);
    if (!call) return new Response(null, { status: 503 });
    // A stream that comes after the end would stay open with nobody behind it.
    if (call.state.phase.is === "ended") return new Response(null, { status: 403 });
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    call.attachStream(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The stream has ended, and Twilio asks what to do with the call. */
  async afterStream(callIsOver: boolean): Promise<AfterStream> {
    const ended = await this.ctx.storage.get<NextStep>("ended");
    if (ended) return ended;
    const identity = await this.ctx.storage.get<CallIdentity>("identity");
    if (!identity) return { then: "hang_up" };
    if (callIsOver) {
      await this.completed();
      return { then: "hang_up" };
    }
    this.#call ??= this.#open(resumeLiveCall(this.#deps, identity, this.#hooks(identity)));
    const call = await this.#call.catch(() => null);
    if (!call) return this.#giveUp(identity);
    call.dispatch({ type: "stream.lost" });
    if (call.state.phase.is === "ended") return call.state.phase.next;
    if (Math.max(call.state.reattachments, this.#reconnects++ / 2) >= MAX_REATTACHMENTS) {
      call.dispatch({ type: "call.abandoned" });
      return afterFailure("platform_error", call.state.config.handoffPhone);
    }
    return { then: "reattach", token: await this.#issueToken() };
  }

  /** Twilio says that the call is over, whatever became of its stream. */
  async completed(): Promise<void> {
    const call = await this.#call?.catch(() => null);
    if (call) return call.dispatch({ type: "call.completed" });
    const identity = await this.ctx.storage.get<CallIdentity>("identity");
    if (identity && (await this.#writable(identity))) await closeLostCall(this.#deps, identity, this.#journal);
  }

  /** A dashboard has come. False: there is no call here any more. */
  async watched(): Promise<boolean> {
    const call = await this.#call?.catch(() => null);
    if (!call || call.state.phase.is === "ended") return false;
    call.watched();
    return true;
  }

  /**
   * Somebody reads the record of a call that is not over: what it lacks is written first, by an object that has lost its
   * call as well. False: it lacked nothing.
   */
  async completeRecord(): Promise<boolean> {
    const call = await this.#call?.catch(() => null);
    if (call) return call.completeRecord();
    const identity = await this.ctx.storage.get<CallIdentity>("identity");
    if (!identity || !(await this.#writable(identity))) return false;
    return writeLeftBehind(this.#deps, identity, this.#journal);
  }

  /** The caller's lead has changed hands. One that is taken up again later reads it from the record. */
  async leadAssigned(assignedTo: string | null): Promise<void> {
    const call = await this.#call?.catch(() => null);
    call?.leadAssigned(assignedTo);
  }

  /** A running call sets the next alarm; an object that woke up only for the alarm has lost its call. */
  override async alarm(): Promise<void> {
    const call = await this.#call?.catch(() => null);
    if (call && call.state.phase.is !== "ended") return this.#setAlarm();
    const identity = await this.ctx.storage.get<CallIdentity>("identity");
    if (identity && !(await this.#writable(identity))) return this.#setAlarm();
    if (identity) await closeLostCall(this.#deps, identity, this.#journal);
    // Nothing of a finished call is kept here: its record is in D1.
    await this.ctx.storage.deleteAll();
  }

  /** Where not, the alarm comes again until it can close the call: what of it is not in D1 stays here so long. */
  #writable({ tenantDb }: CallIdentity): Promise<boolean> {
    return this.#deps.schema.assertWritable(tenantDb).then(
      () => true,
      () => false,
    );
  }

  #setAlarm(): Promise<void> {
    return this.ctx.storage.setAlarm(this.#deps.now() + ALARM_EVERY_MS, ON_THE_TALKING_PATH);
  }

  async #issueToken(): Promise<string> {
    const { token, kept } = await newStreamToken(this.#deps.now());
    void this.ctx.storage.put("tokens", withToken(await this.#openTokens(), kept), ON_THE_TALKING_PATH);
    return token;
  }

  /** Storage shows a write at once, durable or not; two sockets with one token cannot both get in. */
  async #useToken(token: string): Promise<boolean> {
    const hash = await hashOfToken(token);
    if (!acceptsToken(await this.#openTokens(), hash, this.#deps.now())) return false;
    void this.ctx.storage.put("tokens", [], ON_THE_TALKING_PATH);
    return true;
  }

  async #openTokens(): Promise<StreamToken[]> {
    return (await this.ctx.storage.get<StreamToken[]>("tokens")) ?? [];
  }

  /** A call that could not be opened is forgotten, so that `afterStream` tries once more. */
  #open(opening: Promise<LiveCall>): Promise<LiveCall> {
    opening.catch((cause: unknown) => {
      this.#deps.log.error("call_not_opened", { cause });
      if (this.#call === opening) this.#call = null;
    });
    return opening;
  }

  /** The call cannot be opened, twice: the caller hears an apology, and the record says so if it can be written. */
  async #giveUp(identity: CallIdentity): Promise<NextStep> {
    const next = afterFailure("platform_error", null);
    void this.ctx.storage.put("ended", next, ON_THE_TALKING_PATH);
    await closeLostCall(this.#deps, identity, this.#journal, "platform_error").catch((cause: unknown) =>
      this.#deps.log.error("call_not_closed", { callId: identity.callId, cause }),
    );
    return next;
  }

  #hooks(identity: CallIdentity) {
    return {
      journal: this.#journal,
      ended: (next: NextStep) => {
        void this.ctx.storage.put("ended", next, ON_THE_TALKING_PATH);
        this.#deps.log.info("call_closed", { callId: identity.callId, businessId: identity.businessId });
      },
    };
  }
}
