/** What somebody typed to find a person: part of a name, or digits of a phone number. */

export type SearchTerms = {
  /** To be found within a name, after the same `plain` treatment; upper and lower case are the database's part. */
  name: string;
  phone: { digits: string; start: string | null } | null;
};

/** How numbers are written; star and hash stand in numbers like `*2700`. */
const PHONE_LIKE = /^[\d\s+\-()./*#]*\d[\d\s+\-()./*#]*$/;
/** A number copied from a page of ours comes with marks of its direction. */
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const OWN_COUNTRY = "+972";

/** Undefined: nothing to look for. */
export function searchTerms(query: string): SearchTerms | undefined {
  const name = plainName(query.replace(DIRECTION_MARKS, "").replace(/\s+/g, " ").trim());
  if (name === "") return undefined;
  return { name, phone: PHONE_LIKE.test(name) ? phoneTerms(name) : null };
}

/** Hebrew keyboards have quotes where print has gershayim: ג'ני is ג׳ני. The database does the same to its side. */
const plainName = (name: string): string => name.replaceAll("״", '"').replaceAll("׳", "'");

/** Numbers are kept as E.164: `052…` and `00972 52…` are the beginning of `+97252…`. */
function phoneTerms(typed: string): SearchTerms["phone"] {
  const digits = typed.replace(/\D/g, "");
  if (digits.startsWith("00")) return { digits, start: `+${digits.slice(2)}` };
  return { digits, start: digits.startsWith("0") ? `${OWN_COUNTRY}${digits.slice(1)}` : null };
}
