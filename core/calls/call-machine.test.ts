/**
 * The call's decisions, with a scripted engine behind the port: nothing here knows of OpenAI, so whatever speaks through
 * the port is treated so.
 */
import { describe, expect, test } from "vitest";
import {
  asksOf,
  askedOf,
  commandsOf,
  endingOf,
  GREETING,
  notesOf,
  PERSON,
  ScriptedCall,
  toldBy,
  typesOf,
} from "../../test/support/calls/scripted-call.ts";
import { GREETING_ITEM, resumedCall } from "./call-state.ts";
import { TIMES } from "./call-state.ts";

const SPOKE = { is: "completed", spoke: true } as const;
const QUIET = { is: "completed", spoke: false } as const;
const tool = (callId: string, name = "save_lead") => ({ callId, name, args: "{}" });
const finished = (callId: string, failed = false) =>
  ({ type: "tool.finished", callId, output: `{"of":"${callId}"}`, failed, mustAnswer: failed }) as const;
const doing = (effects: { do: string }[], what: string) => effects.filter((effect) => effect.do === what);

describe("the greeting", () => {
  test("that is recorded plays at the stream's start, before the engine is there, and is told to it once heard", () => {
    const call = new ScriptedCall();
    expect(typesOf(call.on({ type: "stream.started" }))).toEqual(["note stream_started", "answered", "greeting.play"]);
    call.connected();
    const heard = call.on({ type: "playback.heard", itemId: GREETING_ITEM, heardMs: 2_000, text: GREETING });
    expect(toldBy(heard)).toEqual([`assistant: ${GREETING}`]);
    expect(notesOf(heard)).toMatchObject([{ kind: "greeting_played", data: { cached: true, disclosed: true } }]);
  });

  test("keeps the caller's words back until what must be heard was: a «הלו?» cannot cut it off", () => {
    const call = new ScriptedCall({ greetingClip: { noticeMs: 1_500 } }).connected();
    call.on({ type: "stream.started" });
    expect(doing(call.effects, "greeting.play")).toEqual([{ do: "greeting.play", noticeMs: 1_500 }]);
    // However long that takes: a slow line is heard later than the clock would have it.
    expect(commandsOf(call.wait(5_000)).map(({ do: what }) => what)).not.toContain("open");
    const opened = call.on({ type: "playback.reached", itemId: GREETING_ITEM });
    expect(commandsOf(opened)).toEqual([{ do: "open" }]);
    expect(notesOf(opened)).toMatchObject([{ kind: "greeting_played", data: { cached: true, disclosed: true } }]);
  });

  test("that the engine speaks keeps them back too, until it was heard whole", () => {
    const call = new ScriptedCall({ greetingClip: null }).connected();
    const asked = call.on({ type: "stream.started" });
    expect(asksOf(asked)).toMatchObject([{ purpose: "greeting", tools: "never" }]);
    const before = [
      ...call.speaking("a1", "u1", { asks: [asksOf(asked)[0]?.id ?? ""] }),
      ...call.ends("a1", SPOKE, [], ["u1"]),
    ];
    expect(doing(before, "greeting.keep")).toEqual([{ do: "greeting.keep", itemId: "u1" }]);
    expect(typesOf(before)).not.toContain("open");
    expect(typesOf(call.heard("u1"))).toContain("open");
  });

  test.each([
    ["text only", { is: "silent", why: "text_only" }],
    ["nothing", { is: "silent", why: "empty" }],
    ["something that may not be said", { is: "incomplete", reason: "content_filter", spoke: false }],
    ["a failure", { is: "failed", failure: "openai_server_error", afterMs: null, spoke: false }],
  ] as const)("for which the engine gives %s is still owed and asked for again", (_, how) => {
    const call = new ScriptedCall({ greetingClip: null }).connected();
    call.on({ type: "stream.started" });
    call.engine({ type: "answerBegan", answerId: "a1", asks: [call.lastAsk()?.id ?? ""] });
    const again = call.ends("a1", how);
    expect(asksOf(again)).toMatchObject([{ purpose: "greeting", tools: "never" }]);
    expect(call.is().greeting).toBe("asked");
    call.speaking("a2", "u2", { asks: [call.lastAsk()?.id ?? ""] });
    call.ends("a2", SPOKE, [], ["u2"]);
    expect(typesOf(call.heard("u2"))).toContain("note greeting_played");
  });

  test("that was not heard to its end is on record as that", () => {
    const call = new ScriptedCall().connected();
    call.on({ type: "stream.started" });
    call.wait(800);
    expect(typesOf(call.on({ type: "stream.stopped" }))).toContain("note greeting_unheard");
  });

  test("that a broken line cut short is said again when the caller is back", () => {
    const call = new ScriptedCall().connected();
    call.on({ type: "stream.started" });
    call.wait(500);
    call.on({ type: "stream.lost" });
    call.on({
      type: "playback.cut",
      items: [{ itemId: GREETING_ITEM, heardMs: 500, receivedMs: 3_000, text: "שלום" }],
    });
    expect(typesOf(call.on({ type: "stream.started" }))).toContain("greeting.play");
  });
});

describe("a slow answer", () => {
  test("that lives is not cancelled: tool arguments may stream for seconds, with a filler and no apology", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    const seen = [];
    for (let ms = 0; ms < 9_000; ms += 500) {
      seen.push(...call.wait(500));
      call.engine({ type: "answerMoves", answerId: "a1" });
    }
    expect(commandsOf(seen)).toEqual([]);
    expect(doing(seen, "filler.play")).toEqual([
      { do: "filler.play", index: 0 },
      { do: "filler.play", index: 1 },
    ]);
  });

  test("whose first sound takes 4.2 s after it has begun is not cancelled either", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.wait(300);
    call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    const seen = call.wait(4_200);
    expect(commandsOf(seen)).toEqual([]);
    expect(doing(seen, "filler.play")).toHaveLength(1);
    call.on({ type: "playback.started", itemId: "u1" });
    expect(call.is()).toMatchObject({ floor: "assistant", phase: "talking" });
  });

  test("of which there is no sign is asked for at half the time, and given up at the whole of it", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    expect(askedOf(call.wait(3_100))).toEqual(["nudge"]);
    call.wait(3_000);
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_no_audio" });
  });

  test("that lives for ever without a sound is given up all the same", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    for (let ms = 0; ms < 25_000 && call.is().phase === "talking"; ms += 500) {
      call.wait(500);
      call.engine({ type: "answerMoves", answerId: "a1" });
    }
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_no_audio" });
  });

  test("that had no sound is asked for aloud, a bounded number of times", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    for (const [id, how] of [
      ["a1", { is: "silent", why: "text_only" }],
      ["a2", { is: "silent", why: "empty" }],
    ] as const) {
      call.engine({ type: "answerBegan", answerId: id, asks: [call.lastAsk()?.id ?? ""] });
      expect(asksOf(call.ends(id, how))).toHaveLength(1);
      expect(call.is().phase).toBe("talking");
    }
    call.engine({ type: "answerBegan", answerId: "a3", asks: [call.lastAsk()?.id ?? ""] });
    call.ends("a3", { is: "incomplete", reason: "max_output_tokens", spoke: false });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_no_audio" });
    expect(typesOf(call.effects)).toContain("note answer_incomplete");
  });
});

describe("a rate limit", () => {
  test("is waited out as the service asks, twice, with a filler; then the answer comes", () => {
    const call = new ScriptedCall({ share: 0.5 }).talking();
    call.callerSpeaks();
    const limited = { is: "failed", failure: "openai_rate_limited", afterMs: 1_200, spoke: false } as const;
    const seen = [];
    for (const id of ["a1", "a2"]) {
      call.engine({ type: "answerBegan", answerId: id, asks: call.lastAsk() ? [call.lastAsk()?.id ?? ""] : [] });
      seen.push(...call.ends(id, limited));
      expect(asksOf(call.wait(1_300))).toEqual([]);
      const after = call.wait(150);
      expect(asksOf(after)).toHaveLength(1);
      seen.push(...after);
    }
    call.speaking("a3", "u3", { asks: [call.lastAsk()?.id ?? ""] });
    expect(doing(call.effects, "filler.play")).toHaveLength(1);
    expect(call.is()).toMatchObject({ phase: "talking", floor: "assistant" });
  });

  test("that does not end is an apology in the end, and a person where there is one", () => {
    const call = new ScriptedCall({ handoffPhone: PERSON }).talking();
    call.callerSpeaks();
    for (const id of ["a1", "a2", "a3", "a4"]) {
      call.engine({ type: "answerBegan", answerId: id, asks: [call.lastAsk()?.id ?? ""] });
      call.ends(id, { is: "failed", failure: "openai_rate_limited", afterMs: 1_000, spoke: false });
      call.wait(1_100);
    }
    expect(endingOf(call.state)).toMatchObject({
      reason: "failed",
      failure: "openai_rate_limited",
      callBack: true,
      next: { then: "dial", phone: PERSON, because: "openai_rate_limited" },
    });
  });

  test("of a key or a quota is not tried again", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    call.ends("a1", { is: "failed", failure: "openai_quota", afterMs: 500, spoke: false });
    expect(endingOf(call.state)).toMatchObject({ failure: "openai_quota", next: { then: "apologise" } });
  });
});

describe("tools", () => {
  const asked = (tools: ReturnType<typeof tool>[], { spoke = false } = {}) => {
    const call = new ScriptedCall({ handoffPhone: PERSON }).talking();
    call.callerSpeaks();
    if (spoke) call.speaking("a1", "u1");
    else call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    const effects = call.ends("a1", spoke ? SPOKE : QUIET, tools, spoke ? ["u1"] : []);
    return { call, effects };
  };

  test("run one after another, and one answer follows the last result", () => {
    const { call, effects } = asked([tool("c1"), tool("c2")]);
    expect(doing(effects, "tool.run")).toMatchObject([{ ask: { callId: "c1" } }]);
    const first = call.on(finished("c1"));
    expect(typesOf(first)).toEqual(["toolResult", "tool.run"]);
    const second = call.on(finished("c2"));
    expect(asksOf(second)).toMatchObject([{ purpose: "tool_result", answersCalls: ["c1", "c2"] }]);
  });

  test("that worked plainly need no second answer when something was said in the same breath", () => {
    const { call } = asked([tool("c1")], { spoke: true });
    const effects = call.on(finished("c1"));
    expect(toldBy(effects)).toHaveLength(1);
    expect(asksOf(effects)).toEqual([]);
  });

  test("that failed are answered whatever was said", () => {
    const { call } = asked([tool("c1")], { spoke: true });
    expect(askedOf(call.on(finished("c1", true)))).toEqual(["tool_result"]);
  });

  test("that worked and have something to ask are answered as well", () => {
    const { call } = asked([tool("c1")], { spoke: true });
    expect(askedOf(call.on({ ...finished("c1"), mustAnswer: true }))).toEqual(["tool_result"]);
  });

  test("a goodbye, a lead and the end: both run, nothing is said after the goodbye, and it is heard to its end", () => {
    const { call } = asked([tool("c1"), tool("c2", "end_call")], { spoke: true });
    call.queuedMs = 14_000;
    const effects = [...call.on(finished("c1")), ...call.on(finished("c2"))];
    expect(asksOf(effects)).toEqual([]);
    expect(call.is().phase).toBe("leaving");
    call.wait(14_000);
    expect(call.is().phase).toBe("leaving");
    call.queuedMs = 0;
    call.heard("u1");
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended", next: { then: "hang_up" } });
  });

  test("a goodbye that no mark confirms ends by the watchdog, which knows how much was queued", () => {
    const { call } = asked([tool("c1", "end_call")], { spoke: true });
    call.queuedMs = 14_000;
    call.on(finished("c1"));
    call.wait(14_000 + TIMES.farewellGraceMs - 100);
    expect(call.is().phase).toBe("leaving");
    call.wait(200);
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended" });
  });

  test("a save that failed beside a goodbye is told before the call may end", () => {
    const { call } = asked([tool("c1"), tool("c2", "end_call")], { spoke: true });
    call.on(finished("c1", true));
    expect(askedOf(call.on(finished("c2")))).toEqual(["tool_result"]);
    expect(call.is().phase).toBe("talking");
  });

  test("without a goodbye one is asked for, which may not run a tool", () => {
    const { call } = asked([tool("c1", "end_call")]);
    expect(asksOf(call.on(finished("c1")))).toMatchObject([{ purpose: "farewell", tools: "never" }]);
  });

  test("handing over says so and then has Twilio dial; until somebody takes it the call is to be rung back", () => {
    const { call } = asked([tool("c1", "hand_over")]);
    call.on(finished("c1"));
    call.answers("a2", "u2", { asks: [call.lastAsk()?.id ?? ""] });
    expect(endingOf(call.state)).toMatchObject({
      reason: "assistant_ended",
      callBack: true,
      next: { then: "dial", phone: PERSON, because: "asked" },
    });
  });

  test("that write something are done, in order, when the caller has hung up; the rest is not", () => {
    const { call } = asked([tool("c1"), tool("c2"), tool("c3", "hand_over")]);
    call.engine({ type: "callerSaid", turnId: "t1", text: "קוראים לי דנה" });
    const gone = call.on({ type: "stream.stopped" });
    expect(typesOf(gone)).not.toContain("finished");
    expect(doing(call.on(finished("c1")), "tool.run")).toMatchObject([{ ask: { callId: "c2" } }]);
    const last = call.on(finished("c2"));
    expect(doing(last, "tool.run")).toEqual([]);
    expect(typesOf(last)).toContain("finished");
    expect(asksOf(last)).toEqual([]);
  });

  test("that write something are done also when the engine is lost for good", () => {
    const { call } = asked([tool("c1"), tool("c2"), tool("c3", "end_call")]);
    call.engine({ type: "lost", failure: "openai_auth", detail: "" });
    expect(doing(call.on(finished("c1")), "tool.run")).toMatchObject([{ ask: { callId: "c2" } }]);
    expect(doing(call.on(finished("c2")), "tool.run")).toEqual([]);
    expect(call.is().phase).toBe("ended");
  });

  test("that hang when the caller has gone are not waited for for ever", () => {
    const { call } = asked([tool("c1")]);
    call.on({ type: "stream.stopped" });
    expect(typesOf(call.wait(TIMES.lastWordsMs + 100))).toContain("finished");
  });

  test("that take long let the caller hear a filler after 700 ms", () => {
    const { call } = asked([tool("c1")]);
    expect(doing(call.wait(600), "filler.play")).toEqual([]);
    expect(doing(call.wait(200), "filler.play")).toHaveLength(1);
  });

  test("whose session is gone are told to the next one in words, and answered", () => {
    const { call } = asked([tool("c1")]);
    call.engine({ type: "down", detail: "gone" });
    call.on(finished("c1"));
    const effects = [...call.engine({ type: "wanted", renewal: false }), ...call.engine({ type: "ready", attempt: 1 })];
    expect(effects).toContainEqual({ do: "engine.begin", told: [{ as: "system", text: '{"of":"c1"}' }] });
    expect(askedOf(effects)).toEqual(["continue"]);
  });
});

describe("the caller speaks over the assistant", () => {
  const spokenOver = (heard = "הדירה בקומה שלישית", restMs = 4_000) => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("a1", "u1");
    call.ends("a1", SPOKE, [], ["u1"]);
    const began = call.engine({ type: "callerBegan", turnId: "t2" });
    expect(doing(began, "playback.cut")).toHaveLength(1);
    const cut = call.on({
      type: "playback.cut",
      items: [{ itemId: "u1", heardMs: 1_000, receivedMs: 1_000 + restMs, text: heard }],
    });
    expect(commandsOf(cut)).toEqual([{ do: "heard", utteranceId: "u1", heardMs: 1_000 }]);
    return call;
  };

  test.each(["אהה", "כן כן", "", "אוקיי, הבנתי"])("briefly («%s»): the sentence goes on where it was cut", (text) => {
    const call = spokenOver();
    expect(typesOf(call.engine({ type: "callerEnded", turnId: "t2", speechMs: 400 }))).toContain("playback.hold");
    call.engine({ type: "answerBegan", answerId: "a2", asks: [] });
    const effects = call.engine({ type: "callerSaid", turnId: "t2", text });
    expect(typesOf(effects)).toEqual(["stop", "playback.drop", "note speech_resumed", "playback.resume"]);
    expect(call.is().floor).toBe("assistant");
  });

  test("briefly, with words of weight: they are answered", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 500 });
    const effects = call.engine({ type: "callerSaid", turnId: "t2", text: "כמה זה עולה" });
    expect(typesOf(effects)).toEqual(["playback.release", "playback.forget"]);
    expect(call.is().floor).toBe("thinking");
  });

  test("briefly, and the words do not come in time: they are answered", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 500 });
    expect(typesOf(call.wait(TIMES.weighMs))).toContain("playback.release");
    expect(call.is().floor).toBe("thinking");
  });

  test("«כן» right after a question is its answer, and at the end of a sentence too", () => {
    for (const call of [spokenOver("מתאים לכם יום שלישי?"), spokenOver("זה הכול", 500)]) {
      const effects = call.engine({ type: "callerEnded", turnId: "t2", speechMs: 300 });
      expect(typesOf(effects)).not.toContain("playback.hold");
      expect(call.is().floor).toBe("thinking");
    }
  });

  test("for longer: nothing is weighed", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 2_000 });
    expect(call.is().floor).toBe("thinking");
  });

  test("what was broken off while it was being made is gone on with after the rest was heard", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("a1", "u1");
    call.engine({ type: "callerBegan", turnId: "t2" });
    call.on({ type: "playback.cut", items: [{ itemId: "u1", heardMs: 500, receivedMs: 3_000, text: "אז" }] });
    call.ends("a1", { is: "cut" });
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 300 });
    call.engine({ type: "callerSaid", turnId: "t2", text: "אהה" });
    expect(askedOf(call.heard("resumed:1"))).toEqual(["continue"]);
  });

  test("the engine's own answer to it that begins only afterwards is stopped", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 300 });
    call.engine({ type: "callerSaid", turnId: "t2", text: "כן" });
    expect(commandsOf(call.engine({ type: "answerBegan", answerId: "a2", asks: [] }))).toEqual([{ do: "stop" }]);
  });

  test("and another one while the first is weighed: the sentence is still gone on with, and its answer is dropped", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 300 });
    call.engine({ type: "answerBegan", answerId: "a2", asks: [] });
    call.on({ type: "playback.held", itemId: "u2" });
    const again = call.engine({ type: "callerBegan", turnId: "t3" });
    expect(typesOf(again).slice(0, 2)).toEqual(["playback.drop", "playback.cut"]);
    call.on({ type: "playback.cut", items: [{ itemId: "u2", heardMs: 0, receivedMs: 0, text: "" }] });
    call.ends("a2", { is: "cut" });
    call.engine({ type: "callerEnded", turnId: "t3", speechMs: 300 });
    const effects = call.engine({ type: "callerSaid", turnId: "t3", text: "כן" });
    expect(typesOf(effects)).toContain("playback.resume");
  });

  test("is nothing to answer, but after a lost connection the next answer is not the one to stop", () => {
    const call = spokenOver();
    call.engine({ type: "callerEnded", turnId: "t2", speechMs: 300 });
    call.engine({ type: "callerSaid", turnId: "t2", text: "כן" });
    call.engine({ type: "down", detail: "gone" }, { type: "wanted", renewal: false }, { type: "ready", attempt: 1 });
    const effects = call.engine({ type: "answerBegan", answerId: "a9", asks: [] });
    expect(commandsOf(effects)).not.toContainEqual({ do: "stop" });
  });

  test("noise into a goodbye does not keep the call, words do", () => {
    const leaving = () => {
      const call = new ScriptedCall().talking();
      call.callerSpeaks();
      call.speaking("a1", "u1");
      call.ends("a1", SPOKE, [tool("c1", "end_call")], ["u1"]);
      call.on(finished("c1"));
      call.engine({ type: "callerBegan", turnId: "t2" });
      call.on({ type: "playback.cut", items: [{ itemId: "u1", heardMs: 500, receivedMs: 2_000, text: "להתראות" }] });
      call.engine({ type: "callerEnded", turnId: "t2", speechMs: 600 });
      return call;
    };
    const noise = leaving();
    noise.engine({ type: "callerSaid", turnId: "t2", text: "" });
    noise.heard("resumed:1");
    expect(endingOf(noise.state)).toMatchObject({ reason: "assistant_ended" });
    const words = leaving();
    words.engine({ type: "callerSaid", turnId: "t2", text: "רגע, עוד שאלה" });
    expect(words.is()).toMatchObject({ phase: "talking", floor: "thinking" });
  });
});

describe("turns without words", () => {
  const noise = (call: ScriptedCall, id: string) => {
    call.callerSpeaks(id, 600);
    call.engine({ type: "callerSaid", turnId: id, text: "" });
    call.answers(`a_${id}`, `u_${id}`);
  };

  test("for ever: the caller is asked once, then the call ends as silence", () => {
    const call = new ScriptedCall().talking();
    for (let turn = 0; turn < 12 && call.is().phase !== "ended"; turn++) {
      call.callerSpeaks(`t${turn}`, 600);
      call.engine({ type: "answerBegan", answerId: `a${turn}`, asks: [] });
      call.ends(`a${turn}`, { is: "cut" });
      call.engine({ type: "callerSaid", turnId: `t${turn}`, text: "" });
      const ask = call.lastAsk();
      if (ask && (ask.purpose === "reprompt" || ask.purpose === "farewell"))
        call.answers(`s${turn}`, `u${turn}`, { asks: [ask.id] });
      call.wait(1_000);
    }
    expect(askedOf(call.effects)).toEqual(["reprompt", "farewell"]);
    expect(endingOf(call.state)).toMatchObject({ reason: "silence" });
  });

  test("in between do not count against a caller who speaks", () => {
    const call = new ScriptedCall().talking();
    noise(call, "t1");
    noise(call, "t2");
    expect(call.state.wordless).toBe(2);
    call.callerSpeaks("t3");
    call.engine({ type: "callerSaid", turnId: "t3", text: "שלום" });
    expect(call.state.wordless).toBe(0);
  });

  test("that could not be written down are no silence", () => {
    const call = new ScriptedCall().talking();
    for (let turn = 0; turn < 8; turn++) {
      call.callerSpeaks(`t${turn}`);
      call.engine({ type: "callerSaid", turnId: `t${turn}`, text: null });
      call.answers(`a${turn}`, `u${turn}`);
    }
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
    expect(call.state.reprompts).toBe(0);
    expect(notesOf(call.effects).filter(({ kind }) => kind === "turn_not_transcribed")).toHaveLength(8);
  });
});

describe("silence", () => {
  test("is asked about as often as the business wants, then the call ends", () => {
    const call = new ScriptedCall().talking();
    for (const id of ["a1", "a2", "a3"]) {
      call.wait(8_000);
      call.answers(id, `u_${id}`, { asks: [call.lastAsk()?.id ?? ""] });
    }
    expect(askedOf(call.effects)).toEqual(["reprompt", "reprompt", "farewell"]);
    expect(endingOf(call.state)).toMatchObject({ reason: "silence", callBack: false });
  });

  test("does not run while a caller dials", () => {
    const call = new ScriptedCall().talking();
    for (const key of "0521234567") {
      call.wait(1_500);
      call.on({ type: "stream.key", key });
    }
    expect(askedOf(call.effects)).toEqual([]);
    const told = call.wait(2_000);
    expect(toldBy(told)).toEqual(["caller: [הוקש במקשי הטלפון: 0521234567]"]);
    expect(askedOf(told)).toEqual(["keys"]);
  });
});

describe("keys", () => {
  test("in a menu are a choice at once, and others do nothing", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "keys.for", mode: { is: "menu", choices: "12" } });
    expect(call.on({ type: "stream.key", key: "7" })).toEqual([]);
    expect(toldBy(call.on({ type: "stream.key", key: "2" }))).toEqual(["caller: [הוקש במקשי הטלפון: 2]"]);
  });

  test("collected for a question: the star takes one back, the full length ends it", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "keys.for", mode: { is: "collecting", what: "phone", length: 4, patienceMs: 6_000 } });
    const told = [..."12*34"].flatMap((key) => call.on({ type: "stream.key", key }));
    expect(toldBy(told)).toEqual([]);
    expect(toldBy(call.on({ type: "stream.key", key: "5" }))).toEqual(["caller: [הוקש במקשי הטלפון: 1345]"]);
  });

  test("that were asked for and did not come are told as that", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "keys.for", mode: { is: "collecting", what: "phone", length: 10, patienceMs: 6_000 } });
    expect(toldBy(call.wait(6_000))).toEqual(["caller: [לא הוקש דבר במקשי הטלפון]"]);
  });

  test("pressed while no session stands are told to the next one", () => {
    const call = new ScriptedCall().talking();
    call.engine({ type: "down", detail: "gone" });
    for (const key of "12#") call.on({ type: "stream.key", key });
    const begun = call.engine({ type: "wanted", renewal: false });
    expect(begun).toEqual([{ do: "engine.begin", told: [{ as: "caller", text: "[הוקש במקשי הטלפון: 12]" }] }]);
    expect(askedOf(call.engine({ type: "ready", attempt: 1 }))).toEqual(["continue"]);
  });
});

describe("an engine", () => {
  test("that breaks in mid-sentence: what was received plays on, then the next session goes on", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("a1", "u1");
    expect(typesOf(call.engine({ type: "down", detail: "code 1006" }))).toContain("playback.finish");
    expect(call.is().floor).toBe("assistant");
    call.connected();
    expect(askedOf(call.effects)).toEqual([]);
    const after = call.heard("u1", "הדירה");
    expect(toldBy(after)).toEqual(["assistant: הדירה", `system: ${call.state.config.prompts.resumed}`]);
    expect(askedOf(after)).toEqual(["continue"]);
  });

  test("that is lost for good is followed by the next one, and the call goes on", () => {
    const call = new ScriptedCall({ engines: 2 }).talking();
    call.callerSpeaks();
    const effects = call.engine({ type: "lost", failure: "openai_dropped", detail: "gone" });
    expect(typesOf(effects)).toContain("engine.next");
    expect(call.is().phase).toBe("talking");
    call.connected();
    expect(askedOf(call.effects)).toEqual(["continue"]);
    // The last one: now the call takes its leave.
    call.engine({ type: "lost", failure: "openai_dropped", detail: "gone" });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", next: { then: "apologise" } });
  });

  test("that is lost before the stream came: the caller hears why as soon as they are there", () => {
    const call = new ScriptedCall();
    call.engine({ type: "lost", failure: "openai_auth", detail: "401" });
    call.on({ type: "stream.started" });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_auth" });
    expect(notesOf(call.effects).filter(({ kind }) => kind === "model_failed")).toHaveLength(1);
  });

  test("is renewed at a quiet moment after 20 minutes; while that fails the call goes on, and it is tried again", () => {
    const long = { ...new ScriptedCall().state.config.limits, maxCallMs: 3_600_000, silenceMs: 60_000 };
    const call = new ScriptedCall({ limits: long }).talking();
    for (let minute = 0; minute < 24; minute++) {
      call.wait(49_000);
      call.callerSpeaks(`t${minute}`);
      call.engine({ type: "callerSaid", turnId: `t${minute}`, text: "ועוד דבר" });
      call.answers(`a${minute}`, `u${minute}`);
      call.wait(1_000);
    }
    expect(commandsOf(call.wait(2_000))).toEqual([{ do: "renew" }]);
    call.engine({ type: "renewalFailed", failure: "openai_rate_limited" });
    expect(call.is()).toMatchObject({ phase: "talking", engine: "ready" });
    call.callerSpeaks("again");
    call.engine({ type: "callerSaid", turnId: "again", text: "ועוד דבר" });
    call.answers("a_again", "u_again");
    expect(commandsOf(call.wait(50_000))).toEqual([]);
    call.callerSpeaks("and again");
    call.engine({ type: "callerSaid", turnId: "and again", text: "ועוד דבר" });
    call.answers("a_and_again", "u_and_again");
    expect(commandsOf(call.wait(11_000))).toEqual([{ do: "renew" }]);
    expect(typesOf(call.engine({ type: "wanted", renewal: true }))).toEqual(["engine.begin"]);
    expect(typesOf(call.engine({ type: "renewed" }))).toEqual(["note model_renewed"]);
    // What an earlier session said is told to this one when it is heard, not truncated.
    expect(call.is()).toMatchObject({ phase: "talking", engine: "ready" });
  });
});

describe("the end", () => {
  test("waits for the caller's last words, at the most three seconds, and then asks for what follows", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks("t1");
    const stopped = call.on({ type: "stream.stopped" });
    expect(typesOf(stopped)).toEqual([
      "playback.cut",
      "playback.forget",
      "note call_ended",
      "stop",
      "stream.close",
      "ended",
    ]);
    expect(call.is().phase).toBe("closing");
    const said = call.engine({ type: "callerSaid", turnId: "t1", text: "תודה" });
    expect(typesOf(said)).toEqual(["close", "finished"]);
  });

  test("commits what a caller was saying when they hung up", () => {
    const call = new ScriptedCall().talking();
    call.engine({ type: "callerBegan", turnId: "t1" });
    expect(commandsOf(call.on({ type: "stream.stopped" }))).toEqual([{ do: "commitTurn" }, { do: "stop" }]);
    // Nothing came of it: the record says that they spoke.
    const ended = typesOf(call.wait(TIMES.lastWordsMs));
    expect(ended).toEqual(["note turn_not_transcribed", "turn.wordless", "close", "finished"]);
  });

  test("at the longest time of a call says so, whoever speaks", () => {
    const call = new ScriptedCall().talking();
    call.wait(5_000);
    call.engine({ type: "callerBegan", turnId: "t1" });
    for (let ms = 0; ms < 900_000 && call.is().phase === "talking"; ms += 30_000) {
      call.wait(30_000);
      call.engine({ type: "callerEnded", turnId: "t1", speechMs: 9_000 });
      call.answers(`a${ms}`, `u${ms}`);
      call.engine({ type: "callerBegan", turnId: "t1" });
    }
    expect(call.is().phase).toBe("leaving");
    expect(askedOf(call.effects).at(-1)).toBe("farewell");
    call.answers("bye", "u_bye", { asks: [call.lastAsk()?.id ?? ""] });
    expect(endingOf(call.state)).toMatchObject({ reason: "max_duration" });
  });

  test("of a line that never comes back: the call is to be rung back", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.lost" });
    call.wait(TIMES.detachedMs);
    expect(endingOf(call.state)).toMatchObject({ reason: "lost", callBack: true });
  });

  test("of a call whose stream never came", () => {
    const call = new ScriptedCall();
    call.wait(TIMES.waitForStreamMs);
    expect(endingOf(call.state)).toMatchObject({ reason: "never_connected", callBack: true });
  });
});

describe("a caller who hangs up", () => {
  const leaving = (call: ScriptedCall) => {
    call.on({ type: "stream.stopped" });
    return endingOf(call.state);
  };

  test("before a word was said is to be rung back", () => {
    expect(leaving(new ScriptedCall().talking())).toMatchObject({ reason: "caller_hung_up", callBack: true });
    const noise = new ScriptedCall().talking();
    noise.callerSpeaks();
    noise.engine({ type: "callerSaid", turnId: "t1", text: "" });
    expect(leaving(noise)).toMatchObject({ callBack: true });
  });

  test("is not, where nobody could: the number is withheld", () => {
    expect(leaving(new ScriptedCall({ showsNumber: false }).talking())).toMatchObject({ callBack: false });
  });

  test("after some words, in the middle of them, or after a key is not", () => {
    const spoken = new ScriptedCall().talking();
    spoken.callerSpeaks();
    spoken.engine({ type: "callerSaid", turnId: "t1", text: "טעות במספר" });
    spoken.answers("a1", "u1");
    const speaking = new ScriptedCall().talking();
    speaking.engine({ type: "callerBegan", turnId: "t1" });
    const unwritten = new ScriptedCall().talking();
    unwritten.callerSpeaks();
    const pressed = new ScriptedCall().talking();
    pressed.on({ type: "stream.key", key: "1" });
    for (const call of [spoken, speaking, unwritten, pressed]) expect(leaving(call)).toMatchObject({ callBack: false });
  });

  test("is known to have spoken before the object was lost", () => {
    const known = (callerHeard: boolean) => {
      const memory = { answeredAt: 1_700_000_000_000, reattachments: 0, noticeHeard: true, callerHeard };
      const call = new ScriptedCall({}, (config) => resumedCall(config, memory, 1_700_000_000_000)).connected();
      call.on({ type: "stream.started" });
      return leaving(call);
    };
    expect([known(true)?.callBack, known(false)?.callBack]).toEqual([false, true]);
  });
});

describe("a call taken up again", () => {
  const resumed = (noticeHeard: boolean) =>
    new ScriptedCall({}, (config) =>
      resumedCall(
        config,
        { answeredAt: 1_700_000_000_000 - 60_000, reattachments: 0, noticeHeard, callerHeard: true },
        1_700_000_000_000,
      ),
    ).connected();

  test("does not greet again, and owes a word", () => {
    const call = resumed(true);
    const back = call.on({ type: "stream.started" });
    expect(typesOf(back)).not.toContain("greeting.play");
    expect(askedOf(back)).toEqual(["continue"]);
  });

  test("greets again when the record says that the notice was not heard", () => {
    expect(typesOf(resumed(false).on({ type: "stream.started" }))).toContain("greeting.play");
  });
});

describe("words of the caller's that will not come", () => {
  const WORDLESS = { do: "turn.wordless", turnId: "t1" };

  test("since the session is gone, stand on record as not transcribed", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    const down = call.engine({ type: "down", detail: "gone" });
    expect(down).toContainEqual(WORDLESS);
    expect(typesOf(down)).toContain("note turn_not_transcribed");
  });

  test("since the caller has hung up and nothing came within three seconds: the same, once", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    expect(call.on({ type: "stream.stopped" })).not.toContainEqual(WORDLESS);
    const later = call.wait(TIMES.lastWordsMs + 100);
    expect(later.filter((effect) => effect.do === "turn.wordless")).toEqual([WORDLESS]);
    expect(typesOf(later)).toContain("finished");
  });

  test("but do in the end, are no such thing", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    const gone = call.on({ type: "stream.stopped" });
    const said = call.engine({ type: "callerSaid", turnId: "t1", text: "להתראות" });
    expect([...gone, ...said]).not.toContainEqual(WORDLESS);
    expect(typesOf(said)).toContain("finished");
  });
});

describe("a goodbye", () => {
  test("that was asked of a session which is gone is asked of the next one", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.engine({ type: "answerBegan", answerId: "a1", asks: [] });
    call.ends("a1", QUIET, [tool("c1", "end_call")]);
    expect(askedOf(call.on(finished("c1")))).toEqual(["farewell"]);
    call.engine({ type: "down", detail: "gone" }, { type: "wanted", renewal: false });
    const effects = call.engine({ type: "ready", attempt: 1 });
    expect(asksOf(effects)).toMatchObject([{ purpose: "farewell", tools: "never" }]);
    expect(asksOf(effects)).toHaveLength(1);
    call.answers("a2", "u2", { asks: [call.lastAsk()?.id ?? ""] });
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended" });
  });
});
