import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadClip } from "../speech/clips.ts";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";
import { connect, connectConfigured, testSession, type TestClient } from "./test-client.ts";

const KEY = { authorization: "Bearer sk-test" };
const BETA = { ...KEY, "openai-beta": "realtime=v1" };

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await startOpenAiStandIn({ pace: "burst", firstAudioMs: 0, transcriptionMs: 0 });
});
afterEach(() => standIn.control.reset());
afterAll(() => standIn.close());

async function refusal(client: TestClient, event: Record<string, unknown>) {
  client.send({ ...event, event_id: "mine" });
  const { error } = await client.next("error");
  expect(error.event_id).toBe("mine");
  expect(standIn.control.violations.at(-1)).toMatchObject({
    code: error.code,
    eventId: "mine",
    eventType: event["type"],
  });
  return error;
}

/** A finished spoken item and its length. */
async function spokenItem(client: TestClient) {
  client.send({ type: "response.create", response: { instructions: "אמור «שלום לכם, מה שלומכם היום?»" } });
  const { item } = await client.next("response.output_item.done");
  await client.next("response.done");
  const audioMs = standIn.control.state().sessions[0]?.items.find(({ id }) => id === item.id)?.audioMs ?? 0;
  return { id: item.id ?? "", audioMs };
}

describe("what the real service refuses", () => {
  it("audio before the session is configured, and audio that is not base64", async () => {
    const client = await connect(standIn.url);
    await client.next("session.created");
    expect(await refusal(client, { type: "input_audio_buffer.append", audio: "/////w==" })).toMatchObject({
      code: "session_not_configured",
    });
    client.send({ type: "session.update", session: testSession });
    await client.next("session.updated");
    const error = await refusal(client, { type: "input_audio_buffer.append", audio: "not base64!" });
    expect(error).toMatchObject({ code: "invalid_value", param: "audio" });
  });

  it("a second response while one is active", async () => {
    standIn.control.options = { ...standIn.control.options, pace: "realtime" };
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    const { response } = await client.next("response.created");
    const error = await refusal(client, { type: "response.create" });
    expect(error).toMatchObject({
      type: "invalid_request_error",
      code: "conversation_already_has_active_response",
      message: `Conversation already has an active response in progress: ${response.id}. Wait until the response is finished before creating a new one.`,
    });
    client.send({ type: "response.create", response: { conversation: "none", instructions: "אמור «בצד»" } });
    const aside = await client.next("response.created");
    expect(aside.response.conversation_id).toBeNull();
  });

  it("a cancel with nothing to cancel", async () => {
    const client = await connectConfigured(standIn.url);
    expect(await refusal(client, { type: "response.cancel" })).toMatchObject({ code: "response_cancel_not_active" });
  });

  it("truncating at nothing, past the end, or what the model did not speak", async () => {
    const client = await connectConfigured(standIn.url);
    const { id, audioMs } = await spokenItem(client);
    const truncate = (item_id: string, audio_end_ms: number) =>
      refusal(client, { type: "conversation.item.truncate", item_id, content_index: 0, audio_end_ms });
    const notModelAudio = "Only model output audio messages can be truncated";
    expect((await truncate(id, 0)).message).toBe(notModelAudio);
    expect((await truncate(id, -20)).code).toBe("integer_below_min_value");
    expect((await truncate(id, audioMs + 1)).message).toBe(
      `Audio content of ${audioMs}ms is already shorter than ${audioMs + 1}ms`,
    );
    expect((await truncate("item_unknown", 100)).code).toBe("item_truncate_invalid_item_id");

    for (const role of ["user", "assistant"] as const) {
      const type = role === "user" ? "input_text" : "output_text";
      client.send({
        type: "conversation.item.create",
        item: { id: role, type: "message", role, content: [{ type, text: "שלום" }] },
      });
      expect((await truncate(role, 100)).message).toBe(notModelAudio);
    }

    client.send({ type: "conversation.item.truncate", item_id: id, content_index: 0, audio_end_ms: 600 });
    expect(await client.next("conversation.item.truncated")).toMatchObject({ item_id: id, audio_end_ms: 600 });
    expect((await truncate(id, 601)).message).toBe("Audio content of 600ms is already shorter than 601ms");
  });

  it("items that are not there, and results of calls that were not made", async () => {
    const client = await connectConfigured(standIn.url);
    expect((await refusal(client, { type: "conversation.item.delete", item_id: "x" })).code).toBe(
      "item_delete_invalid_item_id",
    );
    expect((await refusal(client, { type: "conversation.item.retrieve", item_id: "x" })).code).toBe(
      "item_retrieve_invalid_item_id",
    );
    const item = { type: "function_call_output", call_id: "call_x", output: "{}" };
    expect((await refusal(client, { type: "conversation.item.create", item })).code).toBe("invalid_tool_call_id");
  });

  it("another voice once the caller has heard one, and another model", async () => {
    const client = await connectConfigured(standIn.url);
    const update = (voice: string) => ({
      type: "session.update",
      session: { type: "realtime", audio: { output: { voice } } },
    });
    client.send(update("ash"));
    await client.next("session.updated");
    await spokenItem(client);
    expect((await refusal(client, update("cedar"))).code).toBe("cannot_update_voice");
    const other = { type: "session.update", session: { type: "realtime", model: "gpt-realtime-mini" } };
    expect((await refusal(client, other)).param).toBe("session.model");
  });

  it("committing an empty buffer, and frames that are no events", async () => {
    const client = await connectConfigured(standIn.url);
    expect((await refusal(client, { type: "input_audio_buffer.commit" })).code).toBe("input_audio_buffer_commit_empty");
    client.sendRaw("not json");
    expect((await client.next("error")).error.code).toBe("invalid_json");
    expect(standIn.control.violations).toHaveLength(2);
  });

  it.each([
    ["without a key", {}, "gpt-realtime-2.1", 3000, "invalid_request_error"],
    ["with the beta's header", BETA, "gpt-realtime-2.1", 4000, "invalid_request_error.beta_api_shape_disabled"],
    ["without a model", KEY, "", 4000, "invalid_request_error.missing_model"],
  ])("connections %s: accepted, told why, and closed", async (_, headers, model, code, reason) => {
    const client = await connect(standIn.url, model, headers);
    expect(await client.ending).toEqual({ code, reason });
    expect(client.events).toMatchObject([{ type: "error", error: { type: "invalid_request_error" } }]);
  });

  it("another path", async () => {
    await expect(connect(standIn.url.replace("/v1", "/v2"))).rejects.toThrow("404");
  });

  it("binary frames", async () => {
    const client = await connect(standIn.url);
    client.sendRaw(Uint8Array.of(1, 2, 3));
    expect((await client.next("error")).error.code).toBe("invalid_event");
  });
});

describe("a session", () => {
  it("reports what was set, with the defaults around it", async () => {
    const client = await connect(standIn.url, "gpt-realtime-mini");
    const created = await client.next("session.created");
    expect(created.session).toMatchObject({
      type: "realtime",
      model: "gpt-realtime-mini",
      output_modalities: ["audio"],
    });
    client.send({ type: "session.update", session: testSession });
    const { session } = await client.next("session.updated");
    expect(session).toMatchObject({
      audio: {
        input: {
          turn_detection: { type: "server_vad", threshold: 0.5, silence_duration_ms: 400, create_response: true },
        },
      },
    });
  });

  it("deletes, retrieves and orders items", async () => {
    const client = await connectConfigured(standIn.url);
    const message = (id: string) => ({
      id,
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: id }],
    });
    client.send({ type: "conversation.item.create", item: message("one") });
    client.send({ type: "conversation.item.create", item: message("zero"), previous_item_id: "root" });
    client.send({ type: "conversation.item.create", item: message("half"), previous_item_id: "zero" });
    expect((await client.next("conversation.item.added")).previous_item_id).toBeNull();
    expect((await client.next("conversation.item.added")).previous_item_id).toBeNull();
    expect((await client.next("conversation.item.added")).previous_item_id).toBe("zero");
    client.send({ type: "conversation.item.delete", item_id: "half" });
    expect((await client.next("conversation.item.deleted")).item_id).toBe("half");
    client.send({ type: "conversation.item.retrieve", item_id: "one" });
    expect((await client.next("conversation.item.retrieved")).item).toMatchObject({ id: "one", role: "user" });
    expect(standIn.control.state().sessions[0]?.items.map(({ id }) => id)).toEqual(["zero", "one"]);
  });

  it("commits by hand where nobody detects turns", async () => {
    const input = { ...testSession.audio.input, turn_detection: null };
    const client = await connectConfigured(standIn.url, { audio: { ...testSession.audio, input } });
    client.speak(loadClip("buyer-name").audio, 0);
    client.send({ type: "input_audio_buffer.commit" });
    await client.next("input_audio_buffer.committed");
    expect((await client.next("conversation.item.input_audio_transcription.completed")).transcript).toBe(
      "קוראים לי דנה לוי.",
    );
    expect(client.events.some(({ type }) => type.startsWith("response."))).toBe(false);
  });
});
