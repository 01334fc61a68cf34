/**
 * A text spoken by the speech endpoint. Its voices are those of the realtime models, so a clip and the talk around it are
 * one speaker (`voice` in openai's types of both).
 */
import OpenAI from "openai";
import { HOW_TO_SPEAK } from "../../../core/assistant/clips.ts";
import type { FailureCode } from "../../../core/calls/failure.ts";
import { telephoneAudio } from "../../../core/contract/mulaw.ts";
import { failureOfStatus } from "../../../core/realtime/refusals.ts";
import type { OpenAiAccess } from "./access.ts";

export type Spoken = { model: string; voice: string; text: string };

/** 24 kHz, 16 bits, little-endian, without a header. */
const FORMAT = "pcm";
export const SPOKEN_RATE = 24_000;
/** A clip that is longer than this is not one: a minute. */
const MOST_BYTES = 60 * SPOKEN_RATE * 2;
/** A piece of a clip: 300 ms, a multiple of three bytes, so that each is base64 without padding. */
const PIECE_BYTES = 2_400;

/** A job of the queue waits; a person in front of a button does not, and can press it again. */
const PATIENCE = {
  job: { timeout: 30_000, maxRetries: 2 },
  person: { timeout: 15_000, maxRetries: 0 },
} as const;

async function linearAudio(
  config: OpenAiAccess,
  { model, voice, text }: Spoken,
  who: keyof typeof PATIENCE,
): Promise<Uint8Array<ArrayBuffer>> {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    ...PATIENCE[who],
  });
  const response = await client.audio.speech.create({
    model,
    voice,
    input: text,
    instructions: HOW_TO_SPEAK,
    response_format: FORMAT,
  });
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength < 2 || bytes.byteLength > MOST_BYTES) throw new Error(`a clip of ${bytes.byteLength} bytes`);
  return new Uint8Array(bytes, 0, bytes.byteLength - (bytes.byteLength % 2));
}

/** As the telephone takes it: base64 mu-law pieces. Throws what the SDK throws, which retries 429 and 5xx by itself. */
export async function speak(config: OpenAiAccess, spoken: Spoken): Promise<string[]> {
  const linear = await linearAudio(config, spoken, "job");
  const audio = telephoneAudio(new Int16Array(linear.buffer, 0, linear.byteLength / 2));
  const pieces: string[] = [];
  for (let at = 0; at < audio.length; at += PIECE_BYTES)
    pieces.push(btoa(String.fromCharCode(...audio.subarray(at, at + PIECE_BYTES))));
  return pieces;
}

/** Why somebody who wanted to hear something does not; the reason is for the log. */
export class NotSpoken extends Error {
  readonly failure: FailureCode;

  constructor(failure: FailureCode, cause: unknown) {
    super("nothing was spoken", { cause });
    this.name = "NotSpoken";
    this.failure = failure;
  }
}

/** For somebody who waits to hear it: linear audio at `SPOKEN_RATE`. Throws `NotSpoken`. */
export async function speakNow(config: OpenAiAccess, spoken: Spoken): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await linearAudio(config, spoken, "person");
  } catch (cause) {
    throw new NotSpoken(failureOf(cause), cause);
  }
}

function failureOf(cause: unknown): FailureCode {
  if (!(cause instanceof OpenAI.APIError) || cause.status === undefined) return "openai_unreachable";
  return failureOfStatus(cause.status, cause.code ?? null);
}
