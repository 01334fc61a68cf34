/** What somebody typed to find a person: part of a name, or digits of a phone number. */
import { wordsOf } from "../hebrew/name.ts";

export type SearchTerms = {
  /** As it was typed, without what is not seen. */
  text: string;
  /**
   * To be found in a name, each; upper and lower case are the database's part. More than these are not looked at. Empty
   * where nothing but marks was typed, which no name is found by.
   */
  words: string[];
  phone: { digits: string; start: string | null } | null;
};

/** How numbers are written; star and hash stand in numbers like `*2700`. */
const PHONE_LIKE = /^[\d\s+\-()./*#]*\d[\d\s+\-()./*#]*$/;
/** A number copied from a page of ours comes with marks of its direction. */
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const OWN_COUNTRY = "+972";
const WORDS_MAX = 6;

/** Undefined: nothing to look for. */
export function searchTerms(query: string): SearchTerms | undefined {
  const text = query.replace(DIRECTION_MARKS, "").replace(/\s+/g, " ").trim();
  if (text === "") return undefined;
  return { text, words: wordsOf(text).slice(0, WORDS_MAX), phone: PHONE_LIKE.test(text) ? phoneTerms(text) : null };
}

/** Numbers are kept as E.164: `052…` and `00972 52…` are the beginning of `+97252…`. */
function phoneTerms(typed: string): SearchTerms["phone"] {
  const digits = typed.replace(/\D/g, "");
  if (digits.startsWith("00")) return { digits, start: `+${digits.slice(2)}` };
  return { digits, start: digits.startsWith("0") ? `${OWN_COUNTRY}${digits.slice(1)}` : null };
}
