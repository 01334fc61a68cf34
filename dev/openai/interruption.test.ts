import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadClip } from "../speech/clips.ts";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";
import { connectConfigured, testSession, type TestClient } from "./test-client.ts";

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await startOpenAiStandIn({ pace: "realtime", firstAudioMs: 0, transcriptionMs: 0 });
});
afterEach(() => {
  expect(standIn.control.violations).toEqual([]);
  standIn.control.reset();
});
afterAll(() => standIn.close());

/** The caller asked something and the long answer is being spoken. */
async function longAnswer(client: TestClient) {
  client.speak(loadClip("interrupter-question").audio);
  const { item_id } = await client.next("response.output_audio.delta");
  await client.next("response.output_audio.delta");
  return item_id;
}

describe("an interruption", () => {
  it("ends the response where it is, and what was made of it can be truncated", async () => {
    const client = await connectConfigured(standIn.url);
    const itemId = await longAnswer(client);
    client.speak(loadClip("interrupter-cut-one").audio);
    const { response } = await client.next("response.done");
    expect(response).toMatchObject({
      status: "cancelled",
      status_details: { type: "cancelled", reason: "turn_detected" },
      output: [{ id: itemId, status: "incomplete" }],
    });
    const order = client.events.map(({ type }) => type);
    expect(order.lastIndexOf("input_audio_buffer.speech_started")).toBeLessThan(order.indexOf("response.done"));

    const audioMs = client.events.reduce(
      (sum, event) =>
        event.type === "response.output_audio.delta" && event.item_id === itemId
          ? sum + Buffer.from(event.delta, "base64").length / 8
          : sum,
      0,
    );
    const item = () => standIn.control.state().sessions[0]?.items.find(({ id }) => id === itemId);
    expect(item()?.audioMs).toBe(audioMs);
    expect(audioMs).toBeLessThan(loadClip("interrupter-long-one").audio.length / 8);
    client.send({ type: "conversation.item.truncate", item_id: itemId, content_index: 0, audio_end_ms: audioMs - 40 });
    await client.next("conversation.item.truncated");
    expect(item()?.truncatedAtMs).toBe(audioMs - 40);
  });

  it("goes on to the second answer, and the second interruption gets a short one", async () => {
    const client = await connectConfigured(standIn.url);
    await longAnswer(client);
    client.speak(loadClip("interrupter-cut-one").audio);
    await client.next("response.done");
    client.speak(loadClip("interrupter-cut-two").audio);
    expect((await client.next("response.done")).response.status).toBe("cancelled");
    await client.next("response.created");
    await client.next("response.created");
    const third = await client.next("response.created");
    client.send({ type: "response.cancel", response_id: third.response.id ?? "" });
    expect((await client.next("response.done")).response.status_details).toMatchObject({ reason: "client_cancelled" });
    expect(standIn.control.state().sessions[0]?.heard).toEqual([
      "interrupter-question",
      "interrupter-cut-one",
      "interrupter-cut-two",
    ]);
  });

  it("does not stop the response when the session says so; the answer waits for its end", async () => {
    standIn.control.options = { ...standIn.control.options, pace: "fast" };
    const turn_detection = { type: "server_vad", interrupt_response: false };
    const input = { ...testSession.audio.input, turn_detection };
    const client = await connectConfigured(standIn.url, { audio: { ...testSession.audio, input } });
    client.send({ type: "response.create", response: { instructions: "אמור «רגע, בודק.»" } });
    await client.next("response.output_audio.delta");
    client.speak(loadClip("buyer-looking").audio, 1000);
    expect((await client.next("response.done")).response.status).toBe("completed");
    await client.next("response.output_audio_transcript.done");
    await client.next("response.created");
    await client.next("response.created");
    expect((await client.next("response.output_audio_transcript.delta")).delta).toBe("רגע, ");
  });

  it("sends audio at the speed it was told", async () => {
    const client = await connectConfigured(standIn.url);
    const begun = performance.now();
    client.send({ type: "response.create", response: { instructions: "אמור «רגע, בודק.»" } });
    await client.next("response.done");
    // The clip lasts 0.7 s.
    expect(performance.now() - begun).toBeGreaterThan(550);
  });
});
