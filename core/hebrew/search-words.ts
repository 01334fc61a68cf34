/**
 * The words of a text as they are looked for. One word is written in many ways, and whoever searches knows none of them
 * for sure: with and without niqqud (שָׁלוֹם), gershayim (ממ״ד, ממ"ד, ממד) or an end form (ם, מ), with one vav or two, in one
 * word or with a hyphen, and with small words grown on in front (בחיפה, ולרמת).
 */
import { OUT, PART } from "./name.ts";

/** Niqqud, accents of Latin letters once they are taken apart, and whatever shows nothing. */
const UNSEEN = /[\p{Mn}\p{Cf}]/gu;
const WORD = new RegExp(String.raw`[\p{L}\p{N}]+(?:${PART.source}[\p{L}\p{N}]+)*`, "gu");

const END_FORMS: Readonly<Record<string, string>> = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };

/** No word that somebody looks for is longer; what is, is a link or a key. */
const LONGEST_WORD = 40;

const folded = (word: string): string =>
  word
    .replace(/[ךםןףץ]/g, (letter) => END_FORMS[letter] ?? letter)
    .replace(/יי+/g, "י")
    .replace(/וו+/g, "ו")
    .slice(0, LONGEST_WORD);

/** In their order, repeated ones too. What a hyphen joins comes apart, and joined as well. */
export function searchWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(UNSEEN, "").replace(OUT, "").toLowerCase();
  return (plain.match(WORD) ?? []).flatMap((found) => {
    const parts = found.split(PART);
    return (parts.length === 1 ? parts : [...parts, parts.join("")]).map(folded);
  });
}

/** The words that somebody looks for: each must be there, so that what they join is not asked for apart and joined. */
export const askedWords = (text: string): string[] => searchWords(text.replace(PART, " "));

/** ה ו ב ל מ ש כ, in the order in which everyday Hebrew puts them together: וכשבה…, וש…, מה…. */
const GROWN_ON = /^ו?(?:כש|לכש|מש|ש)?[כבלמ]?ה?/;
/** A single letter is no word: בה is not ה with a ב. */
const SHORTEST_STEM = 2;

/**
 * The word without what may be grown on in front, and without each beginning of that: ולרמת → לרמת, רמת. Nobody can tell
 * משרד from שרד with a מ: the word itself always stands beside its stems.
 */
export function stemsOf(word: string): string[] {
  const longest = GROWN_ON.exec(word)?.[0].length ?? 0;
  const stems: string[] = [];
  for (let cut = 1; cut <= longest; cut++) if (word.length - cut >= SHORTEST_STEM) stems.push(word.slice(cut));
  return stems;
}

/** Below this a word with a letter less is another word. */
const SHORTEST_MISTYPED = 4;

/**
 * The word, and the word without each of its letters. Two words that share one of these differ by one letter that is
 * missing, too much, another or in another place (the symmetric deletes of SymSpell, https://github.com/wolfgarbe/SymSpell).
 */
export function mistypedForms(word: string): string[] {
  if (word.length < SHORTEST_MISTYPED) return [];
  const without = Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [...new Set([word, ...without])];
}
