import type {
  ConversationItem,
  RealtimeAudioConfigInput,
  RealtimeAudioConfigOutput,
  RealtimeClientEvent,
  RealtimeResponseCreateParams,
  RealtimeSessionCreateRequest,
} from "openai/resources/realtime/realtime";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { ClientEvent, ClientItem, ResponseSettings } from "./client-events.ts";
import { parseClientEvent } from "./parse-client-event.ts";
import type { audioInput, audioOutput, SessionUpdate } from "./session-schema.ts";

// The schemas against the types of the openai package, checked by the compiler.
type Accepts<Wide, Narrow extends Wide> = [Wide, Narrow];
type SameKeys<A, B> = [Exclude<keyof A, keyof B>, Exclude<keyof B, keyof A>] extends [never, never] ? true : never;
type Plain = Exclude<RealtimeClientEvent, { type: "session.update" | "conversation.item.create" | "response.create" }>;
type OfType<T, Name> = Extract<T, { type: Name }>;
type WithoutNull<T> = { [K in keyof T]: Exclude<T[K], null> };
type PackageItem = Exclude<ConversationItem, { type: `mcp_${string}` }>;

type Holds<Checks extends readonly unknown[]> = { [K in keyof Checks]: [Checks[K]] extends [never] ? never : true };
const agreement: Holds<
  [
    ClientEvent["type"] extends RealtimeClientEvent["type"] ? true : never,
    RealtimeClientEvent["type"] extends ClientEvent["type"] ? true : never,
    Accepts<ClientEvent, Plain>,
    Accepts<Plain, Exclude<ClientEvent, { type: "session.update" | "conversation.item.create" | "response.create" }>>,
    // A session: everything the package can send is read, and nothing is read that it does not know.
    Accepts<SessionUpdate, RealtimeSessionCreateRequest>,
    SameKeys<SessionUpdate, RealtimeSessionCreateRequest>,
    SameKeys<z.infer<typeof audioInput>, RealtimeAudioConfigInput>,
    Accepts<RealtimeAudioConfigInput, WithoutNull<z.infer<typeof audioInput>>>,
    Accepts<RealtimeAudioConfigOutput, z.infer<typeof audioOutput>>,
    // Items, but for MCP's.
    Accepts<ClientItem, PackageItem>,
    Accepts<PackageItem, ClientItem>,
    // Responses.
    SameKeys<ResponseSettings, RealtimeResponseCreateParams>,
    Accepts<ResponseSettings, Omit<RealtimeResponseCreateParams, "input"> & { input?: PackageItem[] }>,
    Accepts<RealtimeResponseCreateParams, Omit<ResponseSettings, "input">>,
    keyof OfType<ClientEvent, "response.create"> extends keyof OfType<RealtimeClientEvent, "response.create">
      ? true
      : never,
  ]
> = [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true];

function errorOf(event: unknown) {
  const parsed = parseClientEvent(JSON.stringify(event));
  return parsed.ok ? undefined : parsed.error;
}
const pcmu = { type: "audio/pcmu" };

describe("client events", () => {
  it("agree with the types of the openai package", () => {
    expect(agreement).toHaveLength(15);
  });

  it.each([
    ["an unknown type", { type: "session.change" }, "invalid_value", "type"],
    ["no type", { session: {} }, "missing_required_parameter", "type"],
    [
      "a session without its type",
      { type: "session.update", session: {} },
      "missing_required_parameter",
      "session.type",
    ],
    [
      "a beta name",
      { type: "session.update", session: { type: "realtime", input_audio_format: "g711_ulaw" } },
      "unknown_parameter",
      "session.input_audio_format",
    ],
    [
      "the beta's modalities",
      { type: "response.create", response: { modalities: ["audio"] } },
      "unknown_parameter",
      "response.modalities",
    ],
    [
      "both modalities",
      { type: "response.create", response: { output_modalities: ["text", "audio"] } },
      "invalid_value",
      "response.output_modalities",
    ],
    [
      "a detection of no kind",
      {
        type: "session.update",
        session: { type: "realtime", audio: { input: { turn_detection: { threshold: 0.5 } } } },
      },
      "missing_required_parameter",
      "session.audio.input.turn_detection.type",
    ],
    [
      "a number as text",
      {
        type: "session.update",
        session: {
          type: "realtime",
          audio: { input: { turn_detection: { type: "server_vad", silence_duration_ms: "500" } } },
        },
      },
      "invalid_type",
      "session.audio.input.turn_detection.silence_duration_ms",
    ],
    [
      "an idle timeout that is too short",
      {
        type: "session.update",
        session: {
          type: "realtime",
          audio: { input: { turn_detection: { type: "server_vad", idle_timeout_ms: 1000 } } },
        },
      },
      "invalid_value",
      "session.audio.input.turn_detection.idle_timeout_ms",
    ],
    [
      "a chat tool",
      { type: "session.update", session: { type: "realtime", tools: [{ type: "function", function: { name: "x" } }] } },
      "unknown_parameter",
      "session.tools[0].function",
    ],
    [
      "a tool without a name",
      { type: "session.update", session: { type: "realtime", tools: [{ type: "function" }] } },
      "missing_required_parameter",
      "session.tools[0].name",
    ],
    [
      "an id that is too long",
      { type: "conversation.item.create", item: { id: "i".repeat(33), type: "message", role: "user", content: [] } },
      "invalid_value",
      "item.id",
    ],
    [
      "the beta's text part",
      {
        type: "conversation.item.create",
        item: { type: "message", role: "assistant", content: [{ type: "text", text: "x" }] },
      },
      "invalid_value",
      "item.content[0].type",
    ],
  ])("refuse %s", (_name, event, code, param) => {
    expect(errorOf(event)).toMatchObject({ type: "invalid_request_error", code, param });
  });

  it("refuse what is not JSON, and keep the id of an event they refuse", () => {
    expect(parseClientEvent("{")).toMatchObject({ ok: false, error: { code: "invalid_json" } });
    expect(parseClientEvent('{"type":"x","event_id":"mine"}')).toMatchObject({ ok: false, eventId: "mine" });
  });

  it("accept a whole session", () => {
    const input = { format: pcmu, noise_reduction: { type: "far_field" }, transcription: null, turn_detection: null };
    const session = {
      type: "realtime",
      model: "gpt-realtime-2.1",
      output_modalities: ["audio"],
      instructions: "עברית",
      audio: { input, output: { format: pcmu, voice: "cedar", speed: 1.1 } },
      tools: [{ type: "function", name: "end_call", description: "x", parameters: { type: "object" } }],
      tool_choice: "auto",
      max_output_tokens: 1024,
      truncation: { type: "retention_ratio", retention_ratio: 0.8 },
    };
    expect(errorOf({ type: "session.update", session })).toBeUndefined();
  });
});
