/**
 * Names that a reader takes for one another: "Dana" and "Dаna" with a Cyrillic а, "בר-און" and "בר־און", "ILAN" and
 * "llan". The skeleton of a name is what is left when all that is overlooked is left out; it is compared and never shown.
 *
 * The idea and the pairs of letters are those of Unicode's UTS #39 (confusables.txt, 17.0), of which only the letters are
 * here that stand in names and on keyboards: what looks like Latin in Cyrillic, Greek and Armenian. Where in doubt two
 * names count as alike: an e-mail too many beside a name does no harm.
 */
import { foldName } from "../hebrew/name.ts";

/** Each is followed by what looks like it. */
const LOOK_LIKE_LATIN: Readonly<Record<string, string>> = {
  a: "аɑαΑА",
  b: "ЬвВΒ",
  c: "сϲС",
  d: "ԁ",
  e: "еЕΕε℮",
  f: "ϝ",
  g: "ɡց",
  h: "һнНΗհ",
  i: "іІιΙӀӏІıΪї",
  j: "јЈϳ",
  k: "кКκΚ",
  m: "мМΜ",
  n: "пΝηոπ",
  o: "оОοΟσօՕס",
  p: "рРρΡ",
  q: "ԛզ",
  r: "гᴦ",
  s: "ѕЅՏ",
  t: "тТτΤ",
  u: "υսՍ",
  v: "νѵ",
  w: "ѡԝωԜ",
  x: "хХχΧ",
  y: "уУүΥγҮ",
  z: "Ζᴢ",
  // Yiddish digraphs, each one letter that looks like two.
  וו: "װ",
  וי: "ױ",
  יי: "ײ",
};

const LATIN_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_LIKE_LATIN).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** Niqqud and accents, fillers of no width, signs that only part or adorn. */
const OVERLOOKED = /[\p{M}\p{Default_Ignorable_Code_Point}\p{P}\s]/gu;
const THIN_STROKE = /[i1|]/g;

const asLatin = (text: string): string => Array.from(text, (letter) => LATIN_OF.get(letter) ?? letter).join("");

/** Two names are alike when their skeletons are equal. */
export function nameSkeleton(name: string): string {
  const plain = name.normalize("NFKD");
  // By the shape of the letter as it is written, then in lower case: Ν looks like N and ν like v.
  const letters = asLatin(asLatin(foldName(plain)).toLowerCase().normalize("NFKD"));
  const skeleton = letters.replace(OVERLOOKED, "").replace(THIN_STROKE, "l").replaceAll("0", "o").replaceAll("rn", "m");
  // Of a name that is nothing but signs, the signs.
  return skeleton === "" ? plain.replace(/\s/g, "") : skeleton;
}

type Named = { userId: string; name: string };

/**
 * The user ids of all whose name looks like the name of somebody else among these. One person may stand there several
 * times, with the names they had.
 */
export function lookAlikes(people: Iterable<Named>): ReadonlySet<string> {
  const bySkeleton = Map.groupBy(people, ({ name }) => nameSkeleton(name));
  const alike = new Set<string>();
  for (const named of bySkeleton.values()) {
    const ids = new Set(named.map(({ userId }) => userId));
    if (ids.size > 1) for (const id of ids) alike.add(id);
  }
  return alike;
}
