import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadClip } from "../speech/clips.ts";
import type { AssistantClipId, CallerClipId } from "../speech/lines.ts";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";
import { connectConfigured, testSession, type TestClient } from "./test-client.ts";

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await startOpenAiStandIn({ pace: "burst", firstAudioMs: 0, transcriptionMs: 0 });
});
afterEach(() => {
  expect(standIn.control.violations).toEqual([]);
  standIn.control.reset();
});
afterAll(() => standIn.close());

const textOf = (id: AssistantClipId | CallerClipId) => loadClip(id).text;

async function says(client: TestClient, expected: string) {
  expect((await client.next("response.output_audio_transcript.done")).transcript).toBe(expected);
  await client.next("response.done");
}

function answerCall(client: TestClient, call_id: string, output: object) {
  client.send({
    type: "conversation.item.create",
    item: { type: "function_call_output", call_id, output: JSON.stringify(output) },
  });
  client.send({ type: "response.create" });
}

describe("the table of answers", () => {
  it("leads the buyer's call from the greeting to the goodbye", async () => {
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    await says(client, textOf("greeting-carmel"));
    client.speak(loadClip("buyer-looking").audio);
    await says(client, textOf("buyer-ask-budget"));
    client.speak(loadClip("buyer-budget").audio);
    await says(client, textOf("buyer-ask-name"));
    client.speak(loadClip("buyer-name").audio);
    const call = await client.next("response.function_call_arguments.done");
    expect(call.name).toBe("save_lead");
    expect(JSON.parse(call.arguments)).toMatchObject({
      name: "דנה לוי",
      deal_type: "buy",
      rooms: 4,
      budget: 2_500_000,
    });
    const { response } = await client.next("response.done");
    expect(response.output).toMatchObject([
      { type: "function_call", name: "save_lead", call_id: call.call_id, status: "completed" },
    ]);
    answerCall(client, call.call_id, { ok: true });
    await says(client, textOf("buyer-saved"));
    client.speak(loadClip("buyer-thanks").audio);
    const last = await client.next("response.done");
    expect(last.response.output).toMatchObject([
      { type: "message", content: [{ type: "output_audio", transcript: textOf("buyer-goodbye") }] },
      { type: "function_call", name: "end_call" },
    ]);
  });

  it("says so when the lead could not be saved", async () => {
    const client = await connectConfigured(standIn.url);
    client.speak(loadClip("buyer-name").audio);
    const { call_id } = await client.next("response.function_call_arguments.done");
    await client.next("response.done");
    answerCall(client, call_id, { ok: false });
    await says(client, textOf("generic-not-saved"));
  });

  it("calls only tools that the session has", async () => {
    const client = await connectConfigured(standIn.url, { tools: [] });
    client.speak(loadClip("buyer-name").audio);
    await says(client, textOf("buyer-saved"));
    client.speak(loadClip("buyer-thanks").audio);
    await says(client, textOf("buyer-goodbye"));
    expect(client.events.some(({ type }) => type.includes("function_call"))).toBe(false);
  });

  it("continues a call from the written history after a reconnect", async () => {
    const client = await connectConfigured(standIn.url);
    const item = {
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: textOf("openai-drops-details") }],
    };
    client.send({ type: "conversation.item.create", item });
    // The order may stand in the response or, as the product has it, in a note before it.
    const order = "השיחה נותקה לרגע. התנצל בקצרה והמשך, בלי לברך שוב.";
    client.send({ type: "response.create", response: { instructions: order } });
    await says(client, `${textOf("generic-reattach")} ${textOf("openai-drops-ask-name")}`);
    const history = {
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: textOf("openai-drops-details") }],
    };
    const note = { type: "message", role: "system", content: [{ type: "input_text", text: order }] };
    for (const item of [history, note]) client.send({ type: "conversation.item.create", item });
    client.send({ type: "response.create" });
    await says(client, `${textOf("generic-reattach")} ${textOf("openai-drops-ask-name")}`);
    client.speak(loadClip("openai-drops-name").audio);
    const call = await client.next("response.function_call_arguments.done");
    await client.next("response.done");
    answerCall(client, call.call_id, { ok: true });
    await says(client, textOf("openai-drops-saved"));
  });

  it.each([
    ["the words it is given", "אמור בדיוק: «רק בדיקה.»", "רק בדיקה."],
    ["a greeting", "פתח את השיחה בברכה", textOf("greeting-carmel")],
    ["a question after silence", "המתקשר שותק. שאל אם הוא עדיין כאן.", textOf("silent-reprompt")],
    ["a farewell", "המתקשר שותק. היפרד לשלום וסיים את השיחה.", textOf("silent-goodbye")],
    ["an apology", "החיבור התנתק, המשך מאיפה שעצרת.", textOf("generic-reattach")],
  ])("says %s when asked to", async (_name, instructions, expected) => {
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create", response: { instructions } });
    await says(client, expected);
  });

  it("greets in the name of the business", async () => {
    const client = await connectConfigured(standIn.url, { instructions: "אתה העוזר הקולי של בית וגן נכסים" });
    client.send({ type: "response.create" });
    await says(client, textOf("greeting-bayit"));
  });

  it("writes instead of speaking when asked for text", async () => {
    const client = await connectConfigured(standIn.url, {
      output_modalities: ["text"],
      instructions: testSession.instructions,
    });
    client.send({ type: "response.create" });
    expect((await client.next("response.output_text.done")).text).toBe(textOf("greeting-carmel"));
    expect((await client.next("response.done")).response.output).toMatchObject([
      { content: [{ type: "output_text" }] },
    ]);
  });
});
