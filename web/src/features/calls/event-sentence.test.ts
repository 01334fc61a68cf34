import { describe, expect, it } from "vitest";
import { CALL_EVENT_KINDS, type CallEventKind } from "../../../../core/calls/call-record.ts";
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

  it("counts pressed digits without telling them", () => {
    expect(say("dtmf", { digits: 2 }).text).toBe("הלקוח הקיש שתי ספרות.");
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
