/** OpenAI's wire on one side, the engine port on the other. */
import { describe, expect, test } from "vitest";
import { aSnapshot } from "../../test/support/calls/snapshot.ts";
import { message, said, toolItem } from "../../test/support/calls/wire-events.ts";
import { sessionUpdate } from "../assistant/agent-snapshot.ts";
import type { Ask, EngineCommand } from "../calls/engine.ts";
import type { ServerEvent } from "../contract/openai-realtime.ts";
import { RealtimeDialect, type DialectOutput } from "./dialect.ts";

const session = (instructions: string) => sessionUpdate(aSnapshot(), instructions, []);

class Wire {
  now = 0;
  readonly dialect = new RealtimeDialect({
    session: (level) => session(level === 0 ? "ALL" : "LESS"),
    levels: 2,
    speechPaddingMs: 900,
  });
  readonly out: DialectOutput[] = [];

  take(input: Parameters<RealtimeDialect["step"]>[0]): DialectOutput[] {
    const outputs = this.dialect.step(input, this.now);
    this.out.push(...outputs);
    return outputs;
  }
  do(command: EngineCommand): DialectOutput[] {
    return this.take({ in: "command", command });
  }
  says(event: ServerEvent, connection = 1): DialectOutput[] {
    return this.take({ in: "wire", connection, event });
  }
  ready(): this {
    this.do({ do: "connect" });
    this.take({ in: "opened", connection: 1 });
    this.do({ do: "begin", history: [], told: [] });
    this.says(said.updated());
    return this;
  }
  sounds(response: string, item: string, connection = 1) {
    return this.dialect.sound(connection, { responseId: response, itemId: item, delta: "AAAA" });
  }
  wait(ms: number): DialectOutput[] {
    this.now += ms;
    return this.take({ in: "clock" });
  }
}

const sent = (outputs: DialectOutput[]) => outputs.flatMap((output) => (output.out === "send" ? [output.message] : []));
const typesSent = (outputs: DialectOutput[]) => sent(outputs).map(({ type }) => type);
const events = (outputs: DialectOutput[]) =>
  outputs.flatMap((output) => (output.out === "event" ? [output.event] : []));
const kinds = (outputs: DialectOutput[]) =>
  outputs.map((output) => (output.out === "event" ? output.event.type : output.out));
const ask = (id: string, more: Partial<Ask> = {}): EngineCommand => ({
  do: "ask",
  ask: { id, purpose: "continue", words: null, tools: "may", answersCalls: [], ...more },
});

describe("a session", () => {
  test("asks for the conversation as soon as its socket stands, and is ready when it is confirmed", () => {
    const wire = new Wire();
    expect(wire.do({ do: "connect" })).toEqual([{ out: "connect", connection: 1 }]);
    expect(events(wire.take({ in: "opened", connection: 1 }))).toEqual([{ type: "wanted", renewal: false }]);
    const begun = wire.do({
      do: "begin",
      history: [
        { role: "caller", text: "שלום" },
        { role: "assistant", text: "במה אפשר לעזור?" },
      ],
      told: [{ as: "system", text: "דבר" }],
    });
    expect(typesSent(begun)).toEqual(["session.update", ...Array<string>(3).fill("conversation.item.create")]);
    expect(events(wire.says(said.updated()))).toEqual([{ type: "ready", attempt: 1 }]);
  });

  test("that drops is opened again after 100 ms; again and again soon after, with growing pauses, then it is lost", () => {
    const wire = new Wire().ready();
    for (const [connection, pause] of [
      [1, 100],
      [2, 500],
      [3, 1_500],
    ] as const) {
      const down = wire.take({ in: "closed", connection, failure: null, detail: "code 1006" });
      expect(events(down)).toEqual([{ type: "down", detail: "code 1006" }]);
      expect(wire.wait(pause - 1)).toEqual([]);
      expect(wire.wait(1)).toEqual([{ out: "connect", connection: connection + 1 }]);
      wire.take({ in: "opened", connection: connection + 1 });
      wire.do({ do: "begin", history: [], told: [] });
      wire.says(said.updated(), connection + 1);
    }
    const last = wire.take({ in: "closed", connection: 4, failure: null, detail: "code 1006" });
    expect(events(last)).toMatchObject([{ type: "down" }, { type: "lost", failure: "openai_dropped" }]);
    expect(wire.dialect.deadline()).toBeNull();
  });

  test("that stood for a while and drops begins anew with its pauses", () => {
    const wire = new Wire().ready();
    wire.now = 60_000;
    wire.take({ in: "closed", connection: 1, failure: null, detail: "" });
    expect(wire.dialect.deadline()).toBe(60_100);
  });

  test("what an earlier connection still says is not heard", () => {
    const wire = new Wire().ready();
    wire.take({ in: "closed", connection: 1, failure: null, detail: "" });
    expect(wire.says(said.speechStarted())).toEqual([]);
    expect(wire.sounds("r1", "i1")).toBeNull();
  });

  test("too large is tried with less, twice too large is lost", () => {
    const wire = new Wire();
    wire.do({ do: "connect" });
    wire.take({ in: "opened", connection: 1 });
    wire.do({ do: "begin", history: [], told: [] });
    const tooLarge = { code: "string_above_max_length", message: "too long", type: "x", param: "session.instructions" };
    const first = wire.says({ type: "error", error: tooLarge });
    expect(sent(first)).toMatchObject([{ type: "session.update", session: { instructions: "LESS" } }]);
    expect(events(first)).toEqual([{ type: "trimmed", level: 1 }]);
    expect(events(wire.says({ type: "error", error: tooLarge }))).toMatchObject([
      { type: "lost", failure: "openai_refused" },
    ]);
  });
});

describe("a renewal", () => {
  const renewing = () => {
    const wire = new Wire().ready();
    wire.do({ do: "open" });
    expect(wire.do({ do: "renew" })).toEqual([{ out: "connect", connection: 2 }]);
    return wire;
  };

  test("takes over when it stands, and only then is the old session closed", () => {
    const wire = renewing();
    expect(events(wire.take({ in: "opened", connection: 2 }))).toEqual([{ type: "wanted", renewal: true }]);
    const begun = wire.do({ do: "begin", history: [{ role: "caller", text: "שלום" }], told: [] });
    expect(begun.every((output) => output.out === "send" && output.connection === 2)).toBe(true);
    expect(wire.says(said.updated(), 2)).toEqual([
      { out: "close", connection: 1 },
      { out: "event", event: { type: "renewed" } },
      { out: "audio", to: 2 },
    ]);
    expect(sent(wire.do(ask("a")))).toHaveLength(1);
  });

  test("that is refused, or does not come in time, leaves the session as it was", () => {
    const refused = renewing();
    expect(
      kinds(refused.take({ in: "refused", connection: 2, failure: "openai_rate_limited", detail: "429" })),
    ).toEqual(["close", "renewalFailed"]);
    const late = renewing();
    expect(kinds(late.wait(5_000))).toEqual(["close", "renewalFailed"]);
    for (const wire of [refused, late]) expect(typesSent(wire.do(ask("a")))).toEqual(["response.create"]);
  });

  test("is given up when the caller speaks, or something is told, after it was told the conversation", () => {
    for (const disturb of [
      (wire: Wire) => wire.says(said.speechStarted()),
      (wire: Wire) => wire.do({ do: "tell", as: "caller", text: "[1]" }),
      (wire: Wire) => wire.do(ask("a")),
    ]) {
      const wire = renewing();
      wire.take({ in: "opened", connection: 2 });
      wire.do({ do: "begin", history: [], told: [] });
      expect(kinds(disturb(wire))).toEqual(expect.arrayContaining(["close", "renewalFailed"]));
      expect(wire.says(said.updated(), 2)).toEqual([]);
    }
  });
});

describe("the caller's audio", () => {
  test("goes nowhere until it is wanted and a session stands, and is kept back again on demand", () => {
    const wire = new Wire();
    wire.do({ do: "open" });
    expect(wire.out.some(({ out }) => out === "audio")).toBe(false);
    wire.ready();
    expect(wire.out.at(-1)).toEqual({ out: "audio", to: 1 });
    expect(wire.do({ do: "hold" })).toEqual([{ out: "audio", to: null }]);
  });

  test("how long the caller spoke is without what the service adds", () => {
    const wire = new Wire().ready();
    wire.says(said.speechStarted("c1", 10_000));
    expect(events(wire.says(said.speechStopped("c1", 11_300)))).toEqual([
      { type: "callerEnded", turnId: "c1", speechMs: 400 },
    ]);
  });
});

describe("an answer", () => {
  test("names the ask that it answers", () => {
    const wire = new Wire().ready();
    wire.do(ask("a"));
    expect(events(wire.says(said.created("r1")))).toEqual([{ type: "answerBegan", answerId: "r1", asks: ["a"] }]);
  });

  test("taken for that of our ask and refused afterwards: the ask is given back and sent again", () => {
    const wire = new Wire().ready();
    wire.do(ask("a"));
    wire.says(said.created("r1"));
    const refused = wire.says(said.error("conversation_already_has_active_response", "a"));
    expect(events(refused)).toEqual([{ type: "unanswered", askId: "a" }]);
    expect(typesSent(wire.says(said.done("r1")))).toEqual(["response.create"]);
  });

  test("of text alone is silent, and its text is forgotten", () => {
    const wire = new Wire().ready();
    wire.says(said.created("r1"));
    wire.says(said.item("r1", "i1"));
    const done = wire.says(said.done("r1", { output: [message("i1")] }));
    expect(sent(done)).toEqual([{ type: "conversation.item.delete", item_id: "i1" }]);
    expect(events(done)).toMatchObject([{ type: "answerEnded", how: { is: "silent", why: "text_only" } }]);
  });

  test.each([
    [
      { status: "completed", output: [] },
      { is: "silent", why: "empty" },
    ],
    [
      { status: "incomplete", status_details: { reason: "content_filter" } },
      { is: "incomplete", reason: "content_filter", spoke: false },
    ],
    [{ status: "cancelled" }, { is: "cut" }],
    [
      {
        status: "failed",
        status_details: {
          error: { code: "rate_limit_exceeded", message: "Rate limit reached. Please try again in 1.2s." },
        },
      },
      { is: "failed", failure: "openai_rate_limited", afterMs: 1_200, spoke: false },
    ],
  ])("that ends with %j is %j", (response, how) => {
    const wire = new Wire().ready();
    wire.says(said.created("r1"));
    expect(events(wire.says(said.done("r1", response)))).toMatchObject([{ type: "answerEnded", how }]);
  });

  test("tells its tools only when it is over, once each, in order", () => {
    const wire = new Wire().ready();
    wire.says(said.created("r1"));
    wire.now = 1_000;
    expect(events(wire.says(said.call("r1", "c1", "save_lead")))).toEqual([]);
    const done = wire.says(said.done("r1", { output: [toolItem("c1", "save_lead"), toolItem("c2", "end_call")] }));
    expect(events(done)).toMatchObject([{ tools: [{ callId: "c1" }, { callId: "c2" }] }]);
  });

  test("that we have given up brings no sound, no words and no tools, whatever the server makes of it", () => {
    const wire = new Wire().ready();
    wire.says(said.created("r1"));
    expect(sent(wire.do({ do: "stop" }))).toEqual([{ type: "response.cancel", response_id: "r1" }]);
    expect(wire.sounds("r1", "i1")).toBeNull();
    expect(wire.says(said.words("r1", "i1", "שלום"))).toEqual([]);
    const done = wire.says(said.done("r1", { output: [toolItem("c1", "save_lead")] }));
    expect(events(done)).toMatchObject([{ how: { is: "cut" }, tools: [] }]);
  });

  test("that was asked for and has no name yet is cancelled when it gets one", () => {
    const wire = new Wire().ready();
    wire.do(ask("a"));
    expect(sent(wire.do({ do: "stop" }))).toEqual([]);
    expect(sent(wire.says(said.created("r1")))).toEqual([{ type: "response.cancel", response_id: "r1" }]);
  });

  test("shows that it lives while its tool's arguments stream, not for every piece of them", () => {
    const wire = new Wire().ready();
    wire.says(said.created("r1"));
    let told = 0;
    for (let at = 0; at < 50; at++) {
      wire.now += 20;
      const name = "response.function_call_arguments.delta";
      told += events(wire.take({ in: "other", connection: 1, name })).length;
    }
    expect(told).toBeGreaterThan(1);
    expect(told).toBeLessThan(6);
  });
});

describe("what was heard", () => {
  test("truncates an utterance there, and deletes one of which nothing was", () => {
    const wire = new Wire().ready();
    expect(sent(wire.do({ do: "heard", utteranceId: "i1", heardMs: 700 }))).toEqual([
      { type: "conversation.item.truncate", item_id: "i1", content_index: 0, audio_end_ms: 700 },
    ]);
    expect(sent(wire.do({ do: "heard", utteranceId: "i2", heardMs: 0 }))).toEqual([
      { type: "conversation.item.delete", item_id: "i2" },
    ]);
  });
});

describe("a caller whose speech is cut short by us", () => {
  test("does not hold up what is asked for: their turn is committed, or their audio kept back", () => {
    for (const command of [{ do: "commitTurn" }, { do: "hold" }] as const) {
      const wire = new Wire().ready();
      wire.do({ do: "open" });
      wire.says(said.speechStarted());
      wire.do(command);
      expect(typesSent(wire.do(ask("a")))).toEqual(["response.create"]);
    }
  });
});

describe("what was asked for and is not wanted any more", () => {
  const active = (eventId: string): ServerEvent => ({
    type: "error",
    error: { type: "x", code: "conversation_already_has_active_response", message: "busy", event_id: eventId },
  });

  test("is not asked for again when it is refused", () => {
    const wire = new Wire().ready();
    wire.do(ask("a1"));
    wire.do({ do: "stop" });
    wire.says(active("a1"));
    expect(sent(wire.says(said.done("the server's own")))).toEqual([]);
  });

  test("does not take another answer with it", () => {
    const wire = new Wire().ready();
    wire.do(ask("a1"));
    wire.do({ do: "stop" });
    wire.says(active("a1"));
    wire.says(said.done("the server's own"));
    wire.do(ask("a2"));
    expect(typesSent(wire.says(said.created("r2")))).not.toContain("response.cancel");
    expect(wire.sounds("r2", "i2")).not.toBeNull();
  });

  test("is cancelled as soon as it has a name", () => {
    const wire = new Wire().ready();
    wire.do(ask("a1"));
    wire.do({ do: "stop" });
    expect(sent(wire.says(said.created("r1")))).toEqual([{ type: "response.cancel", response_id: "r1" }]);
  });
});
