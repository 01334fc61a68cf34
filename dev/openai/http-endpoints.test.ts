import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";

let standIn: OpenAiStandIn;
let openai: OpenAI;
beforeAll(async () => {
  standIn = await startOpenAiStandIn();
  openai = new OpenAI({ apiKey: "sk-test", baseURL: standIn.url, maxRetries: 0 });
});
afterAll(() => standIn.close());

const schema = {
  type: "object",
  properties: {
    summary: { type: "string" },
    nextAction: { type: "string" },
    outcome: { type: "string", enum: ["no_details", "lead_saved", "other"] },
    tags: { type: "array" },
  },
};
const transcript = "עוזר: על איזה שם לשמור?\nמתקשרת: קוראים לי דנה לוי.";

describe("the HTTP endpoints", () => {
  it("summarise a call through the Responses API", async () => {
    const response = await openai.responses.create({
      model: "gpt-test",
      instructions: "סכם את השיחה",
      input: transcript,
      text: { format: { type: "json_schema", name: "summary", schema, strict: true } },
    });
    const answer = JSON.parse(response.output_text) as Record<string, unknown>;
    expect(answer).toMatchObject({ outcome: "lead_saved", tags: [] });
    expect(answer["summary"]).toContain("דנה לוי");
    expect(response.usage?.output_tokens).toBeGreaterThan(0);
  });

  it("summarise a call through chat completions, also one with nobody on the line", async () => {
    const completion = await openai.chat.completions.create({
      model: "gpt-test",
      messages: [{ role: "user", content: "עוזר: אתם איתי על הקו?" }],
      response_format: { type: "json_schema", json_schema: { name: "summary", schema } },
    });
    const answer = JSON.parse(completion.choices[0]?.message.content ?? "") as unknown;
    expect(answer).toMatchObject({ outcome: "no_details", summary: "המתקשר לא השאיר פרטים." });
  });

  it("write, embed, transcribe and speak", async () => {
    const chat = await openai.chat.completions.create({
      model: "gpt-test",
      messages: [{ role: "user", content: "אפשר לקבוע ביקור?" }],
    });
    expect(chat.choices[0]?.message.content).toContain("באיזה יום");
    const embeddings = await openai.embeddings.create({ model: "text-embedding-3-small", input: ["שלום", "להתראות"] });
    expect(embeddings.data).toHaveLength(2);
    const file = new File([new Uint8Array(800)], "call.wav");
    const heard = await openai.audio.transcriptions.create({ model: "gpt-transcribe", file });
    expect(heard.text).toContain("דירת");
    const speech = await openai.audio.speech.create({
      model: "gpt-tts",
      voice: "cedar",
      input: "רגע, בודק.",
      response_format: "pcm",
    });
    expect((await speech.arrayBuffer()).byteLength).toBeGreaterThan(24_000);
  });
});
