/** Whatever happens, in whatever order: the machine never breaks, and a call always comes to its end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandsOf, PERSON, ScriptedCall } from "../../test/support/calls/scripted-call.ts";
import { nextDeadline } from "./call-clock.ts";
import { GREETING_ITEM, type CallConfig, type CallEvent } from "./call-state.ts";
import type { AnswerEnd, EngineEvent } from "./engine.ts";
import { FAILURE_CODES } from "./failure.ts";

const answerId = fc.constantFrom("a1", "a2", "a3");
const turnId = fc.constantFrom("t1", "t2");
const item = fc.constantFrom("u1", "u2", GREETING_ITEM, "clip:filler:0:1", "resumed:1");
const toolAsk = fc
  .tuple(fc.constantFrom("c1", "c2", "c3"), fc.constantFrom("save_lead", "end_call", "hand_over", "unknown"))
  .map(([callId, name]) => ({ callId, name, args: "{}" }));
const failure = fc.constantFrom(...FAILURE_CODES);
const how: fc.Arbitrary<AnswerEnd> = fc.oneof(
  fc.boolean().map((spoke) => ({ is: "completed" as const, spoke })),
  fc.constant({ is: "cut" as const }),
  fc.constantFrom("empty", "text_only").map((why) => ({ is: "silent" as const, why: why as "empty" | "text_only" })),
  fc.boolean().map((spoke) => ({ is: "incomplete" as const, reason: "content_filter", spoke })),
  fc
    .tuple(failure, fc.option(fc.nat(20_000)), fc.boolean())
    .map(([code, afterMs, spoke]) => ({ is: "failed" as const, failure: code, afterMs, spoke })),
);
const askId = fc.constantFrom("ask_0_1", "ask_1_1", "ask_1_2", "ask_1_3", "ask_2_4");

const engineEvent: fc.Arbitrary<EngineEvent> = fc.oneof(
  fc.boolean().map((renewal) => ({ type: "wanted" as const, renewal })),
  fc.constantFrom<EngineEvent>(
    { type: "ready", attempt: 1 },
    { type: "down", detail: "x" },
    { type: "renewed" },
    { type: "renewalFailed", failure: null },
    { type: "trimmed", level: 1 },
  ),
  failure.map((code) => ({ type: "lost" as const, failure: code, detail: "x" })),
  turnId.map((id) => ({ type: "callerBegan" as const, turnId: id })),
  fc
    .tuple(turnId, fc.constantFrom(null, 300, 3_000))
    .map(([id, speechMs]) => ({ type: "callerEnded" as const, turnId: id, speechMs })),
  fc
    .tuple(turnId, fc.constantFrom(null, "", "כן", "אני מחפש דירה"))
    .map(([id, text]) => ({ type: "callerSaid" as const, turnId: id, text })),
  fc
    .tuple(answerId, fc.subarray(["ask_1_1", "ask_1_2", "ask_1_3"]))
    .map(([id, asks]) => ({ type: "answerBegan" as const, answerId: id, asks })),
  askId.map((id) => ({ type: "unanswered" as const, askId: id })),
  answerId.map((id) => ({ type: "answerMoves" as const, answerId: id })),
  fc
    .tuple(answerId, how, fc.array(toolAsk, { maxLength: 3 }), fc.subarray(["u1", "u2"]))
    .map(([id, end, tools, utterances]) => ({
      type: "answerEnded" as const,
      answerId: id,
      how: end,
      tools: end.is === "completed" ? tools : [],
      utterances,
      unsaid: [],
    })),
);

const event: fc.Arbitrary<CallEvent> = fc.oneof(
  { weight: 4, arbitrary: engineEvent.map((said) => ({ type: "engine" as const, event: said })) },
  fc.constantFrom<CallEvent>(
    { type: "stream.started" },
    { type: "stream.lost" },
    { type: "playback.drained" },
    { type: "clock" },
    { type: "keys.for", mode: { is: "menu", choices: "12" } },
    { type: "keys.for", mode: { is: "collecting", what: "phone", length: 10, patienceMs: 5_000 } },
    { type: "keys.for", mode: { is: "free" } },
  ),
  fc.constantFrom("1", "#", "*").map((key) => ({ type: "stream.key" as const, key })),
  item.map((itemId) => ({ type: "playback.started" as const, itemId })),
  item.map((itemId) => ({ type: "playback.held" as const, itemId })),
  item.map((itemId) => ({ type: "playback.heard" as const, itemId, heardMs: 500, text: "טקסט" })),
  fc.tuple(item, fc.nat(900)).map(([itemId, heardMs]) => ({
    type: "playback.cut" as const,
    items: [{ itemId, heardMs, receivedMs: 5_000, text: "טקסט" }],
  })),
  fc
    .tuple(fc.constantFrom("c1", "c2", "c3"), fc.boolean())
    .map(([callId, failed]) => ({ type: "tool.finished" as const, callId, output: "{}", failed, mustAnswer: failed })),
);
const last = fc.constantFrom<CallEvent>(
  { type: "stream.stopped" },
  { type: "call.completed" },
  { type: "call.abandoned" },
);

type Step = { event: CallEvent; afterMs: number; queuedMs: number };
const steps = fc.array(
  fc.record({
    event,
    afterMs: fc.oneof(fc.constant(0), fc.nat(3_000)),
    queuedMs: fc.oneof(fc.constant(0), fc.nat(15_000)),
  }),
  { maxLength: 80 },
);
const start: fc.Arbitrary<Partial<CallConfig>> = fc.record({
  greetingClip: fc.constantFrom(null, { noticeMs: 1_500 }),
  handoffPhone: fc.constantFrom(null, PERSON),
  engines: fc.constantFrom(1, 2),
  fillers: fc.constantFrom(0, 2),
});

function play(config: Partial<CallConfig>, script: Step[]): ScriptedCall {
  const call = new ScriptedCall(config);
  for (const { event, afterMs, queuedMs } of script) {
    call.queuedMs = queuedMs;
    call.wait(afterMs);
    call.on(event);
    expect(nextDeadline(call.state) === null).toBe(call.is().phase === "ended");
  }
  return call;
}

describe("for any order of events", () => {
  test("a stop ends the call, once; when its last words are there or their time is over, nothing is done any more", () => {
    fc.assert(
      fc.property(start, steps, last, steps, (config, before, stop, after) => {
        const call = play(config, before);
        call.on(stop);
        expect(["closing", "ended"]).toContain(call.is().phase);
        for (const { event } of after) call.on(event);
        call.wait(3_000);
        expect(call.is()).toMatchObject({ phase: "ended", engine: "closed" });
        expect(call.effects.filter((effect) => effect.do === "ended")).toHaveLength(1);
        expect(call.effects.filter((effect) => effect.do === "finished")).toHaveLength(1);
        const done = call.effects.length;
        for (const { event } of after) call.on(event);
        expect(call.effects).toHaveLength(done);
        expect(nextDeadline(call.state)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test("the clock alone ends every call, in a bounded number of steps", () => {
    fc.assert(
      fc.property(start, steps, (config, before) => {
        const call = play(config, before);
        call.queuedMs = 0;
        let count = 0;
        for (let at = nextDeadline(call.state); at !== null; at = nextDeadline(call.state)) {
          call.now = Math.max(call.now, at);
          call.on({ type: "clock" });
          expect(++count).toBeLessThan(400);
        }
        expect(call.is().phase).toBe("ended");
      }),
      { numRuns: 500 },
    );
  });

  test("nothing is asked of an engine that does not stand", () => {
    fc.assert(
      fc.property(start, steps, (config, script) => {
        const call = new ScriptedCall(config);
        for (const { event, afterMs, queuedMs } of script) {
          call.queuedMs = queuedMs;
          call.wait(afterMs);
          const before = call.is().engine;
          const asked = commandsOf(call.on(event)).filter(({ do: what }) => what === "ask" || what === "open");
          if (asked.length > 0) expect([before, call.is().engine]).toContain("ready");
        }
      }),
      { numRuns: 500 },
    );
  });

  test("no tool runs twice, and never two at once", () => {
    fc.assert(
      fc.property(start, steps, (config, script) => {
        const call = play(config, script);
        let running: string | null = null;
        let runs = 0;
        // The effects and what was fed in, in order, as a tool runner would see them.
        const replay = new ScriptedCall(config);
        for (const { event, afterMs, queuedMs } of script) {
          replay.queuedMs = queuedMs;
          replay.wait(afterMs);
          const before = replay.state.conversation.tools[0];
          if (event.type === "tool.finished" && before?.asks[before.ended.length]?.callId === event.callId)
            running = null;
          for (const effect of replay.on(event)) {
            // A call that fails for good forgets its tools; their results come to nothing.
            if (effect.do === "note" && effect.kind === "model_failed") running = null;
            if (effect.do !== "tool.run") continue;
            expect(running).toBeNull();
            running = effect.ask.callId;
            runs++;
          }
        }
        expect(runs).toBe(call.effects.filter((effect) => effect.do === "tool.run").length);
      }),
      { numRuns: 300 },
    );
  });

  test("a call ends with a reason that fits what Twilio is told", () => {
    fc.assert(
      fc.property(start, steps, last, (config, script, stop) => {
        const call = play(config, [...script, { event: stop, afterMs: 0, queuedMs: 0 }]);
        const { phase } = call.state;
        if (phase.is !== "ended" && phase.is !== "closing") throw new Error("the call has not ended");
        const { reason, failure, callBack } = phase.ending;
        const { next } = phase;
        if (reason === "failed") expect(failure).not.toBeNull();
        if (failure !== null) expect(callBack).toBe(true);
        if (next.then === "apologise") expect(reason).toBe("failed");
        if (next.then === "dial") {
          expect(next.phone).toBe(config.handoffPhone);
          expect(callBack).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
