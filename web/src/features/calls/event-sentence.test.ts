import { describe, expect, it } from "vitest";
import { CALL_EVENT_KINDS, type CallEventKind } from "../../../../core/calls/call-record.ts";
import { WHY_NOT_TAKEN } from "../../../../core/calls/hand-off.ts";
import { FAILURE_CODES } from "../../../../core/calls/failure.ts";
import { sentenceOf, sentencesOf } from "./event-sentence.ts";

const say = (kind: CallEventKind, data: Record<string, unknown> = {}) => sentenceOf({ seq: 1, kind, at: 0, data });

describe("events of a call in words", () => {
  it.each(CALL_EVENT_KINDS)("has a Hebrew sentence for %s, even without details", (kind) => {
    expect(say(kind).text).toMatch(/^[א-ת].*\.$/u);
  });

  it.each(FAILURE_CODES)("explains %s and says what to do", (failure) => {
    const sentence = say("model_failed", { failure });
    expect(sentence.tone).toBe("danger");
    expect(sentence.why?.reason).toMatch(/\.$/);
    expect(sentence.why?.todo).toMatch(/\.$/);
  });

  it("explains a failure that comes again the first time only", () => {
    const failed = (seq: number) => ({ seq, kind: "model_failed" as const, at: 0, data: { failure: "openai_auth" } });
    expect(sentencesOf([failed(1), failed(2)]).map(({ sentence }) => sentence.why !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  it("says how much was heard before the caller came in", () => {
    const items = [
      { itemId: "a", heardMs: 2380, receivedMs: 5200 },
      { itemId: "b", heardMs: 0, receivedMs: 900 },
    ];
    expect(say("interrupted", { items }).text).toContain("2.4");
  });

  it.each(WHY_NOT_TAKEN)("says why nobody took a call that was handed over: %s", (why) => {
    const sentence = say("handoff_failed", { why });
    expect(sentence.tone).toBe("warn");
    expect(sentence.text).not.toBe(say("handoff_failed").text);
  });

  it("says why an answer broke off, where that is known", () => {
    const texts = ["content_filter", "max_output_tokens", "unknown"].map(
      (reason) => say("answer_incomplete", { reason }).text,
    );
    expect(new Set(texts).size).toBe(3);
  });

  it("warns when it was not heard that an assistant speaks and records", () => {
    expect(say("greeting_played", { disclosed: false }).tone).toBe("warn");
    expect(say("greeting_played", { disclosed: true }).tone).toBe("normal");
  });

  it("does not say that a call is over which a person goes on with", () => {
    expect(say("call_ended", { reason: "assistant_ended", next: "dial" }).text).toBe("העוזר סיים את חלקו בשיחה.");
    expect(say("call_ended", { reason: "failed", next: "dial", failure: "openai_auth" }).tone).toBe("danger");
  });

  it("counts pressed digits without telling them", () => {
    expect(say("dtmf", { digits: 2 }).text).toBe("הלקוח הקיש 2 ספרות.");
  });

  it("marks a tool that failed", () => {
    expect(say("tool_finished", { name: "save_lead", failed: true }).tone).toBe("warn");
    expect(say("tool_finished", { name: "save_lead" }).tone).toBe("normal");
  });

  it("takes nonsense in the details for nothing", () => {
    expect(say("model_connected", { attempt: "x" }).text).toBe("העוזר מוכן לדבר.");
    expect(say("interrupted", { items: [null, 3] }).text).toBe("הלקוח נכנס לדברי העוזר.");
  });
});
