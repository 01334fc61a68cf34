/**
 * Our half of the Realtime protocol against OpenAI's own: the types of the `openai` package, checked by the compiler,
 * and the strict schemas of the stand-in, which refuses what the real service refuses.
 */
import type { RealtimeClientEvent, RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import { sessionUpdate } from "../../core/assistant/agent-snapshot.ts";
import { historyItems } from "../../core/assistant/memory-window.ts";
import { DEFAULT_TURN_DETECTION } from "../../core/business/settings.ts";
import {
  appendAudio,
  readServerEvent,
  type ClientEvent,
  type ServerEvent,
} from "../../core/contract/openai-realtime.ts";
import type { CallEvent } from "../../core/calls/call-state.ts";
import { parseClientEvent } from "../../dev/openai/parse-client-event.ts";
import { realtimeTools } from "../../worker/features/assistant/service.ts";
import { said, ScriptedCall, sentBy } from "../support/calls/scripted-call.ts";
import { aSnapshot } from "../support/calls/snapshot.ts";

type OfType<T, Name> = Extract<T, { type: Name }>;
type KnownKey<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };
/** Names that we read and the package does not know, by event; must be empty. */
type ReadAmiss = {
  [Name in ServerEvent["type"]]: Exclude<KnownKey<OfType<ServerEvent, Name>>, keyof OfType<RealtimeServerEvent, Name>>;
};
/** The same for what stands inside: a response, an item, an error. */
type Inner<T, K extends string> = T extends { [P in K]: infer V } ? V : never;
type InnerAmiss = {
  response: Exclude<
    KnownKey<Inner<OfType<ServerEvent, "response.done">, "response">>,
    keyof Inner<OfType<RealtimeServerEvent, "response.done">, "response">
  >;
  error: Exclude<
    KnownKey<Inner<OfType<ServerEvent, "error">, "error">>,
    keyof Inner<OfType<RealtimeServerEvent, "error">, "error">
  >;
};

describe("types", () => {
  test("every event that we send is one of the package's", () => {
    expectTypeOf<ClientEvent>().toExtend<RealtimeClientEvent>();
  });

  test("every event that we read is one of the package's, with the fields that we read", () => {
    expectTypeOf<ServerEvent["type"]>().toExtend<RealtimeServerEvent["type"]>();
    expectTypeOf<ReadAmiss[ServerEvent["type"]]>().toBeNever();
    expectTypeOf<InnerAmiss[keyof InnerAmiss]>().toBeNever();
  });
});

function accepted(event: unknown): unknown {
  const parsed = parseClientEvent(typeof event === "string" ? event : JSON.stringify(event));
  return parsed.ok ? "accepted" : parsed.error;
}

describe("the strict server accepts", () => {
  test.each(["gpt-realtime-2.1", "gpt-realtime", "gpt-realtime-mini"])("the session of a call with %s", (realtime) => {
    for (const turnDetection of [DEFAULT_TURN_DETECTION, { type: "semantic_vad", eagerness: "high" }] as const) {
      const snapshot = aSnapshot({ models: { realtime }, settings: { turnDetection } });
      expect(accepted(sessionUpdate(snapshot, "הוראות", realtimeTools()))).toBe("accepted");
    }
  });

  test("the history of a call", () => {
    const turn = { text: "שלום", startedAt: 1, interrupted: false, heardMs: null };
    for (const item of historyItems([
      { ...turn, seq: 1, role: "caller" },
      { ...turn, seq: 2, role: "assistant" },
    ])) {
      expect(accepted({ type: "conversation.item.create", item })).toBe("accepted");
    }
  });

  test("the caller's audio", () => {
    expect(accepted(appendAudio("//8="))).toBe("accepted");
  });

  test("everything that the machine says in a long and unlucky call", () => {
    const sent = sentBy(unluckyCall().effects);
    expect(new Set(sent.map(({ type }) => type))).toEqual(
      new Set([
        "conversation.item.create",
        "conversation.item.delete",
        "conversation.item.truncate",
        "response.cancel",
        "response.create",
      ]),
    );
    for (const event of sent) expect({ event, verdict: accepted(event) }).toEqual({ event, verdict: "accepted" });
  });

  test("ids that stay short enough over the longest call", () => {
    const call = new ScriptedCall().talking();
    call.state = { ...call.state, counter: 999_999, session: 999 };
    for (const key of "12#") call.on({ type: "stream.key", key });
    for (const event of sentBy(call.effects)) expect(accepted(event)).toBe("accepted");
  });
});

describe("the tools", () => {
  test("are strict schemas: every field is named, nothing else may be said", () => {
    for (const { parameters } of realtimeTools()) {
      const { properties, required, additionalProperties } = parameters as {
        properties: object;
        required: string[];
        additionalProperties: boolean;
      };
      expect(additionalProperties).toBe(false);
      expect(required.toSorted()).toEqual(Object.keys(properties).toSorted());
    }
  });

  test("are described in Hebrew, and so is each of their fields", () => {
    for (const { name, description, parameters } of realtimeTools()) {
      expect(name).toMatch(/^[a-z_]+$/);
      expect(description).toMatch(/[א-ת]/);
      for (const field of Object.values((parameters as { properties: Record<string, object> }).properties))
        expect(JSON.stringify(field)).toMatch(/[א-ת]/);
    }
  });
});

test("events of the real API's documentation are read as what they are", () => {
  const documented = {
    type: "response.done",
    event_id: "event_3132",
    response: {
      object: "realtime.response",
      id: "resp_1",
      status: "cancelled",
      status_details: { type: "cancelled", reason: "turn_detected" },
      output: [
        {
          id: "item_1",
          object: "realtime.item",
          type: "message",
          status: "incomplete",
          role: "assistant",
          content: [{ type: "output_audio", transcript: "Sure, I can" }],
        },
      ],
      conversation_id: "conv_1",
      output_modalities: ["audio"],
      max_output_tokens: "inf",
      audio: { output: { format: { type: "audio/pcm", rate: 24_000 }, voice: "marin" } },
      usage: {
        total_tokens: 253,
        input_tokens: 132,
        output_tokens: 121,
        input_token_details: {
          text_tokens: 119,
          audio_tokens: 13,
          image_tokens: 0,
          cached_tokens: 64,
          cached_tokens_details: { text_tokens: 64, audio_tokens: 0, image_tokens: 0 },
        },
        output_token_details: { text_tokens: 30, audio_tokens: 91 },
      },
      metadata: null,
    },
  };
  expect(readServerEvent(JSON.stringify(documented))).toMatchObject({
    type: "response.done",
    response: { id: "resp_1", usage: { output_token_details: { audio_tokens: 91 } } },
  });
});

/** Greeting, keys, silence, tools, interruptions, a dropped session, a lost stream, and the longest call's end. */
function unluckyCall(): ScriptedCall {
  const call = new ScriptedCall({ greetingCached: false, serverInterrupts: false }).talking();
  const cut = (itemId: string, heardMs: number): CallEvent => ({
    type: "playback.cut",
    items: [{ itemId, heardMs, receivedMs: 4_000, text: "מה שנשמע" }],
  });
  for (const key of "0521234567#") call.on({ type: "stream.key", key });
  call.answer("r1", "item1");
  call.wait(8_000);
  call.answer("r2", "item2");
  call.callerSpeaks();
  call.model(said.created("r3"), said.call("r3", "c1", "save_lead"));
  call.on({ type: "tool.finished", callId: "c1", output: '{"saved":true}', failed: false, ends: false });
  call.model(said.done("r3"));
  call.speaking("r4", "item4");
  call.model(said.speechStarted());
  call.on(cut("item4", 1_200));
  call.model(said.done("r4", { status: "cancelled" }), said.speechStopped());
  call.speaking("r5", "item5");
  call.model(said.speechStarted());
  call.on(cut("item5", 0));
  call.model(said.done("r5", { status: "cancelled" }), said.speechStopped());
  call.model(said.created("r6"), said.call("r6", "c2", "save_lead"));
  call.on({ type: "model.closed", failure: null, detail: "code 1006" });
  call.wait(100);
  call.on({ type: "tool.finished", callId: "c2", output: '{"saved":true}', failed: false, ends: false });
  call.connected();
  call.answer("r7", "item7");
  call.on({ type: "stream.lost" });
  call.on({ type: "stream.started" });
  call.callerSpeaks();
  call.speaking("r8", "item8");
  call.now = (call.state.answeredAt ?? 0) + call.state.config.limits.maxCallMs;
  call.on({ type: "clock" });
  call.model(said.done("r8", { status: "cancelled" }));
  call.answer("r9", "item9");
  return call;
}
