/**
 * A clip spoken by the speech endpoint, as the telephone takes it. Its voices are those of the realtime models, so a
 * clip and the talk around it are one speaker (`voice` in openai's types of both).
 */
import OpenAI from "openai";
import { HOW_TO_SPEAK } from "../../../core/assistant/clips.ts";
import { telephoneAudio } from "../../../core/contract/mulaw.ts";
import type { OpenAiAccess } from "./access.ts";

const TIMEOUT_MS = 30_000;
/** A clip that is longer than this is not one: half a minute of 24 kHz linear audio. */
const MOST_BYTES = 30 * 48_000;
/** A piece of a clip: 300 ms, a multiple of three bytes, so that each is base64 without padding. */
const PIECE_BYTES = 2_400;

/** Base64 mu-law pieces. Throws what the SDK throws, which retries 429 and 5xx by itself. */
export async function speak(
  config: OpenAiAccess,
  { model, voice, text }: { model: string; voice: string; text: string },
): Promise<string[]> {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    timeout: TIMEOUT_MS,
    maxRetries: 2,
  });
  const response = await client.audio.speech.create({
    model,
    voice,
    input: text,
    instructions: HOW_TO_SPEAK,
    // Without a header: 24 kHz, 16 bits, little-endian.
    response_format: "pcm",
  });
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength < 2 || bytes.byteLength > MOST_BYTES) throw new Error(`a clip of ${bytes.byteLength} bytes`);
  const audio = telephoneAudio(new Int16Array(bytes.slice(0, bytes.byteLength - (bytes.byteLength % 2))));
  const pieces: string[] = [];
  for (let at = 0; at < audio.length; at += PIECE_BYTES)
    pieces.push(btoa(String.fromCharCode(...audio.subarray(at, at + PIECE_BYTES))));
  return pieces;
}
