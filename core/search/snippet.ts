/**
 * Where in a text the words stand that somebody looked for: the stretch of it that says most, with these words marked.
 * A word is taken for found by the same folding as in the index (core/hebrew/search-words.ts), so that ממ״ד is marked for
 * ממד, and בחיפה for חיפה.
 */
import { OUT, PART } from "../hebrew/name.ts";
import { searchWords, stemsOf } from "../hebrew/search-words.ts";
import { formsToFind, type Form } from "./match.ts";

/** About two lines of a wide screen, and four of a phone. */
export const SNIPPET_CHARS = 160;
/** What is read of a text before the first word that was found, so that it can be understood. */
const BEFORE_CHARS = 50;

export type SnippetPart = { text: string; isFound: boolean };
export type Snippet = { /** Which of the texts. */ at: number; parts: SnippetPart[] };

type Place = { start: number; end: number };
type Hit = Place & { /** Which of the asked words. */ word: number };

const INVISIBLE = /[\p{Mn}\p{Cf}]/gu;
const isMark = (char: string): boolean => char.replace(OUT, "") === "";
const isJoin = (char: string): boolean => char.replace(PART, "") === "";
/** Whether a character can stand within a word, as `searchWords` sees it. */
const isOfWord = (char: string): boolean => {
  const plain = char.normalize("NFKD").replace(INVISIBLE, "").replace(OUT, "");
  return plain === "" || isJoin(plain) || /[\p{L}\p{N}]/u.test(plain);
};

/** What is written without a gap: a word, or several that hyphens join. */
function chunksOf(text: string): Place[] {
  const chunks: Place[] = [];
  let start: number | null = null;
  let at = 0;
  for (const char of text) {
    if (isOfWord(char)) start ??= at;
    else if (start !== null) {
      chunks.push({ start, end: at });
      start = null;
    }
    at += char.length;
  }
  if (start !== null) chunks.push({ start, end: text.length });
  return chunks;
}

/** The pieces between the hyphens of a chunk. */
function piecesOf(text: string, { start, end }: Place): Place[] {
  const pieces: Place[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && !isJoin(text.charAt(at))) continue;
    if (at > from) pieces.push({ start: from, end: at });
    from = at + 1;
  }
  return pieces;
}

/** Quotation marks around a word are not of it. */
function trimmed(text: string, { start, end }: Place): Place {
  let [first, last] = [start, end];
  const isEdge = (char: string) => isMark(char) || isJoin(char) || /\p{Cf}/u.test(char);
  while (first < last && isEdge(text.charAt(first))) first++;
  while (last > first && isEdge(text.charAt(last - 1))) last--;
  return { start: first, end: last };
}

const isFoundBy = (word: string, forms: readonly Form[]): boolean =>
  [word, ...stemsOf(word)].some((found) =>
    forms.some(({ text, isBeginning }) => (isBeginning ? found.startsWith(text) : found === text)),
  );

/** In the order in which they stand. */
function hitsIn(text: string, asked: readonly (readonly Form[])[]): Hit[] {
  const hits: Hit[] = [];
  for (const chunk of chunksOf(text)) {
    const pieces = piecesOf(text, chunk);
    asked.forEach((forms, word) => {
      const places = pieces.filter(({ start, end }) =>
        searchWords(text.slice(start, end)).some((each) => isFoundBy(each, forms)),
      );
      const isJoined = places.length === 0 && pieces.length > 1;
      const whole = isJoined && searchWords(text.slice(chunk.start, chunk.end)).some((each) => isFoundBy(each, forms));
      hits.push(...(whole ? [chunk] : places).map((place) => ({ ...trimmed(text, place), word })));
    });
  }
  return hits.toSorted((one, other) => one.start - other.start);
}

const wordsIn = (hits: readonly Hit[]): number => new Set(hits.map(({ word }) => word)).size;

/** The stretch that holds the most of the words; the first of several. */
function bestStretch(hits: readonly Hit[]): Hit[] {
  let best: Hit[] = [];
  let [first, most] = [0, 0];
  // Of a text in which a word stands on every line the first hundred places are as good as any.
  for (const { start } of hits.slice(0, 100)) {
    const within = hits.slice(first).filter(({ end }) => end <= start + SNIPPET_CHARS - BEFORE_CHARS);
    const count = wordsIn(within);
    if (count > most || best.length === 0)
      [best, most] = [within.length > 0 ? within : hits.slice(first, first + 1), count];
    first++;
  }
  return best;
}

/** Back to where a word begins, where that is near. */
function cutBefore(text: string, from: number): number {
  if (from <= 0) return 0;
  const gap = text.slice(from, from + 20).search(/\s/u);
  return gap < 0 ? wholeCharacter(text, from) : from + gap + 1;
}

function cutAfter(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const gap = text.slice(to - 20, to).search(/\s\S*$/u);
  return gap <= 0 ? wholeCharacter(text, to) : to - 20 + gap;
}

/** Never through the middle of a character that takes two units. */
const wholeCharacter = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;

function partsOf(text: string, hits: readonly Hit[]): SnippetPart[] {
  const stretch = bestStretch(hits);
  const firstAt = stretch[0]?.start ?? 0;
  const lastEnd = Math.max(...stretch.map(({ end }) => end));
  const from = Math.min(firstAt, cutBefore(text, firstAt - BEFORE_CHARS));
  const to = Math.max(lastEnd, cutAfter(text, Math.max(from + SNIPPET_CHARS, lastEnd)));
  const parts: SnippetPart[] = [];
  const push = (piece: string, isFound: boolean) => piece !== "" && parts.push({ text: piece, isFound });
  let done = from;
  for (const { start, end } of hits) {
    if (start < done || end > to) continue;
    push((done === from && from > 0 ? "…" : "") + text.slice(done, start), false);
    push(text.slice(start, end), true);
    done = end;
  }
  push(text.slice(done, to) + (to < text.length ? "…" : ""), false);
  return parts;
}

/** Of several texts the one that holds the most of the words; the first of equals. Null where none holds any. */
export function snippetOf(texts: readonly (string | null)[], typed: string): Snippet | null {
  const asked = formsToFind(typed);
  let best: { at: number; text: string; hits: Hit[] } | null = null;
  for (const [at, text] of texts.entries()) {
    if (text === null) continue;
    const hits = hitsIn(text, asked);
    if (hits.length > 0 && (best === null || wordsIn(hits) > wordsIn(best.hits))) best = { at, text, hits };
  }
  return best && { at: best.at, parts: partsOf(best.text, best.hits) };
}
