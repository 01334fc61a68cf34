/**
 * Where words stand in the sound of an utterance. With each piece of text it is noted how much audio had come before it.
 * The engine sends the two side by side, the text as a rule a little ahead: so the words of a moment have come with the
 * audio of that moment, or not much later.
 */
export type TextPlaces = readonly { /** Where the words begin in the text. */ chars: number; ms: number }[];
export const noPlaces: TextPlaces = [];

/** Words that came with the same amount of audio need no place of their own. */
export function noteWords(places: TextPlaces, chars: number, receivedMs: number): TextPlaces {
  return places.at(-1)?.ms === receivedMs ? places : [...places, { chars, ms: receivedMs }];
}

/** Text may come this much after its audio. */
const TRAILS_MS = 1_000;

/** How much of the text can have sounded by `ms`, in characters: what had not come a second later had not. */
function mostBy(places: TextPlaces, ms: number): number {
  const later = places.find((place) => place.ms > ms + TRAILS_MS);
  return later ? later.chars : Infinity;
}

/** Hebrew spoken fast is about eighteen characters a second; text that is further ahead of its audio was not spoken. */
const MOST_CHARS_PER_MS = 0.022;

/**
 * The whole words that were heard: by the share of the audio, never beyond what can have sounded by then. `totalMs`: all
 * audio that came.
 */
export function textHeardBy(text: string, places: TextPlaces, heardMs: number, totalMs: number): string {
  const share = totalMs <= 0 || heardMs >= totalMs ? text.length : Math.floor((text.length * heardMs) / totalMs);
  const chars = Math.min(share, mostBy(places, heardMs));
  return wholeWords(text, chars);
}

/** For an utterance that was broken off: the words for which there was audio at all. */
export function textSpokenIn(text: string, receivedMs: number): string {
  return wholeWords(text.trim(), Math.floor(receivedMs * MOST_CHARS_PER_MS));
}

function wholeWords(text: string, chars: number): string {
  if (chars >= text.length) return text;
  const lastSpace = text.lastIndexOf(" ", chars);
  return lastSpace <= 0 ? "" : text.slice(0, lastSpace);
}
