import { describe, expect, test } from "vitest";
import { DEFAULT_TURN_DETECTION } from "../business/settings.ts";
import { aSnapshot } from "../../test/support/calls/snapshot.ts";
import { sessionUpdate, turnDetectionWire } from "./agent-snapshot.ts";

describe("the session of a call", () => {
  const { session } = sessionUpdate(aSnapshot({ settings: { voice: "ash" } }), "INSTRUCTIONS", []);

  test("takes and gives Twilio's own audio, so nothing is converted", () => {
    expect(session.audio.input.format).toEqual({ type: "audio/pcmu" });
    expect(session.audio.output).toEqual({ format: { type: "audio/pcmu" }, voice: "ash" });
  });

  test("pins the language of what the caller says", () => {
    expect(session.audio.input.transcription.language).toBe("he");
  });

  test("carries the models and instructions it was given", () => {
    expect(session).toMatchObject({
      model: "gpt-realtime-2.1",
      instructions: "INSTRUCTIONS",
      audio: { input: { transcription: { model: "gpt-transcribe" } } },
    });
  });

  test("asks only the models that think to think little", () => {
    const of = (realtime: string) => sessionUpdate(aSnapshot({ models: { realtime } }), "", []).session;
    expect(of("gpt-realtime-2.1")).toHaveProperty("reasoning");
    expect(of("gpt-realtime")).not.toHaveProperty("reasoning");
    expect(of("gpt-realtime-mini")).not.toHaveProperty("reasoning");
  });
});

describe("turn detection", () => {
  test("answers and interrupts on the server's side, whichever kind", () => {
    for (const setting of [DEFAULT_TURN_DETECTION, { type: "semantic_vad", eagerness: "low" }] as const) {
      expect(turnDetectionWire(setting)).toMatchObject({
        type: setting.type,
        create_response: true,
        interrupt_response: true,
      });
    }
  });

  test("says a business's own times in OpenAI's names", () => {
    expect(
      turnDetectionWire({ type: "server_vad", threshold: 0.7, prefixPaddingMs: 200, silenceDurationMs: 800 }),
    ).toMatchObject({ threshold: 0.7, prefix_padding_ms: 200, silence_duration_ms: 800 });
  });
});
