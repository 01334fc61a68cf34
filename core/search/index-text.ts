/**
 * What the search index holds of a record. Each word carries the business and the kind of record in front, so that a
 * list of places of a word holds one business's records alone: what is looked for in one business costs nothing for the
 * size of the others, and no word of theirs can be met.
 */
import { mistypedForms, searchWords, stemsOf } from "../hebrew/search-words.ts";

export const SEARCH_KINDS = ["lead", "call", "listing"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Letters that stand for the kinds; the index on disk is written with them. */
const LETTER: Readonly<Record<SearchKind, string>> = { lead: "l", call: "c", listing: "p" };

export type SearchDocument = {
  /** Of people. */
  names: readonly (string | null)[];
  /** E.164, or as they were typed. */
  phones: readonly (string | null)[];
  texts: readonly (string | null)[];
  /** User id of the colleague whose it is. */
  assignedTo: string | null;
};

export type IndexText = { name: string; phone: string; body: string; alike: string; owner: string };

/** Ten hex digits are enough: rows are compared with the whole id besides. */
const businessCode = (businessId: string): string =>
  businessId
    .replace(/[^0-9a-z]/gi, "")
    .toLowerCase()
    .slice(0, 10);
export const prefixOf = (businessId: string, kind: SearchKind): string => `${LETTER[kind]}${businessCode(businessId)}x`;

const userCode = (userId: string): string => userId.replace(/[^0-9a-z]/gi, "").toLowerCase();

/** Israel's numbers as they are dialled at home. */
const atHome = (digits: string): string | null => (digits.startsWith("972") ? `0${digits.slice(3)}` : null);
/** A number as it is read from its end; the letter tells it from one that is read from its beginning. */
export const fromEnd = (digits: string): string => `e${[...digits].toReversed().join("")}`;

function phoneWords(phone: string): string[] {
  const digits = phone.replace(/\D/g, "");
  if (digits === "") return [];
  const home = atHome(digits);
  return [digits, ...(home === null ? [] : [home]), fromEnd(digits)];
}

/** A transcript of hours has no more. */
const MOST_WORDS = 20_000;

export function indexText(businessId: string, kind: SearchKind, document: SearchDocument): IndexText {
  const prefix = prefixOf(businessId, kind);
  const joined = (words: Iterable<string>): string =>
    [...new Set(words)]
      .slice(0, MOST_WORDS)
      .map((word) => prefix + word)
      .join(" ");
  const textOf = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join("\n");
  const names = searchWords(textOf(document.names));
  const words = searchWords(textOf(document.texts));
  return {
    name: joined(names),
    phone: joined(document.phones.flatMap((phone) => (phone === null ? [] : phoneWords(phone)))),
    body: joined([...words, ...words.flatMap(stemsOf)]),
    alike: joined(names.flatMap(mistypedForms)),
    owner: document.assignedTo === null ? "" : prefix + userCode(document.assignedTo),
  };
}

/** In the column `owner`: records of this colleague alone. */
export const ownedBy = (businessId: string, kind: SearchKind, userId: string): string =>
  `{owner} : "${prefixOf(businessId, kind)}${userCode(userId)}"`;
