/**
 * Our half of the Realtime protocol against OpenAI's own: the types of the `openai` package, checked by the compiler,
 * and the strict schemas of the stand-in, which refuses what the real service refuses.
 */
import type { RealtimeClientEvent, RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { sessionUpdate } from "../../core/assistant/agent-snapshot.ts";
import { toolsOf } from "../../core/assistant/tools.ts";
import { DEFAULT_TURN_DETECTION } from "../../core/business/settings.ts";
import {
  appendAudio,
  readServerEvent,
  type ClientEvent,
  type ServerEvent,
} from "../../core/contract/openai-realtime.ts";
import { parseClientEvent } from "../../dev/openai/parse-client-event.ts";
import { realtimeTools } from "../../worker/features/assistant/service.ts";
import { delta, echoMarks, liveCall } from "../support/calls/live.ts";
import { aSnapshot } from "../support/calls/snapshot.ts";
import { message, said, toolItem } from "../support/calls/wire-events.ts";

const TOOLS = realtimeTools(toolsOf({ handoffPhone: "+97235550199" }));

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
      expect(accepted(sessionUpdate(snapshot, "הוראות", TOOLS))).toBe("accepted");
    }
  });

  test("the caller's audio", () => {
    expect(accepted(appendAudio("//8="))).toBe("accepted");
  });

  describe("everything that is sent", () => {
    beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
    afterEach(() => void vi.useRealTimers());

    test("in a long and unlucky call", async () => {
      const sent = await unluckyCall();
      expect(new Set(sent.map((event) => event["type"]))).toEqual(
        new Set([
          "session.update",
          "conversation.item.create",
          "conversation.item.delete",
          "conversation.item.truncate",
          "input_audio_buffer.commit",
          "response.cancel",
          "response.create",
        ]),
      );
      for (const event of sent) expect({ event, verdict: accepted(event) }).toEqual({ event, verdict: "accepted" });
      const ids = sent.flatMap((event) => {
        const item = event["item"] as { id?: string } | undefined;
        return item?.id ?? [];
      });
      expect(new Set(ids).size).toBe(ids.length);
    });
  });
});

describe("the tools", () => {
  test("are strict schemas: every field is named, nothing else may be said", () => {
    for (const { parameters } of TOOLS) {
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
    for (const { name, description, parameters } of TOOLS) {
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

/** Greeting, keys, silence, tools, interruptions, a dropped session, a lost stream, and a caller who hangs up speaking. */
async function unluckyCall(): Promise<Record<string, unknown>[]> {
  const talk = liveCall({ greetingAudio: null });
  await talk.connect();
  const twilio = talk.stream();
  const model = () => talk.model();
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const speak = async (id: string, ms = 1_000) => {
    model().says(said.created(id));
    model().says(said.item(id, `item_${id}`));
    model().says(said.words(id, `item_${id}`, "מה שנאמר כאן."));
    model().says(delta(id, `item_${id}`, ms));
  };
  const speakWhole = async (id: string) => {
    await speak(id);
    model().says(said.audioDone(id, `item_${id}`));
    model().says(said.done(id, { output: [message(`item_${id}`)] }));
    await wait(1_200);
    echoMarks(twilio);
    await talk.settle();
  };
  await speakWhole("greeting");
  for (const digit of "0521234567#") twilio.says({ event: "dtmf", dtmf: { digit } });
  await speakWhole("r1");
  await wait(8_000);
  await speakWhole("r2");
  model().says(said.speechStarted());
  model().says(said.speechStopped());
  model().says(said.created("r3"));
  model().says(said.done("r3", { output: [toolItem("c1", "save_lead")] }));
  await talk.settle();
  await speak("r4", 4_000);
  await wait(600);
  twilio.says({ event: "mark", mark: twilio.read().findLast(({ event }) => event === "mark")?.["mark"] });
  model().says(said.speechStarted("caller2"));
  model().says(said.done("r4", { status: "cancelled", output: [message("item_r4", "incomplete")] }));
  model().says(said.speechStopped("caller2"));
  // Crossed by the caller: announced, and never heard.
  model().says(said.speechStarted("caller3"));
  model().says(said.created("r5"));
  model().says(said.item("r5", "item_r5"));
  model().says(said.done("r5", { status: "cancelled", output: [message("item_r5", "incomplete")] }));
  model().says(said.speechStopped("caller3"));
  model().drops();
  await wait(100);
  model().says(said.updated());
  await speakWhole("r6");
  twilio.drops();
  const again = talk.stream();
  expect(again.closedWith).toBeNull();
  model().says(said.speechStarted("caller4"));
  again.says({ event: "stop" });
  await wait(3_000);
  return talk.models.flatMap((socket) => socket.read());
}
