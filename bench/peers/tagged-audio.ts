/**
 * Audio that says which it is: base64 mu-law whose first twelve bytes are a tag, sixteen characters of plain base64.
 * Whoever receives it finds the tag by searching the message's text, whatever JSON is around it and without decoding.
 */
const MARK = "Bench";
const STREAM_DIGITS = 3;
const NUMBER_DIGITS = 8;
const TAG_BYTES = 12;

export const BYTES_PER_MS = 8;

/** `stream` of what is spoken word for word: greetings and other clips. Answers have higher ones. */
export const CLIP_KEY = 0;

export type Tag = { stream: number; number: number };

const tails = new Map<number, string>();

/** What follows the tag: noise, the same for all frames of this length, made once. */
function tailOf(bytes: number): string {
  const known = tails.get(bytes);
  if (known !== undefined) return known;
  const noise = Buffer.alloc(bytes);
  for (let at = 0, seed = 1; at < bytes; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 0x7fff_ffff;
    noise[at] = seed >> 16;
  }
  const tail = noise.toString("base64");
  tails.set(bytes, tail);
  return tail;
}

/** `ms` of audio. `stream` is below 1,000: a call, or an item of one; `number` below 100 million. */
export function taggedAudio(tag: Tag, ms: number): string {
  const head = MARK + String(tag.stream).padStart(STREAM_DIGITS, "0") + String(tag.number).padStart(NUMBER_DIGITS, "0");
  return head + tailOf(ms * BYTES_PER_MS - TAG_BYTES);
}

export function findTag(message: string): Tag | null {
  const at = message.indexOf(MARK);
  if (at < 0) return null;
  const streamAt = at + MARK.length;
  const numberAt = streamAt + STREAM_DIGITS;
  const stream = Number(message.slice(streamAt, numberAt));
  const number = Number(message.slice(numberAt, numberAt + NUMBER_DIGITS));
  return Number.isInteger(stream) && Number.isInteger(number) ? { stream, number } : null;
}
