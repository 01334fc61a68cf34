/** A call's summary by the text model, through the Responses API with a schema. */
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { callSummaryFormat, summaryInstructions, type CallSummaryText } from "../../../core/assistant/summary.ts";
import type { OpenAiAccess } from "./access.ts";

/** A queue job may wait, but not for ever; the SDK retries 429 and 5xx by itself, with pauses. */
const TIMEOUT_MS = 30_000;

export async function summarise(config: OpenAiAccess, model: string, transcript: string): Promise<CallSummaryText> {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    timeout: TIMEOUT_MS,
    maxRetries: 2,
  });
  const response = await client.responses.parse({
    model,
    instructions: summaryInstructions,
    input: transcript,
    text: { format: zodTextFormat(callSummaryFormat, "call_summary") },
  });
  if (!response.output_parsed) throw new Error("the text model gave no summary");
  return response.output_parsed;
}
