import { describe, expect, test } from "vitest";
import { callPrompts } from "../assistant/prompts.ts";
import {
  said,
  ScriptedCall,
  askedOf,
  endingOf,
  sentBy,
  toldBy,
  typesOf,
} from "../../test/support/calls/scripted-call.ts";

const finished = (callId: string, more: { output?: string; ends?: boolean; failed?: boolean } = {}) => ({
  type: "tool.finished" as const,
  callId,
  output: '{"saved":true}',
  failed: false,
  ends: false,
  ...more,
});

describe("a tool", () => {
  test("that is announced twice runs once", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    const effects = call.model(
      said.created("r1"),
      said.call("r1", "c1", "save_lead", '{"name":"דנה"}'),
      said.callItem("c1", "save_lead"),
      said.done("r1"),
    );
    expect(effects.filter((effect) => effect.do === "tool.run")).toEqual([
      { do: "tool.run", callId: "c1", name: "save_lead", args: '{"name":"דנה"}' },
    ]);
  });

  test("known from its item alone runs as well", () => {
    const call = new ScriptedCall().talking();
    expect(typesOf(call.model(said.callItem("c1", "save_lead")))).toContain("tool.run");
  });

  test("has its result told and spoken about after the response that asked", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"));
    const early = call.on(finished("c1"));
    expect(sentBy(early)).toMatchObject([
      {
        type: "conversation.item.create",
        item: { type: "function_call_output", call_id: "c1", output: '{"saved":true}' },
      },
    ]);
    expect(askedOf(call.model(said.done("r1")))).toEqual([null]);
  });

  test("that ends while the caller speaks is answered once, with the answer to them", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"), said.done("r1"), said.speechStarted());
    const output = sentBy(call.on(finished("c1")))[0];
    const id = output?.type === "conversation.item.create" ? (output.item.id ?? "") : "";
    call.model(said.added(id), said.speechStopped());
    call.answer("r2", "item2");
    expect(askedOf(call.effects)).toEqual([]);
    expect(call.is().floor).toBe("nobody");
  });

  test("finished twice, or never started, changes nothing", () => {
    const call = new ScriptedCall().talking();
    expect(call.on(finished("unknown"))).toEqual([]);
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"), said.done("r1"));
    call.on(finished("c1"));
    expect(call.on(finished("c1"))).toEqual([]);
  });

  test("keeps the caller waiting, not alone: there is no asking whether they are there", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"), said.done("r1"));
    expect(call.is().floor).toBe("thinking");
    expect(askedOf(call.wait(20_000))).toEqual([]);
  });
});

describe("a result for a session that is gone", () => {
  const dropped = () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "save_lead"), said.done("r1"));
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    return call;
  };

  test("is told to the new one in words, and answered", () => {
    const call = dropped().connected();
    call.answer("r2", "item2");
    const effects = call.on(finished("c1"));
    expect(toldBy(effects)).toEqual(['system: {"saved":true}']);
    expect(askedOf(effects)).toEqual([null]);
  });

  test("that comes while none stands is told once one does", () => {
    const call = dropped();
    expect(sentBy(call.on(finished("c1")))).toEqual([]);
    const effects = [...call.on({ type: "model.opened" }), ...call.model(said.updated())];
    expect(toldBy(effects)).toContain('system: {"saved":true}');
    expect(askedOf(effects)).toHaveLength(1);
  });
});

describe("end_call", () => {
  test("after a spoken goodbye hangs up when it has been heard", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.model(said.call("r1", "c1", "end_call"));
    expect(askedOf(call.on(finished("c1", { ends: true })))).toEqual([]);
    call.model(said.done("r1"));
    expect(call.is().phase).toBe("leaving");
    call.on({ type: "playback.drained" });
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended", callBack: false });
  });

  test("without a word before it, says goodbye first", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "end_call"));
    call.on(finished("c1", { ends: true }));
    expect(askedOf(call.model(said.done("r1")))).toEqual([callPrompts.farewell]);
    call.answer("r2", "item2");
    expect(endingOf(call.state)).toMatchObject({ reason: "assistant_ended" });
  });

  test("is not ended by the quiet before the goodbye", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.call("r1", "c1", "end_call"));
    call.on(finished("c1", { ends: true }));
    call.model(said.done("r1"));
    call.on({ type: "playback.drained" });
    expect(call.is().phase).toBe("leaving");
  });

  test("interrupted by the caller, the call goes on", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.model(said.call("r1", "c1", "end_call"));
    call.on(finished("c1", { ends: true }));
    call.model(said.speechStarted());
    expect(call.is().phase).toBe("talking");
  });
});
