import { describe, expect, test } from "vitest";
import { callPrompts } from "../assistant/prompts.ts";
import {
  GREETING,
  said,
  ScriptedCall,
  askedOf,
  endingOf,
  sentBy,
  toldBy,
  typesOf,
} from "../../test/support/calls/scripted-call.ts";

describe("a call comes in", () => {
  test("the stream's first start is the answer, and is written once", () => {
    const call = new ScriptedCall().connected();
    expect(typesOf(call.on({ type: "stream.started" }))).toEqual(["note stream_started", "answered", "greeting.play"]);
    expect(call.on({ type: "stream.started" })).toEqual([]);
  });

  test("a cached greeting plays before the model has been reached", () => {
    const call = new ScriptedCall();
    expect(typesOf(call.on({ type: "stream.started" }))).toContain("greeting.play");
    expect(call.is()).toMatchObject({ leg: "connecting", greeting: "playing", floor: "assistant" });
  });

  test("the model learns the cached greeting once it was heard, and is not asked to speak it", () => {
    const call = new ScriptedCall().connected();
    call.on({ type: "stream.started" });
    const effects = call.on({ type: "playback.heard", itemId: "greeting", heardMs: 2_000, text: GREETING });
    expect(toldBy(effects)).toEqual([`assistant: ${GREETING}`]);
    expect(typesOf(effects)).toContain("note greeting_played");
    call.on({ type: "playback.drained" });
    expect(call.is()).toMatchObject({ floor: "nobody", greeting: "over" });
    expect(askedOf(call.effects)).toEqual([]);
  });

  test("of an interrupted cached greeting the model learns what was heard, and there is no item to truncate", () => {
    const call = new ScriptedCall().connected();
    call.on({ type: "stream.started" });
    call.model(said.speechStarted());
    const effects = call.on({
      type: "playback.cut",
      items: [{ itemId: "greeting", heardMs: 900, receivedMs: 2_000, text: "שלום," }],
    });
    expect(toldBy(effects)).toEqual(["assistant: שלום,"]);
    expect(sentBy(effects).map(({ type }) => type)).toEqual(["conversation.item.create"]);
    expect(call.is().greeting).toBe("over");
  });

  test("of a greeting of which nothing was heard the model learns nothing", () => {
    const call = new ScriptedCall().connected();
    call.on({ type: "stream.started" });
    expect(
      sentBy(
        call.on({ type: "playback.cut", items: [{ itemId: "greeting", heardMs: 0, receivedMs: 2_000, text: "" }] }),
      ),
    ).toEqual([]);
    expect(call.is().greeting).toBe("over");
  });

  test("a greeting that ends while the session is being configured is told to it", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "model.opened" });
    const effects = call.on({ type: "playback.heard", itemId: "greeting", heardMs: 2_000, text: GREETING });
    expect(toldBy([...effects, ...call.model(said.updated())])).toEqual([`assistant: ${GREETING}`]);
  });
});

describe("without a recording of the greeting", () => {
  const uncached = () => new ScriptedCall({ greetingCached: false });

  test("the model is asked to speak it as soon as both sides are there, whichever comes first", () => {
    const streamFirst = uncached();
    streamFirst.on({ type: "stream.started" });
    expect(askedOf(streamFirst.effects)).toEqual([]);
    streamFirst.connected();
    expect(askedOf(streamFirst.effects)).toEqual([callPrompts.greeting(GREETING)]);

    const modelFirst = uncached().connected();
    modelFirst.on({ type: "stream.started" });
    expect(askedOf(modelFirst.effects)).toEqual([callPrompts.greeting(GREETING)]);
  });

  test("its recording is kept when the model has spoken it whole and said nothing else", () => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.speaking("r1", "item1");
    const effects = call.model(said.done("r1", { output: [{ type: "message", id: "item1" }] }));
    expect(effects).toContainEqual({ do: "greeting.keep", itemId: "item1" });
  });

  test.each([
    ["broke off", { status: "incomplete", output: [{ type: "message", id: "item1" }] }],
    [
      "called a tool as well",
      {
        output: [
          { type: "message", id: "item1" },
          { type: "function_call", id: "f" },
        ],
      },
    ],
    ["said nothing", { output: [] }],
  ])("is not kept when it %s", (_, response) => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.speaking("r1", "item1");
    expect(typesOf(call.model(said.done("r1", response)))).not.toContain("greeting.keep");
  });

  test("is not kept when the caller spoke into it, and is not said again", () => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.speaking("r1", "item1");
    const effects = call.model(
      said.speechStarted(),
      said.done("r1", { status: "cancelled", output: [{ type: "message", id: "item1" }] }),
    );
    expect(typesOf(effects)).not.toContain("greeting.keep");
    expect(call.is().greeting).toBe("over");
  });

  test("a greeting that broke off is not said again when the session drops later", () => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.speaking("r1", "item1");
    call.model(said.done("r1", { status: "incomplete", output: [{ type: "message", id: "item1" }] }));
    call.on({ type: "playback.drained" });
    call.callerSpeaks();
    call.answer("r2", "item2");
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    call.connected();
    expect(askedOf(call.effects)).toEqual([callPrompts.greeting(GREETING)]);
  });

  test("a later response is not taken for the greeting", () => {
    const call = uncached().talking();
    call.callerSpeaks();
    call.speaking("r2", "item2");
    expect(typesOf(call.model(said.done("r2", { output: [{ type: "message", id: "item2" }] })))).not.toContain(
      "greeting.keep",
    );
  });

  test("it is asked for again when the session drops before a sound of it", () => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    expect(typesOf(call.wait(100))).toEqual(["model.connect"]);
    call.connected();
    expect(askedOf(call.effects)).toEqual([callPrompts.greeting(GREETING), callPrompts.greeting(GREETING)]);
  });

  test("it is not asked for again when the caller has heard part of it", () => {
    const call = uncached().connected();
    call.on({ type: "stream.started" });
    call.speaking("r1", "item1");
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    const effects = [...call.on({ type: "model.opened" }), ...call.model(said.updated())];
    expect(askedOf(effects)).not.toContain(callPrompts.greeting(GREETING));
    expect(toldBy(effects)).toEqual([`system: ${callPrompts.resumed}`]);
  });
});

describe("a stream that never comes", () => {
  test("ends the call after a minute, and somebody rings back", () => {
    const call = new ScriptedCall().connected();
    call.wait(59_999);
    expect(call.is().phase).toBe("waiting");
    call.wait(1);
    expect(endingOf(call.state)).toMatchObject({
      reason: "never_connected",
      callBack: true,
      next: { then: "hang_up" },
    });
  });

  test("Twilio's word that the call is over ends it at once", () => {
    const call = new ScriptedCall();
    call.on({ type: "call.completed" });
    expect(endingOf(call.state)).toMatchObject({ reason: "never_connected", callBack: true });
  });
});
