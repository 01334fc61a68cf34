/**
 * The model of one call, as its caller meets it: it hears the caller's frames, waits for the silence that ends a turn,
 * thinks, and answers as the scene wants. It notes what time it took for itself, so that the rest is the peer's. It goes
 * on with the session that the peer opens after a lost one, and then it knows only what it hears and is asked there.
 */
import type { Interval } from "../measure/own-time.ts";
import type { CreateRequest, ModelSession } from "./model-session.ts";
import { exactWords, quickAnswer, SOME_LEAD } from "./speech.ts";

/** The two drops lie far apart: a session that is lost within five seconds of its beginning is opened later, on purpose. */
export const SCENES = ["plain", "tool", "dropped while speaking", "slow", "dropped while waiting"] as const;
export type Scene = (typeof SCENES)[number];

/** The service's own wait for the end of a turn: 500 ms. */
const SILENCE_FRAMES = 25;
/** From a turn's end, or from being asked, to the first sound or to a tool's arguments. Known, so it can be taken out. */
const THINKING_MS = 300;
/** As long as it was once seen to take, and the answer still came. */
export const SLOW_MS = 4_200;
/** The connection is lost so long before the caller's last word, or so long into the wait for the answer. */
const CUT_FRAMES_BEFORE_END = 10;
const CUT_INTO_WAIT_MS = 100;
const PIECES = 2;
const PIECE_MS = 200;

/** A turn of the caller's and what became of it; times are those of performance.now(). */
export type Turn = {
  scene: Scene;
  /** The tags of the answer's audio. */
  key: number;
  /** The caller's frames that are speech. */
  firstFrame: number;
  lastFrame: number;
  /** The last of them went out. */
  endedAt: number | null;
  silence: Interval | null;
  /** Thinking, and taking time to open a session. */
  busy: Interval[];
  /** From a tool's arguments to its result. */
  tool: Interval | null;
  answered: boolean;
};

/** How far this session has got with the caller's turn. */
type Ear = { session: ModelSession; heard: "nothing" | "speech" | "whole turn" };

export class HearingModel {
  #ear!: Ear;
  #turn: Turn | null = null;
  #cut = false;

  constructor(session: ModelSession) {
    this.#attach(session);
  }

  get session(): ModelSession {
    return this.#ear.session;
  }

  begin(turn: Turn): void {
    this.#turn = turn;
    this.#cut = false;
    this.#ear.heard = "nothing";
  }

  end(): void {
    this.#turn = null;
  }

  /** The caller's frame has gone out. */
  frameSent(number: number, at: number): void {
    const turn = this.#turn;
    if (turn && number === turn.lastFrame) turn.endedAt = at;
    if (turn?.endedAt && number === turn.lastFrame + SILENCE_FRAMES) turn.silence = { from: turn.endedAt, to: at };
  }

  /** The peer has opened another session for this call, and has asked this of it before a frame told whose it is. */
  reopened(session: ModelSession, asked: readonly CreateRequest[]): void {
    this.#turn?.busy.push({ from: session.askedAt, to: session.openAt });
    this.#attach(session);
    for (const request of asked) this.#asked(session, request);
  }

  #attach(session: ModelSession): void {
    const ear: Ear = { session, heard: "nothing" };
    this.#ear = ear;
    session.onFrame = (_stream, number) => this.#hear(ear, number);
    session.onCreate = (request) => this.#asked(session, request);
    session.onItem = (type) => {
      const turn = this.#turn;
      if (type === "function_call_output" && turn?.tool) turn.tool.to = performance.now();
    };
  }

  #hear(ear: Ear, number: number): void {
    const turn = this.#turn;
    if (!turn || ear.heard === "whole turn" || number < turn.firstFrame) return;
    if (ear.heard === "nothing" && number <= turn.lastFrame) {
      ear.heard = "speech";
      ear.session.callerBegins();
    }
    if (turn.scene === "dropped while speaking" && !this.#cut && number >= turn.lastFrame - CUT_FRAMES_BEFORE_END)
      return this.#loseConnection(ear.session);
    if (ear.heard !== "speech" || number < turn.lastFrame + SILENCE_FRAMES) return;
    ear.heard = "whole turn";
    ear.session.callerEnds("דירת ארבעה חדרים בחיפה");
    this.#answer(ear.session, turn);
  }

  /** Only what is asked for after the caller's words can be their answer, and no sentence that is given word for word. */
  #asked(session: ModelSession, request: CreateRequest): void {
    const turn = this.#turn;
    if (!turn?.endedAt || turn.answered || exactWords(request) !== undefined) return quickAnswer(session, request);
    this.#answer(session, turn);
  }

  #answer(session: ModelSession, turn: Turn): void {
    const now = performance.now();
    const unfinished = turn.busy.at(-1);
    if (unfinished?.to === Infinity) unfinished.to = now;
    const thinking = { from: now, to: Infinity };
    turn.busy.push(thinking);
    const response = session.respond();
    const after = (ms: number, act: () => void) =>
      setTimeout(() => {
        if (session.active !== response || session.closed) return;
        thinking.to = performance.now();
        act();
      }, ms);
    if (turn.scene === "dropped while waiting" && !this.#cut)
      return void after(CUT_INTO_WAIT_MS, () => this.#loseConnection(session));
    after(turn.scene === "slow" ? SLOW_MS : THINKING_MS, () => {
      if (turn.scene === "tool" && !turn.tool) {
        turn.tool = { from: performance.now(), to: Infinity };
        response.callFunction("save_lead", SOME_LEAD);
      } else {
        turn.answered = true;
        response.beginMessage(turn.key);
        response.words("רשמתי, יועץ יחזור אליכם היום.");
        for (let piece = 0; piece < PIECES; piece++) response.audio(turn.key, piece, PIECE_MS);
      }
      session.finish("completed");
    });
  }

  #loseConnection(session: ModelSession): void {
    this.#cut = true;
    session.cut();
  }
}
