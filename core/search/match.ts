/** What somebody typed → what the index is asked for (FTS5, https://www.sqlite.org/fts5.html#full_text_query_syntax). */
import { askedWords, mistypedForms, stemsOf } from "../hebrew/search-words.ts";
import { fromEnd, ownedBy, prefixOf, type SearchKind } from "./index-text.ts";

/** In the order of their worth: whom the words name, where the words stand, and names that are nearly those. */
export type Closeness = "named" | "said" | "near";

export type Asked = {
  businessId: string;
  kind: SearchKind;
  /** Only records of this colleague. */ onlyOf: string | null;
};

const MOST_ASKED = 6;
/** A beginning of one letter stands in front of nearly everything. */
const SHORTEST_BEGINNING = 2;
/** מכר is not looked for as whatever begins with כר. */
const SHORTEST_CUT = 3;
/** Three digits are the area of half the numbers. */
const SHORTEST_NUMBER = 3;
const SHORTEST_END = 4;
/** How numbers are written, those of other countries too. */
const PHONE_LIKE =
  /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*[+*]?[\d\s\-–־()./\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/;

/**
 * Of one kind of records: an expression for each closeness; null where nothing can be found that way. The last word is
 * taken for the beginning of one: people search while they type.
 */
export function matchesOf(typed: string, asked: Asked): Record<Closeness, string | null> {
  const words = wordsToFind(typed);
  const digits = PHONE_LIKE.test(typed) ? typed.replace(/\D/g, "") : "";
  const beginnings = words.map((_, at) => isBeginning(words, at));
  const isAsked = words.length > 1 || beginnings[0] === true;

  const term = (word: string, isStart = false): string =>
    `"${prefixOf(asked.businessId, asked.kind)}${word}"${isStart ? "*" : ""}`;
  const itself = (word: string, at: number): string => term(word, beginnings[at]);

  const named = [
    ...(isAsked ? [every(words, (word, at) => `{name} : ${itself(word, at)}`)] : []),
    ...(digits.length >= SHORTEST_NUMBER ? [`{phone} : (${phoneTerms(digits, term)})`] : []),
  ];
  const said = every(words, (word, at) => {
    const forms = formsOf(words, at).map((form) => term(form.text, form.isBeginning));
    return `{name phone} : ${itself(word, at)} OR {body} : (${forms.join(" OR ")})`;
  });
  const near = every(words, (word, at) => {
    const forms = mistypedForms(word).map((form) => term(form));
    const name = `{name} : ${itself(word, at)}`;
    return forms.length === 0 ? name : `{alike} : (${forms.join(" OR ")}) OR ${name}`;
  });

  const owned = (expression: string): string =>
    asked.onlyOf === null ? expression : `${ownedBy(asked.businessId, asked.kind, asked.onlyOf)} AND (${expression})`;
  return {
    named: named.length === 0 ? null : owned(named.map((one) => `(${one})`).join(" OR ")),
    said: isAsked ? owned(said) : null,
    near: isAsked && words.some((word) => mistypedForms(word).length > 0) ? owned(near) : null,
  };
}

/** A word as it may stand in a text, or the beginning of one. */
export type Form = { text: string; isBeginning: boolean };

/** People search while they type: the last word may be the beginning of one. */
const isBeginning = (words: readonly string[], at: number): boolean =>
  at === words.length - 1 && (words[at] ?? "").length >= SHORTEST_BEGINNING;

function formsOf(words: readonly string[], at: number): Form[] {
  const word = words[at] ?? "";
  const begins = isBeginning(words, at);
  return [
    { text: word, isBeginning: begins },
    ...stemsOf(word).map((stem) => ({ text: stem, isBeginning: begins && stem.length >= SHORTEST_CUT })),
  ];
}

/** Of each word that is looked for in texts: how it may stand there. */
export function formsToFind(typed: string): Form[][] {
  const words = wordsToFind(typed);
  return words.map((_, at) => formsOf(words, at));
}

/** A letter that was typed behind other words is the beginning of nearly any: the others are enough until there are two. */
function wordsToFind(typed: string): string[] {
  const words = askedWords(typed).slice(0, MOST_ASKED);
  return words.length > 1 && words.at(-1)?.length === 1 ? words.slice(0, -1) : words;
}

type Term = (word: string, isStart?: boolean) => string;

/** Numbers are found by how they begin, at home or from abroad, and by how they end. */
function phoneTerms(digits: string, term: Term): string {
  const plain = digits.startsWith("00") ? digits.slice(2) : digits;
  const beginnings = plain.startsWith("0") ? [plain] : [plain, `0${plain}`];
  return [
    ...beginnings.map((beginning) => term(beginning, true)),
    ...(digits.length >= SHORTEST_END ? [term(fromEnd(digits), true)] : []),
  ].join(" OR ");
}

const every = (words: readonly string[], of: (word: string, at: number) => string): string =>
  words.map((word, at) => `(${of(word, at)})`).join(" AND ");
