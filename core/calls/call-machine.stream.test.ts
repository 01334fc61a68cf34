import { describe, expect, test } from "vitest";
import { callPrompts } from "../assistant/prompts.ts";
import {
  callConfig,
  said,
  ScriptedCall,
  START,
  askedOf,
  endingOf,
  sentBy,
  toldBy,
  typesOf,
} from "../../test/support/calls/scripted-call.ts";
import { resumedCall } from "./call-state.ts";
import { isBusy } from "./response-sequencer.ts";

describe("Twilio's stream stops", () => {
  test("the caller has hung up: both sides are closed and nobody rings back", () => {
    const call = new ScriptedCall().talking();
    expect(typesOf(call.on({ type: "stream.stopped" }))).toEqual([
      "note call_ended",
      "model.close",
      "stream.close",
      "ended",
    ]);
    expect(endingOf(call.state)).toEqual({
      reason: "caller_hung_up",
      failure: null,
      callBack: false,
      endedAt: START,
      next: { then: "hang_up" },
    });
  });

  test("a caller who hangs up into the goodbye has been taken leave of", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.model(said.call("r1", "c1", "end_call"));
    call.on({ type: "tool.finished", callId: "c1", output: "{}", failed: false, ends: true });
    call.on({ type: "stream.stopped" });
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended" });
  });

  test("while the model has failed and the last words play, the failure is not forgotten", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "model.refused", failure: "openai_auth" });
    call.on({ type: "stream.stopped" });
    expect(endingOf(call.state)).toMatchObject({ failure: "openai_auth", callBack: true });
  });
});

describe("the stream is lost without a word", () => {
  test("the call waits for it, and what was being said is taken up again with an apology", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    expect(typesOf(call.on({ type: "stream.lost" }))).toContain("playback.cut");
    expect(call.is().phase).toBe("detached");
    call.on({ type: "playback.cut", items: [{ itemId: "item1", heardMs: 400, receivedMs: 900, text: "" }] });
    call.model(said.done("r1", { status: "cancelled" }));
    const effects = call.on({ type: "stream.started" });
    expect(typesOf(effects)).toContain("note stream_reattached");
    expect(toldBy(effects)).toEqual([`system: ${callPrompts.resumed}`]);
    expect(askedOf(effects)).toEqual([null]);
  });

  test("when nobody was speaking, nobody speaks", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.lost" });
    expect(typesOf(call.on({ type: "stream.started" }))).toEqual(["note stream_reattached"]);
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
  });

  test("a response that is cut off by a lost stream is cancelled, and its late audio is dropped", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    expect(sentBy(call.on({ type: "stream.lost" })).map(({ type }) => type)).toEqual(["response.cancel"]);
    expect(call.state.dropped).toContain("r1");
  });

  test("a caller who was speaking when the stream was lost does not leave requests held", () => {
    const call = new ScriptedCall().talking();
    call.model(said.speechStarted());
    call.on({ type: "stream.lost" });
    call.on({ type: "stream.started" });
    call.model(said.speechStopped());
    call.answer("r1", "item1");
    expect(askedOf(call.wait(8_000))).toEqual([callPrompts.reprompt]);
    call.answer("r2", "item2");
    expect(isBusy(call.state.sequencer)).toBe(false);
  });

  test("a call nobody comes back for is over after twenty seconds, and somebody rings back", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.lost" });
    call.wait(19_999);
    expect(call.is().phase).toBe("detached");
    call.wait(1);
    expect(endingOf(call.state)).toMatchObject({ reason: "lost", callBack: true });
  });

  test("while taking leave, there is nothing to come back for", () => {
    const call = new ScriptedCall({ limits: { ...callConfig().limits, maxReprompts: 0 } }).talking();
    call.wait(8_000);
    call.on({ type: "stream.lost" });
    expect(endingOf(call.state)).toMatchObject({ reason: "silence" });
  });

  test("the model's session is not asked for speech that nobody would hear", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.lost" });
    expect(askedOf(call.wait(19_000))).toEqual([]);
  });

  test("both sides lost: the answer is owed once both stand again, in either order", () => {
    for (const streamFirst of [true, false]) {
      const call = new ScriptedCall().talking();
      call.callerSpeaks();
      call.on({ type: "stream.lost" });
      call.on({ type: "model.closed", failure: null, detail: "code 1006" });
      call.wait(100);
      if (streamFirst) call.on({ type: "stream.started" });
      call.connected();
      if (!streamFirst) call.on({ type: "stream.started" });
      expect(toldBy(call.effects).filter((text) => text === `system: ${callPrompts.resumed}`)).toHaveLength(1);
    }
  });

  test("a model that failed meanwhile ends the call when the stream is back", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.lost" });
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    call.on({ type: "model.refused", failure: "openai_auth" });
    call.on({ type: "stream.started" });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_auth" });
  });
});

describe("a call taken up by a new object", () => {
  const resumed = () => new ScriptedCall({}, (config) => resumedCall(config, START - 60_000, 1, START));

  test("does not greet, does not answer twice, and speaks first", () => {
    const call = resumed().connected();
    const effects = call.on({ type: "stream.started" });
    expect(typesOf(effects)).not.toContain("greeting.play");
    expect(typesOf(effects)).not.toContain("answered");
    expect(toldBy(effects)).toEqual([`system: ${callPrompts.resumed}`]);
    expect(call.state).toMatchObject({ answeredAt: START - 60_000, reattachments: 2 });
  });

  test("is over when Twilio does not come back", () => {
    const call = resumed();
    call.wait(20_000);
    expect(call.is().phase).toBe("ended");
  });
});

describe("Twilio's status says that the call is over", () => {
  test.each([
    ["before the stream", (call: ScriptedCall) => call, "never_connected"],
    ["in mid-talk", (call: ScriptedCall) => call.talking(), "caller_hung_up"],
    ["while the stream is lost", (call: ScriptedCall) => call.talking().on({ type: "stream.lost" }), "caller_hung_up"],
  ])("%s", (_, before, reason) => {
    const call = new ScriptedCall();
    before(call);
    call.on({ type: "call.completed" });
    expect(endingOf(call.state)).toMatchObject({ reason });
  });

  test("after the end it changes nothing", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "stream.stopped" });
    const before = call.state;
    expect(call.on({ type: "call.completed" })).toEqual([]);
    expect(call.state).toBe(before);
  });

  test("a line that never holds is given up as our failure", () => {
    const call = new ScriptedCall({ handoffPhone: "+97235550199" }).talking();
    call.on({ type: "stream.lost" });
    call.on({ type: "call.abandoned" });
    expect(endingOf(call.state)).toMatchObject({
      reason: "failed",
      failure: "platform_error",
      callBack: true,
      next: { then: "apologise", handoffPhone: "+97235550199" },
    });
  });
});

describe("keys that are pressed", () => {
  const press = (call: ScriptedCall, keys: string) => [...keys].flatMap((key) => call.on({ type: "stream.key", key }));

  test("are told in one piece at #, and answered", () => {
    const call = new ScriptedCall().talking();
    const effects = press(call, "0521234567#");
    expect(toldBy(effects)).toEqual([`user: ${callPrompts.dtmf("0521234567")}`]);
    expect(askedOf(effects)).toEqual([null]);
  });

  test("are told after a pause of two seconds", () => {
    const call = new ScriptedCall().talking();
    press(call, "42");
    expect(toldBy(call.wait(1_999))).toEqual([]);
    expect(toldBy(call.wait(1))).toEqual([`user: ${callPrompts.dtmf("42")}`]);
  });

  test("are on the call's record by their number alone", () => {
    const call = new ScriptedCall().talking();
    const notes = press(call, "0521234567#").filter((effect) => effect.do === "note");
    expect(notes).toEqual([{ do: "note", kind: "dtmf", data: { digits: 10 } }]);
  });

  test("while no session stands, are told to the next one", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    press(call, "42#");
    call.wait(100);
    const effects = [...call.on({ type: "model.opened" }), ...call.model(said.updated())];
    expect(toldBy(effects).join()).toContain(callPrompts.dtmf("42"));
    expect(askedOf(effects)).toHaveLength(1);
  });
});
