import { describe, expect, test } from "vitest";
import { callPrompts } from "../assistant/prompts.ts";
import { said, ScriptedCall, askedOf, endingOf, toldBy, typesOf } from "../../test/support/calls/scripted-call.ts";
import type { FailureCode } from "./failure.ts";

const GIVEN_UP_AFTER: [FailureCode, number[]][] = [
  ["openai_auth", []],
  ["openai_quota", []],
  ["openai_refused", []],
  ["openai_rate_limited", [1_000]],
  ["openai_server_error", [100, 500, 1_500]],
];

describe("the model's socket is refused", () => {
  test.each(GIVEN_UP_AFTER)("%s: tried again after %j ms, then given up", (failure, pauses) => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "playback.heard", itemId: "greeting", heardMs: 2_000, text: "" });
    call.on({ type: "playback.drained" });
    for (const pause of pauses) {
      expect(typesOf(call.on({ type: "model.refused", failure }))).toEqual(["model.close"]);
      expect(call.wait(pause - 1)).toEqual([]);
      expect(typesOf(call.wait(1))).toEqual(["model.connect"]);
    }
    call.on({ type: "model.refused", failure });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure, callBack: true });
  });

  test("nobody is kept waiting longer than three seconds for all attempts", () => {
    for (const [, pauses] of GIVEN_UP_AFTER) expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(3_000);
  });

  test("before the stream has come, the caller is told when it comes", () => {
    const call = new ScriptedCall({ handoffPhone: "+97235550199" });
    call.on({ type: "model.refused", failure: "openai_auth" });
    expect(call.is()).toMatchObject({ phase: "waiting", leg: "failed" });
    call.on({ type: "stream.started" });
    expect(endingOf(call.state)?.next).toEqual({
      then: "apologise",
      failure: "openai_auth",
      handoffPhone: "+97235550199",
    });
  });

  test("while the greeting plays, it may end first", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "model.refused", failure: "openai_auth" });
    expect(call.is()).toMatchObject({ phase: "leaving", floor: "assistant" });
    call.on({ type: "playback.drained" });
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_auth" });
  });

  test("what still plays hides the failure for six seconds at most", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "model.refused", failure: "openai_auth" });
    call.wait(5_999);
    expect(call.is().phase).toBe("leaving");
    call.wait(1);
    expect(endingOf(call.state)).toMatchObject({
      reason: "failed",
      failure: "openai_auth",
      next: { then: "apologise" },
    });
  });

  test("a refusal that comes when the socket stands is of the past", () => {
    const call = new ScriptedCall().talking();
    expect(call.on({ type: "model.refused", failure: "openai_auth" })).toEqual([]);
  });

  test("no answer at all is given up after two attempts", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "playback.drained" });
    expect(typesOf(call.wait(5_100))).toEqual(["model.close", "model.connect"]);
    call.wait(5_100);
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_unreachable" });
  });

  test("a session that is never confirmed is no session", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "playback.drained" });
    call.on({ type: "model.opened" });
    expect(typesOf(call.wait(3_100))).toEqual(["model.close", "model.connect"]);
    call.on({ type: "model.opened" });
    call.wait(3_100);
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_unreachable" });
  });
});

describe("OpenAI closes the socket and says why", () => {
  const closed = (failure: FailureCode) => ({ type: "model.closed", failure, detail: "code 3000" }) as const;

  test.each(["openai_auth", "openai_quota", "openai_refused"] as const)(
    "%s: not tried again, whether the session stood or not",
    (failure) => {
      const opening = new ScriptedCall();
      opening.on({ type: "stream.started" });
      opening.on({ type: "playback.drained" });
      opening.on({ type: "model.opened" });
      opening.on(closed(failure));
      const standing = new ScriptedCall().talking();
      standing.on(closed(failure));
      for (const call of [opening, standing]) {
        expect(typesOf(call.wait(1_600))).not.toContain("model.connect");
        expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure, next: { then: "apologise" } });
      }
    },
  );

  test("too many at once: tried again after the pause of that failure", () => {
    const call = new ScriptedCall();
    call.on({ type: "stream.started" });
    call.on({ type: "playback.drained" });
    call.on({ type: "model.opened" });
    call.on(closed("openai_rate_limited"));
    expect(call.wait(999)).toEqual([]);
    expect(typesOf(call.wait(1))).toEqual(["model.connect"]);
  });

  test("a server error while the session stands: it is opened again at once", () => {
    const call = new ScriptedCall().talking();
    call.on(closed("openai_server_error"));
    expect(typesOf(call.wait(100))).toEqual(["model.connect"]);
  });
});

describe("the model's socket drops", () => {
  test("it is opened again after 100 ms, and the caller's words wait for the new session", () => {
    const call = new ScriptedCall().talking();
    expect(typesOf(call.on({ type: "model.closed", failure: null, detail: "code 1006" }))).toEqual([
      "note model_dropped",
      "audio.hold",
    ]);
    expect(call.wait(99)).toEqual([]);
    expect(typesOf(call.wait(1))).toEqual(["model.connect"]);
    expect(typesOf(call.on({ type: "model.opened" }))).toEqual(["model.configure"]);
    expect(typesOf(call.model(said.updated()))).toEqual(["note model_reconnected", "audio.open"]);
  });

  test.each([
    ["the caller was speaking", (call: ScriptedCall) => call.model(said.speechStarted())],
    ["the caller was waiting", (call: ScriptedCall) => call.callerSpeaks()],
    ["an answer was being made", (call: ScriptedCall) => call.speaking("r1", "item1")],
  ])("when %s, the new session speaks first, without greeting again", (_, before) => {
    const call = new ScriptedCall().talking();
    before(call);
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    const effects = [...call.on({ type: "model.opened" }), ...call.model(said.updated())];
    expect(toldBy(effects)).toEqual([`system: ${callPrompts.resumed}`]);
    expect(askedOf(effects)).toEqual([null]);
    expect(call.state.owesAnswer).toBe(false);
  });

  test("when it was quiet, it stays quiet", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    expect(askedOf([...call.on({ type: "model.opened" }), ...call.model(said.updated())])).toEqual([]);
  });

  test("again and again: after four attempts the caller hears an apology", () => {
    const call = new ScriptedCall().talking();
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    for (const pause of [100, 100, 500, 1_500]) {
      expect(typesOf(call.wait(pause))).toEqual(["model.connect"]);
      call.on({ type: "model.refused", failure: "openai_server_error" });
    }
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_server_error" });
  });

  test("what an old session still plays may be heard, and is not asked for twice", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.model(said.done("r1"));
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    expect(call.is().floor).toBe("assistant");
    call.wait(100);
    expect(askedOf([...call.on({ type: "model.opened" }), ...call.model(said.updated())])).toEqual([]);
  });
});

describe("a response that fails", () => {
  const failed = (code: string) => said.done("r1", { status: "failed", status_details: { error: { code } } });

  test("on the server's side is asked for once more, then the call fails", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"));
    expect(askedOf(call.model(failed("server_error")))).toEqual([null]);
    call.model(said.created("r1"), failed("server_error"));
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure: "openai_server_error" });
  });

  test("is forgiven when the next one sounds", () => {
    const call = new ScriptedCall().talking();
    for (const round of ["a", "b", "c"]) {
      call.callerSpeaks();
      call.model(said.created("r1"), failed("server_error"));
      call.answer(round, `item_${round}`);
    }
    expect(call.is()).toMatchObject({ phase: "talking", floor: "nobody" });
  });

  test.each([
    ["insufficient_quota", "openai_quota"],
    ["model_not_found", "openai_refused"],
  ])("for good (%s) is not asked for again", (code, failure) => {
    const call = new ScriptedCall({ handoffPhone: "+97235550199" }).talking();
    call.callerSpeaks();
    call.model(said.created("r1"), failed(code));
    expect(endingOf(call.state)).toMatchObject({
      failure,
      next: { then: "apologise", handoffPhone: "+97235550199" },
    });
  });

  test.each([
    ["insufficient_quota", "openai_quota"],
    ["invalid_api_key", "openai_auth"],
    ["invalid_model", "openai_refused"],
  ])("an error event %s ends the call with its reason", (code, failure) => {
    const call = new ScriptedCall().talking();
    call.model(said.error(code));
    expect(endingOf(call.state)).toMatchObject({ reason: "failed", failure });
  });

  test("an error that is not about the service changes nothing", () => {
    const call = new ScriptedCall().talking();
    expect(call.model(said.error("item_truncate_invalid"))).toEqual([]);
    expect(call.is().phase).toBe("talking");
  });

  test("a refused request goes out again after the response in its way", () => {
    const call = new ScriptedCall().talking();
    call.wait(8_000);
    const request = call.effects.flatMap((effect) =>
      effect.do === "model.send" && effect.event.type === "response.create" ? [effect.event] : [],
    )[0];
    call.model(said.created("server"), said.error("conversation_already_has_active_response", request?.event_id));
    expect(askedOf(call.model(said.done("server")))).toEqual([callPrompts.reprompt]);
  });
});

describe("what is counted", () => {
  test("tokens of responses and of transcription", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "caller1",
      transcript: "שלום",
      usage: { type: "tokens", total_tokens: 12 },
    });
    call.model(said.created("r1"), said.done("r1", { usage: { output_token_details: { audio_tokens: 7 } } }));
    const usage = call.effects.flatMap((effect) => (effect.do === "usage" ? [effect.usage] : []));
    expect(usage).toMatchObject([{ transcriptionTokens: 12 }, { audioOut: 7 }]);
  });
});
