/**
 * Names as they are compared. One name is written in many ways: בר־און, בר-און and בר און; ד״ר, ד"ר and דר; ח׳ורי, ח'ורי
 * and חורי. What stands between letters of one word falls away, what joins two words parts them. The database folds its
 * side by the same two lists (worker/db/name-search.ts); upper and lower case are left to who compares.
 */

/** Geresh, gershayim, and what keyboards and word processors put in their place. */
export const LEFT_OUT = ["׳", "״", "'", '"', "`", "´", "’", "‘", "ʼ", "”", "“", "„"] as const;
/** The Hebrew maqaf, and every hyphen and dash that keyboards know. */
export const PARTING = ["־", "-", "‐", "‑", "‒", "–", "—", "―", "−"] as const;

/** Each of the two as a pattern. */
export const OUT = new RegExp(`[${LEFT_OUT.join("")}]`, "gu");
export const PART = new RegExp(`[${PARTING.map((mark) => (mark === "-" ? String.raw`\-` : mark)).join("")}]`, "gu");
/** Niqqud and accents, which nobody writes in a name and some copy along; marks of direction. */
const UNSEEN =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

export const foldName = (name: string): string =>
  name.replace(UNSEEN, "").replace(OUT, "").replace(PART, " ").replace(/\s+/gu, " ").trim();

/** The words of a name, of which each is looked for: שני מיכל finds מיכל שני. */
export const wordsOf = (name: string): string[] => foldName(name).split(" ").filter(Boolean);
