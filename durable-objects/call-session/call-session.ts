/**
 * One object a call, named by its CallSid. What it must remember when it is lost stands in its storage (who it is, its
 * token, how the call ended, what D1 does not have yet) and in D1 (what was said); everything else is the moment.
 *
 * Storage writes hold back outgoing messages until they are durable, so on the talking path they are `allowUnconfirmed`.
 */
import { DurableObject } from "cloudflare:workers";
import { stepHandOff, type HandOff, type HandOffEvent } from "../../core/calls/hand-off.ts";
import { afterFailure, type NextStep } from "../../core/calls/next-step.ts";
import type { CallEnding } from "../../core/calls/call-record.ts";
import { MAX_REATTACHMENTS } from "../../core/calls/call-state.ts";
import type { Missed } from "../../core/contract/hub-listener.ts";
import { mayDial } from "../../worker/adapters/dialling.ts";
import { depsOf, type Deps } from "../../worker/deps.ts";
import type { Env } from "../../worker/env.ts";
import { isOwnNumber } from "../../worker/features/calls/hand-off/service.ts";
import { makeStreamToken } from "../../worker/stream-token.ts";
import { withinTime } from "../../worker/within-time.ts";
import { callJournal, type CallJournal } from "./call-journal.ts";
import { closeLostCall, noteHandOff, writeJournal, writeLeftBehind, type CallPlace } from "./call-closing.ts";
import { numberToShow, readIdentity, type CallIdentity } from "./call-identity.ts";
import { openLiveCall, resumeLiveCall } from "./call-opening.ts";
import type { LiveCall } from "./live-call.ts";
import { acceptsToken, hashOfToken, keptToken, withToken, type StreamToken } from "./stream-token.ts";

/** How often a running call says to its own future that it is alive; a lost one is closed by the alarm after that. */
const ALARM_EVERY_MS = 3 * 60_000;
/**
 * An object that wakes up for its alarm and has lost its call does not close it yet: Twilio, whose stream has broken,
 * asks the `action` URL within seconds, and then the call goes on.
 */
const LOST_FOR_MS = 60_000;
/** Twilio ends every call after four hours. */
const LONGEST_TALK_MS = 4 * 3_600_000;
/** The database or the queue cannot be reached: tried again after this, twice as long each time, up to a quarter hour. */
const CLOSE_AGAIN_MS = 30_000;
const LONGEST_CLOSE_AGAIN_MS = 15 * 60_000;
/** Twilio waits 15 s for an answer and may ask once more. */
const WEBHOOK_COMES_WITHIN_MS = 5 * 60_000;
const ON_THE_TALKING_PATH = { allowUnconfirmed: true } as const;

/** A caller hears nothing until Twilio has its answer; D1 is not waited for longer than this before a person is rung. */
const BEFORE_RINGING_MS = 1_500;

/**
 * `reattach`: the stream is gone but the call is not; Twilio is to open another one, with this token. `callerId`: the
 * number that the person is shown.
 */
export type AfterStream =
  | Exclude<NextStep, { then: "dial" }>
  | (NextStep & { then: "dial" } & { callerId: string })
  | { then: "reattach"; token: string };

/** `token`: for the stream; null: there is to be none. */
export type Prepared = { token: string } | { token: null; because: "stream_is_open" | "over_before" };

export class CallSession extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #journal: CallJournal;
  /** How often Twilio was asked to stream again, which may ask twice each time; a line that never holds must end. */
  #reconnects = 0;
  /** The call, or its being opened; null in an object that has not been told of one, or has lost it. */
  #call: Promise<LiveCall> | null = null;
  /** The same, once it is there. */
  #opened: LiveCall | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = depsOf(env);
    this.#journal = callJournal(ctx.storage);
  }

  /**
   * A call is coming: gathers what it needs and opens the model's socket, while Twilio is still connecting. Answers at
   * once, with a token for the stream. A repeated webhook gets one more; whichever is used first voids the others. None
   * (null) while a stream is open: a call has one, and whoever asks then is not the Twilio that carries it. None either
   * when Twilio has said before that the call is over; its record is closed then. Throws when D1 cannot be reached for that.
   */
  async prepare(identity: CallIdentity): Promise<Prepared> {
    const known = await this.identity();
    const ended = await this.ctx.storage.get("ended");
    if (this.#opened?.isStreaming) return { token: null, because: "stream_is_open" };
    if (!known && (await this.ctx.storage.get("overBefore")) !== undefined) {
      // Told of its end first: no stream will come, and nobody must see it ring.
      await closeLostCall(this.#deps, identity, this.#journal);
      return { token: null, because: "over_before" };
    }
    if (!known) {
      void this.ctx.storage.put("identity", identity, ON_THE_TALKING_PATH);
      void this.#setAlarm();
      this.#call = this.#open(openLiveCall(this.#deps, identity, this.#hooks(identity)));
    } else if (!ended) {
      // Lost, or could not be opened: opened again now, not only when its stream has failed.
      this.#call ??= this.#open(resumeLiveCall(this.#deps, identity, this.#hooks(identity)));
    }
    return { token: await this.#issueToken(known ?? identity) };
  }

  /** Twilio's media socket: `/streams/twilio/:callSid/:token`. */
  override async fetch(request: Request): Promise<Response> {
    const token = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    if (!(await this.#useToken(token))) return new Response(null, { status: 403 });
    const call = await this.#call?.catch(() => null);
    if (!call) return new Response(null, { status: 503 });
    // A stream that comes after the end would stay open with nobody behind it.
    if (isOver(call)) return new Response(null, { status: 403 });
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    call.attachStream(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** The stream has ended, and Twilio asks what to do with the call. */
  async afterStream(callIsOver: boolean): Promise<AfterStream> {
    const next = await this.#afterStream(callIsOver);
    if (next.then !== "dial") return next;
    if (!callIsOver) return this.#ring(next);
    // Gone before anybody could be rung.
    await this.#startHandOff();
    await this.#handOff({ type: "callerLeft", status: null });
    return { then: "hang_up" };
  }

  /** The person who was rung has pressed the key. */
  async personAccepted(): Promise<void> {
    await this.#handOff({ type: "accepted" });
  }

  /** The person's leg is over. False: nobody has taken the call, and the caller is to be told so. */
  async dialled(status: string, callIsOver: boolean): Promise<boolean> {
    const handOff = await this.#handOff({ type: callIsOver ? "callerLeft" : "dialled", status });
    return handOff?.is === "taken";
  }

  async #afterStream(callIsOver: boolean): Promise<NextStep | { then: "reattach"; token: string }> {
    const ended = await this.ctx.storage.get<NextStep>("ended");
    if (ended) return ended;
    const identity = await this.identity();
    if (!identity) return { then: "hang_up" };
    if (callIsOver) {
      await this.completed();
      return { then: "hang_up" };
    }
    this.#call ??= this.#open(resumeLiveCall(this.#deps, identity, this.#hooks(identity)));
    const call = await this.#call.catch(() => null);
    if (!call) return this.#giveUp(identity);
    void this.ctx.storage.delete("lostAt", ON_THE_TALKING_PATH);
    call.dispatch({ type: "stream.lost" });
    const { phase } = call.state;
    if (phase.is === "ended" || phase.is === "closing") return phase.next;
    if (Math.max(call.state.reattachments, this.#reconnects++ / 2) >= MAX_REATTACHMENTS) {
      call.dispatch({ type: "call.abandoned" });
      return afterFailure("platform_error", call.state.config.handoffPhone);
    }
    return { then: "reattach", token: await this.#issueToken(identity) };
  }

  /**
   * The person's phone is about to ring. It may forward to us, and the call that comes then is known by the record: so
   * that is brought up to date first, if the database answers. One that is down keeps nobody from being rung.
   */
  async #ring(next: NextStep & { then: "dial" }): Promise<AfterStream> {
    const identity = await this.identity();
    const { is } = await this.#startHandOff();
    // Asked again for what is over: by a request that Twilio repeats.
    if (!identity || is !== "ringing") return { then: "hang_up" };
    const { callId, businessId } = identity;
    const inTime = <Answer>(work: Promise<Answer>, otherwise: Answer): Promise<Answer> =>
      withinTime(work, BEFORE_RINGING_MS).catch((cause: unknown) => {
        this.#deps.log.warn("rung_unchecked", { callId, businessId, cause: String(cause) });
        return otherwise;
      });
    const [own] = await Promise.all([
      // Settings refuse both; a number may have become the business's own, and a country be taken off the list, later.
      inTime(isOwnNumber(this.#deps, businessId, next.phone), false),
      inTime(this.completeRecord(), false),
    ]);
    const allowed = mayDial(next.phone, this.#deps.config.DIAL_COUNTRIES);
    if (!own && allowed) return { ...next, callerId: numberToShow(identity) };
    await this.#handOff({ type: "notRung", why: own ? "circle" : "not_allowed" });
    return next.because === "asked" ? { then: "call_back" } : { then: "apologise", failure: next.because };
  }

  async #startHandOff(): Promise<HandOff> {
    const known = await this.ctx.storage.get<HandOff>("handOff");
    if (known) return known;
    const ringing = { is: "ringing" } as const;
    void this.ctx.storage.put<HandOff>("handOff", ringing);
    return ringing;
  }

  /** What becomes of a call that is handed to a person; null: this one is not. */
  async #handOff(event: HandOffEvent): Promise<HandOff | null> {
    const before = await this.ctx.storage.get<HandOff>("handOff");
    const identity = await this.identity();
    if (!before || !identity) return null;
    const after = stepHandOff(before, event);
    if (after === before) return after;
    await this.ctx.storage.put("handOff", after);
    const call = await this.#call?.catch(() => null);
    if (call) call.handedOff(after);
    else if (!(await noteHandOff(this.#deps, identity, this.#journal, after))) await this.#closeLater();
    return after;
  }

  /** Twilio says that the call is over, whatever became of its stream. */
  async completed(): Promise<void> {
    await this.#handOff({ type: "callerLeft", status: null });
    const call = await this.#call?.catch(() => null);
    if (call) return call.dispatch({ type: "call.completed" });
    const identity = await this.identity();
    if (!identity) {
      // Statuses and webhooks overtake each other: the call itself may come yet.
      void this.ctx.storage.put("overBefore", this.#deps.now());
      return this.#setAlarm(WEBHOOK_COMES_WITHIN_MS);
    }
    if (!(await this.#writable(identity))) return;
    // What fails now is done by the alarm.
    await closeLostCall(this.#deps, identity, this.#journal).catch((cause: unknown) =>
      this.#deps.log.error("call_not_closed", { callId: identity.callId, cause }),
    );
  }

  /** The sweep has found a call that must be long over; this object may know nothing of it any more. */
  async closeLost(place: CallPlace): Promise<void> {
    const call = await this.#call?.catch(() => null);
    if (call) return call.dispatch({ type: "call.completed" });
    await closeLostCall(this.#deps, place, this.#journal);
  }

  /** Who this call is; null: nobody has told this object of one, or it is over and done with. */
  async identity(): Promise<CallIdentity | null> {
    return readIdentity(await this.ctx.storage.get<CallIdentity>("identity"));
  }

  /** A dashboard begins to follow this call. Answers with what it has missed; null: there is no call here any more. */
  async followed(): Promise<Missed | null> {
    const call = await this.#call?.catch(() => null);
    return call && !isOver(call) ? call.followed() : null;
  }

  /**
   * Somebody reads the record of a call that is not over: what it lacks is written first, by an object that has lost its
   * call as well. False: it lacked nothing.
   */
  async completeRecord(): Promise<boolean> {
    const call = await this.#call?.catch(() => null);
    if (call) return call.completeRecord();
    const identity = await this.identity();
    if (!identity || !(await this.#writable(identity))) return false;
    return writeLeftBehind(this.#deps, identity, this.#journal);
  }

  /** The caller's lead has changed hands. One that is taken up again later reads it from the record. */
  async leadAssigned(assignedTo: string | null): Promise<void> {
    const call = await this.#call?.catch(() => null);
    call?.leadAssigned(assignedTo);
  }

  /**
   * A running call sets the next alarm. An object that woke up only for the alarm has lost its call, or has not got
   * round to finishing it: it is closed, and the alarm comes again until that has worked.
   */
  override async alarm(): Promise<void> {
    const call = await this.#call?.catch(() => null);
    if (call && call.state.phase.is !== "ended") return this.#setAlarm();
    const identity = await this.identity();
    const ended = await this.ctx.storage.get<NextStep>("ended");
    const finishedAt = await this.ctx.storage.get<number>("finished");
    const handOff = await this.ctx.storage.get<HandOff>("handOff");
    // A person may be on the line with the caller for hours, and Twilio's requests about that need to find their call.
    const talks =
      finishedAt !== undefined &&
      ended?.then === "dial" &&
      handOff?.is !== "failed" &&
      this.#deps.now() - finishedAt < LONGEST_TALK_MS;
    if (identity && talks) return this.#keepForTalk(identity, call ?? null);
    // Nothing of a finished call is kept here: its record is in D1.
    if (!identity || finishedAt !== undefined) return this.ctx.storage.deleteAll();
    if (!call && !ended && !(await this.#lostLongEnough())) return this.#setAlarm(LOST_FOR_MS);
    try {
      await closeLostCall(this.#deps, identity, this.#journal);
    } catch (cause) {
      this.#deps.log.error("call_not_closed", { callId: identity.callId, businessId: identity.businessId, cause });
      return this.#closeLater();
    }
    await this.ctx.storage.deleteAll();
  }

  /** What could not be written when the person took the call, or did not, is written now; a live call does so itself. */
  async #keepForTalk(identity: CallIdentity, call: LiveCall | null): Promise<void> {
    const written =
      call ??
      (await writeJournal(this.#deps, identity, this.#journal).then(
        () => true,
        () => false,
      ));
    return written ? this.#setAlarm(LONGEST_CLOSE_AGAIN_MS) : this.#closeLater();
  }

  /** True when this is not the first alarm that finds the call gone. */
  async #lostLongEnough(): Promise<boolean> {
    const lostAt = await this.ctx.storage.get<number>("lostAt");
    if (lostAt === undefined) void this.ctx.storage.put("lostAt", this.#deps.now());
    return lostAt !== undefined && this.#deps.now() - lostAt >= LOST_FOR_MS;
  }

  async #closeLater(): Promise<void> {
    const tries = (await this.ctx.storage.get<number>("closeTries")) ?? 0;
    void this.ctx.storage.put("closeTries", tries + 1);
    return this.#setAlarm(Math.min(CLOSE_AGAIN_MS * 2 ** tries, LONGEST_CLOSE_AGAIN_MS));
  }

  /** Whether the record can be written to. Where not, what of the call is not in D1 stays here for the alarm. */
  #writable({ tenantDb }: CallIdentity): Promise<boolean> {
    return this.#deps.schema.assertWritable(tenantDb).then(
      () => true,
      () => false,
    );
  }

  #setAlarm(inMs = ALARM_EVERY_MS): Promise<void> {
    return this.ctx.storage.setAlarm(this.#deps.now() + inMs, ON_THE_TALKING_PATH);
  }

  async #issueToken({ callSid }: CallIdentity): Promise<string> {
    const token = makeStreamToken(this.#deps.config.JWT_SECRET, callSid);
    const kept = await keptToken(token, this.#deps.now());
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
    opening.then(
      (call) => void (this.#opened = call),
      (cause: unknown) => {
        this.#deps.log.error("call_not_opened", { cause });
        if (this.#call === opening) this.#call = null;
      },
    );
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
      ended: (_: CallEnding, next: NextStep) => void this.ctx.storage.put("ended", next, ON_THE_TALKING_PATH),
      finished: () => {
        void this.ctx.storage.put("finished", this.#deps.now());
        this.#deps.log.info("call_closed", { callId: identity.callId, businessId: identity.businessId });
      },
    };
  }
}

const isOver = ({ state: { phase } }: LiveCall): boolean => phase.is === "closing" || phase.is === "ended";
