/**
 * What a listener says to show that they listen: "yes, yes", "mhm", "hello?" into a recording. Over somebody's speech it
 * asks for nothing; as an answer to a question it is an answer, which is for the caller of this to know.
 */
const LISTENING: ReadonlySet<string> = new Set([
  "אה",
  "אהה",
  "אההה",
  "אהא",
  "אוקיי",
  "אוקי",
  "אוקיה",
  "הלו",
  "הבנתי",
  "הממ",
  "המ",
  "טוב",
  "יופי",
  "כן",
  "ממ",
  "מממ",
  "מהם",
  "נו",
  "נכון",
  "סבבה",
  "בסדר",
  "ברור",
  "אחלה",
  "בטח",
  "ok",
  "okay",
  "yes",
  "yeah",
  "mhm",
  "hmm",
  "uh",
  "huh",
  "aha",
]);
/** More words than this are a sentence. */
const MOST_WORDS = 3;

export function isBackchannel(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/[\u0591-\u05c7]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return words.length > 0 && words.length <= MOST_WORDS && words.every((word) => LISTENING.has(word));
}
