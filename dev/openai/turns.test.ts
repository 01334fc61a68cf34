import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { allClips, loadClip, speakText } from "../speech/clips.ts";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";
import { connectConfigured, testSession } from "./test-client.ts";

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await startOpenAiStandIn({ pace: "burst", firstAudioMs: 0, transcriptionMs: 0 });
});
afterEach(() => {
  expect(standIn.control.violations).toEqual([]);
  standIn.control.reset();
});
afterAll(() => standIn.close());

const withInput = (input: object) => ({
  audio: { ...testSession.audio, input: { ...testSession.audio.input, ...input } },
});
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe("the caller's turns", () => {
  it.each(allClips().filter((clip) => clip.voice === "caller"))(
    "hears $id as one turn",
    async ({ id, text, audio }) => {
      const client = await connectConfigured(standIn.url);
      client.silence(500);
      client.speak(audio);
      const started = await client.next("input_audio_buffer.speech_started");
      const stopped = await client.next("input_audio_buffer.speech_stopped");
      const committed = await client.next("input_audio_buffer.committed");
      expect(stopped.item_id).toBe(started.item_id);
      expect(committed.item_id).toBe(started.item_id);
      // The words begin after 500 ms; the padding of 300 ms is part of the turn.
      expect(started.audio_start_ms).toBeGreaterThanOrEqual(140);
      expect(started.audio_start_ms).toBeLessThanOrEqual(360);
      expect(Math.abs(stopped.audio_end_ms - 500 - audio.length / 8 - 400)).toBeLessThan(250);
      const completed = await client.next("conversation.item.input_audio_transcription.completed");
      expect(completed).toMatchObject({ item_id: started.item_id, transcript: text, usage: { type: "tokens" } });
      expect(standIn.control.state().sessions[0]?.heard).toEqual([id]);
      expect(types(client.events).filter((type) => type === "input_audio_buffer.speech_started")).toHaveLength(1);
    },
  );

  it("answers before the transcript is there, with the events in the service's order", async () => {
    const client = await connectConfigured(standIn.url);
    client.speak(loadClip("buyer-looking").audio);
    await client.next("conversation.item.input_audio_transcription.completed");
    const order = types(client.events).filter((type, i, all) => all.indexOf(type) === i && !type.startsWith("session"));
    expect(order).toEqual([
      "input_audio_buffer.speech_started",
      "input_audio_buffer.speech_stopped",
      "input_audio_buffer.committed",
      "conversation.item.added",
      "conversation.item.done",
      "response.created",
      "rate_limits.updated",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_audio_transcript.delta",
      "response.output_audio.delta",
      "response.output_audio.done",
      "response.output_audio_transcript.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.done",
      "conversation.item.input_audio_transcription.delta",
      "conversation.item.input_audio_transcription.completed",
    ]);
  });

  it("asks again for words it does not know, and transcribes only when asked to", async () => {
    const client = await connectConfigured(standIn.url, withInput({ transcription: null }));
    client.speak(speakText("משפט שאיש לא אמר עד היום, ואין לו פירוש."));
    const { transcript } = await client.next("response.output_audio_transcript.done");
    expect(transcript).toBe(loadClip("generic-repeat").text);
    await client.next("response.done");
    expect(types(client.events).some((type) => type.includes("transcription"))).toBe(false);
  });

  it("leaves the answer to the client when told so", async () => {
    const turn_detection = { type: "server_vad", create_response: false };
    const client = await connectConfigured(standIn.url, withInput({ turn_detection }));
    client.speak(loadClip("buyer-looking").audio, 1000);
    await client.next("conversation.item.input_audio_transcription.completed");
    expect(types(client.events)).not.toContain("response.created");
    client.send({ type: "response.create" });
    expect((await client.next("response.output_audio_transcript.done")).transcript).toBe(
      loadClip("buyer-ask-budget").text,
    );
  });

  it("takes semantic detection too", async () => {
    const client = await connectConfigured(
      standIn.url,
      withInput({ turn_detection: { type: "semantic_vad", eagerness: "high" } }),
    );
    client.speak(loadClip("buyer-name").audio);
    expect((await client.next("conversation.item.input_audio_transcription.completed")).transcript).toContain("דנה");
  });

  it("speaks up after a silence, and says goodbye after the next", async () => {
    const turn_detection = { type: "server_vad", idle_timeout_ms: 5000 };
    const client = await connectConfigured(standIn.url, withInput({ turn_detection }));
    client.send({ type: "response.create" });
    await client.next("response.done");
    const spoken = standIn.control.state().sessions[0]?.audioOutMs ?? 0;
    client.silence(spoken + 4800);
    client.send({ type: "conversation.item.retrieve", item_id: standIn.control.state().sessions[0]?.items[0]?.id });
    await client.next("conversation.item.retrieved");
    expect(types(client.events)).not.toContain("input_audio_buffer.timeout_triggered");
    client.silence(400);
    const timeout = await client.next("input_audio_buffer.timeout_triggered");
    expect(timeout.audio_end_ms - timeout.audio_start_ms).toBe(5000);
    expect((await client.next("input_audio_buffer.committed")).item_id).toBe(timeout.item_id);
    await client.next("response.output_audio_transcript.done");
    expect((await client.next("response.output_audio_transcript.done")).transcript).toBe(
      loadClip("silent-reprompt").text,
    );
    await client.next("response.done");
    client.silence(7000);
    expect((await client.next("response.output_audio_transcript.done")).transcript).toBe(
      loadClip("silent-goodbye").text,
    );
    expect((await client.next("response.function_call_arguments.done")).name).toBe("end_call");
  });

  it("counts the tokens of what it hears and says", async () => {
    const client = await connectConfigured(standIn.url);
    client.speak(loadClip("buyer-looking").audio);
    const { response } = await client.next("response.done");
    const { usage } = response;
    expect(usage?.input_token_details?.audio_tokens).toBeGreaterThan(loadClip("buyer-looking").audio.length / 800);
    expect(usage?.output_token_details?.audio_tokens).toBe(Math.ceil(loadClip("buyer-ask-budget").audio.length / 400));
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
    client.send({ type: "response.create" });
    const second = (await client.next("response.done")).response;
    expect(second.usage?.input_token_details?.cached_tokens).toBeGreaterThan(0);
  });

  it("keeps many sessions apart", async () => {
    const ids = ["buyer-looking", "interrupter-cut-two", "openai-drops-details", "buyer-thanks"] as const;
    const transcripts = await Promise.all(
      Array.from({ length: 24 }, async (_, i) => {
        const id = ids[i % ids.length] ?? "buyer-looking";
        const client = await connectConfigured(standIn.url);
        client.speak(loadClip(id).audio);
        const { transcript } = await client.next("conversation.item.input_audio_transcription.completed");
        return transcript === loadClip(id).text;
      }),
    );
    expect(transcripts.every(Boolean)).toBe(true);
  });
});
