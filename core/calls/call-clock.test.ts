import { describe, expect, test } from "vitest";
import { callPrompts } from "../assistant/prompts.ts";
import { DEFAULT_CALL_LIMITS } from "../business/settings.ts";
import {
  said,
  ScriptedCall,
  START,
  askedOf,
  endingOf,
  sentBy,
  typesOf,
} from "../../test/support/calls/scripted-call.ts";
import { nextDeadline } from "./call-clock.ts";

const { silenceMs, firstAudioMs, maxCallMs } = DEFAULT_CALL_LIMITS;

describe("a caller who stays silent", () => {
  test("is asked twice, then taken leave of, then hung up on", () => {
    const call = new ScriptedCall().talking();
    expect(askedOf(call.wait(silenceMs))).toEqual([callPrompts.reprompt]);
    call.answer("r1", "item1");
    expect(askedOf(call.wait(silenceMs))).toEqual([callPrompts.reprompt]);
    call.answer("r2", "item2");
    expect(askedOf(call.wait(silenceMs))).toEqual([callPrompts.farewell]);
    expect(call.is().phase).toBe("leaving");
    call.answer("r3", "item3");
    expect(endingOf(call.state)).toMatchObject({ reason: "silence", callBack: false, next: { then: "hang_up" } });
  });

  test("is silent only from the end of playback", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.model(said.done("r1"));
    expect(call.wait(30_000)).toEqual([]);
    call.on({ type: "playback.drained" });
    expect(call.wait(silenceMs - 1)).toEqual([]);
    expect(askedOf(call.wait(1))).toEqual([callPrompts.reprompt]);
  });

  test("starts anew with words, not with a noise", () => {
    const call = new ScriptedCall().talking();
    call.wait(silenceMs);
    call.answer("r1", "item1");
    call.callerSpeaks();
    call.model(said.transcript("  "));
    expect(call.state.reprompts).toBe(1);
    call.model(said.transcript("כן, אני כאן"));
    expect(call.state.reprompts).toBe(0);
  });

  test("is not asked while pressing keys", () => {
    const call = new ScriptedCall().talking();
    for (const key of "052123") {
      call.wait(1_500);
      call.on({ type: "stream.key", key });
    }
    expect(askedOf(call.effects)).toEqual([]);
  });

  test("of a business that does not ask is taken leave of at once", () => {
    const call = new ScriptedCall({ limits: { ...DEFAULT_CALL_LIMITS, maxReprompts: 0 } }).talking();
    expect(askedOf(call.wait(silenceMs))).toEqual([callPrompts.farewell]);
  });

  test("who speaks into the goodbye goes on talking", () => {
    const call = new ScriptedCall({ limits: { ...DEFAULT_CALL_LIMITS, maxReprompts: 0 } }).talking();
    call.wait(silenceMs);
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    expect(call.is().phase).toBe("talking");
    call.model(said.done("r1", { status: "cancelled" }), said.speechStopped());
    call.answer("r2", "item2");
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
    expect(askedOf(call.effects)).toEqual([callPrompts.farewell]);
  });

  test("who speaks before the goodbye was even begun does not hear it later", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "end_call"));
    call.on({ type: "tool.finished", callId: "c1", output: "{}", failed: false, ends: true });
    expect(call.is().phase).toBe("leaving");
    call.model(said.speechStarted(), said.done("r1", { status: "cancelled" }), said.speechStopped());
    call.answer("r2", "item2");
    expect(askedOf(call.effects)).toEqual([]);
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
  });
});

describe("speech that never ends", () => {
  test("is taken for a turn and answered, so that noise on the line does not silence the assistant", () => {
    const call = new ScriptedCall().talking();
    call.model(said.speechStarted("u1"));
    expect(call.wait(39_999)).toEqual([]);
    expect(typesOf(call.wait(1))).toEqual(["input_audio_buffer.commit", "response.create"]);
  });
});

describe("the longest call", () => {
  test("ends with a sentence, over whoever is speaking", () => {
    const call = new ScriptedCall({
      limits: { ...DEFAULT_CALL_LIMITS, silenceMs: 60_000, maxCallMs: 60_000 },
    }).talking();
    call.wait(50_000);
    call.callerSpeaks();
    call.speaking("r1", "item1");
    const effects = call.wait(60_000 - (call.now - START));
    expect(typesOf(effects)).toEqual(["note wrapping_up", "response.cancel", "playback.cut"]);
    expect(askedOf(call.model(said.done("r1", { status: "cancelled" })))).toEqual([callPrompts.timeUp]);
    call.answer("r2", "item2");
    expect(endingOf(call.state)).toMatchObject({ reason: "max_duration", failure: null, callBack: false });
  });

  test("is not talked out of its end by the caller", () => {
    const call = new ScriptedCall({
      limits: { ...DEFAULT_CALL_LIMITS, silenceMs: 60_000, maxCallMs: 60_000 },
    }).talking();
    call.wait(60_000);
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    expect(call.is().phase).toBe("leaving");
    call.wait(12_000);
    expect(endingOf(call.state)).toMatchObject({ reason: "max_duration" });
  });

  test("counts from the answer, across a lost stream", () => {
    const call = new ScriptedCall().talking();
    call.wait(5_000);
    call.on({ type: "stream.lost" });
    call.wait(1_000);
    call.on({ type: "stream.started" });
    expect(call.state.answeredAt).toBe(START);
    expect(nextDeadline(call.state)).toBeLessThanOrEqual(START + maxCallMs);
  });
});

describe("no sound after the caller's words", () => {
  test("a response that hangs is given up at half the limit and asked for again, then the call fails", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"));
    const nudged = call.wait(firstAudioMs / 2);
    expect(sentBy(nudged).map(({ type }) => type)).toEqual(["response.cancel"]);
    expect(sentBy(call.model(said.done("r1", { status: "cancelled" }))).map(({ type }) => type)).toEqual([
      "response.create",
    ]);
    call.wait(firstAudioMs / 2);
    expect(endingOf(call.state)).toMatchObject({
      reason: "failed",
      failure: "openai_no_audio",
      callBack: true,
      next: { then: "apologise" },
    });
  });

  test("a request that got lost is sent again, with its words", () => {
    const call = new ScriptedCall().talking();
    call.wait(silenceMs);
    expect(askedOf(call.wait(firstAudioMs / 2))).toEqual([callPrompts.reprompt]);
  });

  test("a server that never began an answer is asked for one", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    expect(sentBy(call.wait(firstAudioMs / 2)).map(({ type }) => type)).toEqual(["response.create"]);
  });

  test("sound in time leaves nothing to fail", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.wait(firstAudioMs / 2 + 10);
    call.answer("r1", "item1");
    call.wait(silenceMs - 1);
    expect(call.is().phase).toBe("talking");
  });

  test("time that a tool takes is not counted against the model", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"), said.done("r1"));
    expect(call.wait(firstAudioMs + 1_500)).toEqual([]);
    call.on({ type: "tool.finished", callId: "c1", output: "{}", failed: false, ends: false });
    expect(call.wait(firstAudioMs / 2 - 1)).toEqual([]);
    call.answer("r2", "item2");
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
  });
});

describe("a session that has grown old", () => {
  const quiet = { ...DEFAULT_CALL_LIMITS, silenceMs: 60_000, maxCallMs: 3_600_000 };

  function twentyMinutesIn() {
    const call = new ScriptedCall({ limits: quiet }).talking();
    while (call.now - START < 20 * 60_000 - 30_000) {
      call.wait(25_000);
      call.callerSpeaks();
      call.answer(`r${call.now}`, `item${call.now}`);
      call.model(said.transcript("כן"));
    }
    return call;
  }

  test("is renewed at the next quiet moment, and the caller hears nothing of it", () => {
    const call = twentyMinutesIn();
    let effects = call.wait(1_000);
    while (effects.length === 0) effects = call.wait(1_000);
    expect(call.now - START).toBeGreaterThanOrEqual(20 * 60_000);
    expect(typesOf(effects)).toEqual(["audio.hold", "model.close", "model.connect"]);
    const renewed = [...call.on({ type: "model.opened" }), ...call.model(said.updated())];
    expect(typesOf(renewed)).toEqual(["model.configure", "note model_reconnected", "audio.open"]);
    expect(call.is()).toMatchObject({ leg: "ready", floor: "nobody" });
  });

  test("is not renewed while somebody speaks or waits", () => {
    const call = twentyMinutesIn();
    call.model(said.speechStarted());
    expect(call.wait(30_000)).toEqual([]);
    call.model(said.speechStopped());
    call.speaking("r", "item");
    expect(call.wait(60_000)).toEqual([]);
    call.model(said.done("r"));
    call.on({ type: "playback.drained" });
    expect(call.wait(1_499)).toEqual([]);
    expect(typesOf(call.wait(1))).toContain("model.connect");
  });
});

describe("a goodbye", () => {
  test("that never begins does not keep the line open", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "end_call"), said.done("r1"));
    call.on({ type: "tool.finished", callId: "c1", output: "{}", failed: false, ends: true });
    call.wait(12_000);
    expect(call.is().phase).toBe("ended");
  });
});
