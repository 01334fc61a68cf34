/** Whatever happens, in whatever order: the machine never breaks, and a call always comes to its end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { said, ScriptedCall } from "../../test/support/calls/scripted-call.ts";
import { nextDeadline } from "./call-clock.ts";
import type { CallEvent } from "./call-state.ts";
import { FAILURE_CODES } from "./failure.ts";

const response = fc.constantFrom("r1", "r2", "r3");
const item = fc.constantFrom("item1", "item2", "greeting");
const toolCall = fc.constantFrom("c1", "c2");
const status = fc.constantFrom("completed", "cancelled", "failed", "incomplete");

const modelSaid = fc.oneof(
  fc.constant(said.updated()),
  fc.constant(said.speechStarted()),
  fc.constant(said.speechStopped()),
  fc.constantFrom("", "שלום").map((text) => said.transcript(text)),
  response.map((id) => said.created(id)),
  fc.tuple(response, item).map(([id, itemId]) => said.item(id, itemId)),
  fc
    .tuple(response, status, item)
    .map(([id, how, itemId]) => said.done(id, { status: how, output: [{ type: "message", id: itemId }], usage: {} })),
  fc
    .tuple(response, toolCall, fc.constantFrom("save_lead", "end_call"))
    .map(([id, callId, name]) => said.call(id, callId, name)),
  item.map((id) => said.added(id)),
  fc
    .tuple(
      fc.constantFrom("conversation_already_has_active_response", "insufficient_quota", "other"),
      fc.constantFrom("ask_1_1", "ask_1_2", undefined),
    )
    .map(([code, id]) => said.error(code, id)),
);

const event: fc.Arbitrary<CallEvent> = fc.oneof(
  { weight: 3, arbitrary: modelSaid.map((said) => ({ type: "model.said" as const, event: said })) },
  fc.constantFrom<CallEvent>(
    { type: "stream.started" },
    { type: "stream.lost" },
    { type: "playback.drained" },
    { type: "model.opened" },
    { type: "clock" },
  ),
  fc.constantFrom("1", "#", "*").map((key) => ({ type: "stream.key" as const, key })),
  fc.tuple(item, response).map(([itemId, responseId]) => ({ type: "playback.started" as const, itemId, responseId })),
  item.map((itemId) => ({ type: "playback.heard" as const, itemId, heardMs: 500, text: "טקסט" })),
  fc.tuple(item, fc.nat(900)).map(([itemId, heardMs]) => ({
    type: "playback.cut" as const,
    items: [{ itemId, heardMs, receivedMs: 1_000, text: "טקסט" }],
  })),
  fc.constantFrom(...FAILURE_CODES).map((failure) => ({ type: "model.refused" as const, failure })),
  fc.constantFrom(null, ...FAILURE_CODES).map((failure) => ({ type: "model.closed" as const, failure, detail: "x" })),
  fc
    .tuple(toolCall, fc.boolean())
    .map(([callId, ends]) => ({ type: "tool.finished" as const, callId, output: "{}", failed: false, ends })),
);
const last = fc.constantFrom<CallEvent>(
  { type: "stream.stopped" },
  { type: "call.completed" },
  { type: "call.abandoned" },
);

type Step = { event: CallEvent; afterMs: number };
const steps = fc.array(fc.record({ event, afterMs: fc.oneof(fc.constant(0), fc.nat(3_000)) }), { maxLength: 80 });
type Config = { greetingCached: boolean; serverInterrupts: boolean };
const start: fc.Arbitrary<Config> = fc.record({ greetingCached: fc.boolean(), serverInterrupts: fc.boolean() });

/** A socket that is not open says nothing, and what an earlier one says is not heard (model-leg.ts). */
function canHappen(call: ScriptedCall, event: CallEvent): boolean {
  const { leg } = call.is();
  if (event.type !== "model.said") return true;
  return leg === "ready" || (leg === "configuring" && ["session.updated", "error"].includes(event.event.type));
}

function play(config: Config, script: Step[]): ScriptedCall {
  const call = new ScriptedCall(config);
  for (const { event, afterMs } of script) {
    call.wait(afterMs);
    if (canHappen(call, event)) call.on(event);
    expect(nextDeadline(call.state) === null).toBe(call.is().phase === "ended");
  }
  return call;
}

describe("for any order of events", () => {
  test("nothing is thrown, not even by what cannot happen", () => {
    fc.assert(
      fc.property(start, steps, (config, script) => {
        const call = new ScriptedCall(config);
        for (const { event, afterMs } of script) {
          call.now += afterMs;
          call.on(event);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a stop ends the call, once, and nothing is done or said after it", () => {
    fc.assert(
      fc.property(start, steps, last, steps, (config, before, stop, after) => {
        const call = play(config, before);
        call.on(stop);
        expect(call.is()).toMatchObject({ phase: "ended", leg: "closed" });
        expect(call.effects.filter((effect) => effect.do === "ended")).toHaveLength(1);
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
        let count = 0;
        for (let at = nextDeadline(call.state); at !== null; at = nextDeadline(call.state)) {
          call.now = Math.max(call.now, at);
          call.on({ type: "clock" });
          expect(++count).toBeLessThan(200);
        }
        expect(call.is().phase).toBe("ended");
      }),
      { numRuns: 500 },
    );
  });

  test("nothing is sent to a session that does not stand, and no truncation is at nothing", () => {
    fc.assert(
      fc.property(start, steps, (config, script) => {
        const call = new ScriptedCall(config);
        for (const { event, afterMs } of script) {
          call.wait(afterMs);
          const before = call.is().leg;
          if (!canHappen(call, event)) continue;
          const sent = call.on(event).flatMap((effect) => (effect.do === "model.send" ? [effect.event] : []));
          // The history may be completed before the session is confirmed; nothing else may be said.
          const early =
            before === "configuring" && sent.every((message) => message.type === "conversation.item.create");
          if (sent.length > 0 && !early) expect([before, call.is().leg]).toContain("ready");
          for (const message of sent)
            if (message.type === "conversation.item.truncate") expect(message.audio_end_ms).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a call ends with a reason that fits what Twilio is told", () => {
    fc.assert(
      fc.property(start, steps, last, (config, script, stop) => {
        const { phase } = play(config, [...script, { event: stop, afterMs: 0 }]).state;
        if (phase.is !== "ended") throw new Error("the call has not ended");
        const { reason, failure, callBack } = phase.ending;
        expect(phase.next.then === "apologise").toBe(reason === "failed");
        if (reason === "failed") expect(failure).not.toBeNull();
        if (failure !== null) expect(callBack).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
