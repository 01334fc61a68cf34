/** When a spoken greeting may be kept and played to others. */

/** Only letters and digits count: punctuation, quotes and spaces are not heard. */
const spoken = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The model was asked for this very text; anything else it said must not become everybody's greeting. */
export function isSpokenGreeting(greeting: string, transcript: string): boolean {
  return spoken(greeting) !== "" && spoken(greeting) === spoken(transcript);
}

/** What the recording depends on; another text, voice or model is another recording. */
export const greetingKey = (greeting: string, voice: string, model: string): string =>
  JSON.stringify([greeting, voice, model]);
