/** When a spoken greeting may be kept and played to others, and how much of it must be heard. */
import { base64Bytes } from "../contract/base64.ts";
import { BYTES_PER_MS } from "../contract/twilio-media.ts";

/** Only letters and digits count: punctuation, quotes and spaces are not heard. */
const spoken = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The model was asked for this very text; anything else it said must not become everybody's greeting. */
export function isSpokenGreeting(greeting: string, transcript: string): boolean {
  return spoken(greeting) !== "" && spoken(greeting) === spoken(transcript);
}

/** What the law wants said at the beginning of a call: that an AI answers, and that the call is recorded. */
const NOTICE = /בינה מלאכותית|\bAI\b|עוזר(ת)? (קולי|דיגיטלי|וירטואלי)|מוקלט|הקלט/giu;
/** Text and sound do not run quite alike. */
const NOTICE_MARGIN_MS = 400;

/**
 * How much of the recorded greeting must be heard, ms: to the end of the sentence that says the last of it, by the share
 * of the text. A greeting that says nothing of it in words known here is heard to its end.
 */
export function noticeMs(greeting: string, audio: readonly string[]): number {
  const totalMs = audio.reduce((sum, piece) => sum + base64Bytes(piece), 0) / BYTES_PER_MS;
  const last = [...greeting.matchAll(NOTICE)].at(-1);
  if (!last) return totalMs;
  const rest = greeting.slice(last.index).search(/[.!?]/u);
  const end = rest < 0 ? greeting.length : last.index + rest + 1;
  return Math.min(totalMs, (totalMs * end) / greeting.length + NOTICE_MARGIN_MS);
}
