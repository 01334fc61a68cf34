/**
 * Everything of OpenAI's API that is not Realtime (responses, chat, embeddings, transcription,
 * speech): aimock answers it, on a port of its own behind the stand-in's.
 */
import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import { LLMock, type ChatCompletionRequest } from "@copilotkit/aimock";
import { z } from "zod";
import { speakText } from "../speech/clips.ts";
import { decodeMulaw } from "../../core/contract/mulaw.ts";
import { schemaOf } from "./json-schema.ts";
import { textTokens } from "./usage.ts";
import { structuredAnswer, textAnswer } from "./written-answers.ts";

export interface HttpEndpoints {
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void;
  close(): Promise<void>;
}

export async function startHttpEndpoints(): Promise<HttpEndpoints> {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent", journalMaxEntries: 100 });
  mock.on({ endpoint: "chat" }, (req) => {
    const schema = schemaOf(req.response_format);
    const said = req.messages.map(({ content }) => textOf(content)).join("\n");
    const content = schema ? JSON.stringify(structuredAnswer(schema, said)) : textAnswer(lastUserText(req));
    const input = textTokens(said + JSON.stringify(req.tools ?? ""));
    const output = textTokens(content);
    // Chat and responses name the same two numbers differently.
    const usage = { prompt_tokens: input, completion_tokens: output, input_tokens: input, output_tokens: output };
    return { content, usage };
  });
  mock.onTranscription({ transcription: { text: "שלום, אני מחפשת דירת ארבעה חדרים לקנייה." } });
  mock.on({ endpoint: "speech" }, (req) => ({
    audio: pcm24k(speakText(lastUserText(req) || "שלום")).toString("base64"),
    format: "pcm",
  }));
  await mock.start();
  const port = Number(new URL(mock.url).port);
  return {
    handle(incoming, outgoing) {
      void pass(incoming, outgoing, port).catch(() => {
        if (!outgoing.headersSent) outgoing.writeHead(502);
        outgoing.end();
      });
    },
    close: () => mock.stop(),
  };
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): Promise<void> {
  const { method, url, headers } = incoming;
  const rewritten = url === "/v1/responses" && method === "POST" ? readable(await readText(incoming)) : undefined;
  const { "transfer-encoding": _chunked, "content-length": _length, ...others } = headers;
  const sent =
    rewritten === undefined ? headers : { ...others, "content-length": String(Buffer.byteLength(rewritten)) };
  const inner = request({ host: "127.0.0.1", port, method, path: url, headers: sent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  inner.on("error", () => outgoing.destroy());
  if (rewritten === undefined) incoming.pipe(inner);
  else inner.end(rewritten);
}

/** aimock reads neither the Responses API's `text.format` nor an `input` that is a plain string. */
function readable(body: string): string {
  const asked = responsesBody.safeParse(parseJson(body)).data;
  if (!asked) return body;
  const input = typeof asked.input === "string" ? [{ role: "user", content: asked.input }] : asked.input;
  return JSON.stringify({ ...asked, input, response_format: asked.text?.format });
}

const responsesBody = z.looseObject({
  input: z.unknown(),
  text: z.looseObject({ format: z.unknown() }).optional(),
});

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function lastUserText(req: ChatCompletionRequest): string {
  return textOf(req.messages.findLast((message) => message.role === "user")?.content);
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: unknown) => (typeof part === "object" && part !== null && "text" in part ? String(part.text) : ""))
    .join(" ");
}

/** The speech endpoint speaks 24 kHz linear: each telephone sample three times. */
function pcm24k(mulaw: Uint8Array): Buffer {
  const samples = decodeMulaw(mulaw);
  const out = Buffer.alloc(samples.length * 6);
  samples.forEach((sample, i) => {
    for (const at of [0, 2, 4]) out.writeInt16LE(sample, i * 6 + at);
  });
  return out;
}
