/** Whether two leads of different numbers may be one person, by their names and places. Pure. */
import { wordsOf } from "../hebrew/name.ts";
import { searchWords } from "../hebrew/search-words.ts";

/** One word is a first name, which hundreds have. */
const NAME_WORDS_MIN = 2;
/** Words of places that say nothing: "אחוזה, חיפה" and "הדר, חיפה" are two places. */
const PLACE_WORDS = new Set(["רחוב", "שכונת", "שכונה", "אזור", "ליד", "או", "עיר"]);

const nameKey = (name: string): string =>
  wordsOf(name)
    .map((word) => word.toLowerCase())
    .toSorted()
    .join(" ");

/** The same words, in whatever order: שני מיכל is מיכל שני. A name of one word is nobody's in particular. */
export function isSameName(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const key = nameKey(one);
  return key.split(" ").length >= NAME_WORDS_MIN && key === nameKey(other);
}

const placeKey = (area: string): string =>
  searchWords(area)
    .filter((word) => !PLACE_WORDS.has(word))
    .toSorted()
    .join(" ");

/** A place that both name; undefined: none. */
export function sharedArea(ones: readonly string[], others: readonly string[]): string | undefined {
  const keys = new Set(others.flatMap((area) => [area, ...area.split(",")]).map(placeKey));
  return ones.find((area) =>
    [area, ...area.split(",")].some((part) => placeKey(part) !== "" && keys.has(placeKey(part))),
  );
}
