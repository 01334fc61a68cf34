/** A name for a link out of a Hebrew one: a proposal, which the admin may write over. Pure. */
const SLUG_MAX_CHARS = 40;

/** Words that stand in half of the agencies' names, as people here write them. */
const WORDS: Readonly<Record<string, string>> = {
  נדלן: "nadlan",
  נכסים: "nechasim",
  נכס: "neches",
  תיווך: "tivuch",
  משרד: "office",
  בית: "bayit",
  בתים: "batim",
  גן: "gan",
  דירות: "dirot",
  קבוצת: "group",
  כרמל: "carmel",
  חיפה: "haifa",
  ירושלים: "jerusalem",
  תל: "tel",
  אביב: "aviv",
  צפון: "north",
  דרום: "south",
  מרכז: "center",
  השרון: "sharon",
  שרון: "sharon",
};

const LETTERS: Readonly<Record<string, string>> = {
  א: "a",
  ב: "b",
  ג: "g",
  ד: "d",
  ה: "h",
  ו: "o",
  ז: "z",
  ח: "h",
  ט: "t",
  י: "i",
  כ: "k",
  ך: "k",
  ל: "l",
  מ: "m",
  ם: "m",
  נ: "n",
  ן: "n",
  ס: "s",
  ע: "a",
  פ: "p",
  ף: "f",
  צ: "tz",
  ץ: "tz",
  ק: "k",
  ר: "r",
  ש: "sh",
  ת: "t",
};

/** Quotes and marks within a word are no gap between words: נדל״ן is one. */
const WITHIN_WORDS = /[\u0591-\u05c7׳״'"’”`.]/g;

function latin(word: string): string {
  const known = WORDS[word] ?? (word.startsWith("ה") ? WORDS[word.slice(1)] : undefined);
  return known ?? Array.from(word, (letter) => LETTERS[letter] ?? letter).join("");
}

/** `נדל״ן הכרמל` → `nadlan-carmel`; empty when nothing of the name can be written so. */
export function suggestSlug(name: string): string {
  const words = name
    .normalize("NFKD")
    .replaceAll(WITHIN_WORDS, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => latin(word).replaceAll(/[^a-z0-9]/g, ""))
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, SLUG_MAX_CHARS);
    if (longer.length > SLUG_MAX_CHARS) break;
    slug = longer;
  }
  return slug.length > 1 ? slug : "";
}
