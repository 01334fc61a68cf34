import { describe, expect, test } from "vitest";
import { said, ScriptedCall, askedOf, sentBy, typesOf } from "../../test/support/calls/scripted-call.ts";

const cut = (itemId: string, heardMs: number, receivedMs = 5_000) => ({
  type: "playback.cut" as const,
  items: [{ itemId, heardMs, receivedMs, text: "מה שנשמע" }],
});

describe("the caller speaks over the assistant", () => {
  test("playback is cut first, and late audio of the response is dropped", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    expect(typesOf(call.model(said.speechStarted()))[0]).toBe("playback.cut");
    expect(call.state.dropped).toContain("r1");
    expect(call.is().floor).toBe("caller");
  });

  test("the server that interrupts by itself is not asked to cancel; another one is", () => {
    for (const serverInterrupts of [true, false]) {
      const call = new ScriptedCall({ serverInterrupts }).talking();
      call.speaking("r1", "item1");
      const cancels = sentBy(call.model(said.speechStarted())).filter(({ type }) => type === "response.cancel");
      expect(cancels).toHaveLength(serverInterrupts ? 0 : 1);
      expect(call.state.dropped).toContain("r1");
    }
  });

  test("an item that was heard in part is truncated where it was cut", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    expect(sentBy(call.on(cut("item1", 1_234)))).toEqual([
      { type: "conversation.item.truncate", item_id: "item1", content_index: 0, audio_end_ms: 1_234 },
    ]);
  });

  test("an item of which nothing was heard is deleted: the API refuses to truncate at 0", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    expect(sentBy(call.on(cut("item1", 0)))).toEqual([{ type: "conversation.item.delete", item_id: "item1" }]);
  });

  test("over two items each gets its own measure", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.model(said.item("r1", "item2"));
    call.on({ type: "playback.started", itemId: "item2", responseId: "r1" });
    call.model(said.speechStarted());
    const items = [
      { itemId: "item1", heardMs: 700, receivedMs: 2_000, text: "" },
      { itemId: "item2", heardMs: 0, receivedMs: 1_000, text: "" },
    ];
    expect(sentBy(call.on({ type: "playback.cut", items }))).toEqual([
      { type: "conversation.item.truncate", item_id: "item1", content_index: 0, audio_end_ms: 700 },
      { type: "conversation.item.delete", item_id: "item2" },
    ]);
  });

  test("an item is cut once: a second interruption leaves it alone", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    call.on(cut("item1", 500));
    call.model(said.speechStopped(), said.speechStarted());
    expect(
      sentBy(call.model(said.done("r1", { status: "cancelled", output: [{ type: "message", id: "item1" }] }))),
    ).toEqual([]);
  });

  test("a response that was cancelled before its first sound is deleted", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.model(said.created("r1"), said.item("r1", "item1"), said.speechStarted());
    const effects = call.model(said.done("r1", { status: "cancelled", output: [{ type: "message", id: "item1" }] }));
    expect(sentBy(effects)).toEqual([{ type: "conversation.item.delete", item_id: "item1" }]);
  });

  test("of an item of an earlier session, this one is told in words what was heard", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.on({ type: "model.closed", failure: null, detail: "code 1006" });
    call.wait(100);
    call.connected();
    call.model(said.speechStarted());
    const sent = sentBy(call.on(cut("item1", 800)));
    expect(sent).toMatchObject([
      { type: "conversation.item.create", item: { role: "assistant", content: [{ text: "מה שנשמע" }] } },
    ]);
  });

  test("an interruption is written on the call, silence before any sound is not", () => {
    const call = new ScriptedCall().talking();
    expect(typesOf(call.model(said.speechStarted()))).toEqual(["playback.cut"]);
    call.model(said.speechStopped());
    call.speaking("r1", "item1");
    call.model(said.speechStarted());
    expect(typesOf(call.on(cut("item1", 800)))).toContain("note interrupted");
  });

  test("our own request that only now becomes a response does not talk over them", () => {
    const call = new ScriptedCall().talking();
    call.wait(8_000);
    expect(askedOf(call.effects)).toHaveLength(1);
    call.model(said.speechStarted());
    expect(sentBy(call.model(said.created("r1")))).toEqual([{ type: "response.cancel" }]);
    expect(call.state.dropped).toContain("r1");
  });
});

describe("who has the floor", () => {
  test("goes from the caller to waiting, to the assistant, to nobody", () => {
    const call = new ScriptedCall().talking();
    call.model(said.speechStarted());
    expect(call.is().floor).toBe("caller");
    call.model(said.speechStopped());
    expect(call.is().floor).toBe("thinking");
    call.speaking("r1", "item1");
    expect(call.is().floor).toBe("assistant");
    call.model(said.done("r1"));
    expect(call.is().floor).toBe("assistant");
    call.on({ type: "playback.drained" });
    expect(call.is().floor).toBe("nobody");
  });

  test("sound that runs dry in mid-response leaves the caller waiting, not alone", () => {
    const call = new ScriptedCall().talking();
    call.callerSpeaks();
    call.speaking("r1", "item1");
    call.on({ type: "playback.drained" });
    expect(call.is().floor).toBe("thinking");
    call.model(said.done("r1"));
    expect(call.is().floor).toBe("nobody");
  });

  test("the end of a response while the caller speaks takes nothing from them", () => {
    const call = new ScriptedCall().talking();
    call.speaking("r1", "item1");
    call.model(said.speechStarted(), said.done("r1", { status: "cancelled" }));
    call.on({ type: "playback.drained" });
    expect(call.is().floor).toBe("caller");
  });
});
