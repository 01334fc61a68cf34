import { expect, test } from "vitest";
import { he } from "./he.ts";

/** Every text of the catalogue with its place; functions as they stand in the source, words included. */
function textsOf(value: unknown, place = "he"): { place: string; text: string }[] {
  if (typeof value === "string" || typeof value === "function") return [{ place, text: String(value) }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${place}.${name}`));
}

const texts = textsOf(he);
/** A Hebrew word, with the letters that are written together with it before it. */
const word = (term: string) => new RegExp(`(?<![א-ת])[ושהבלכמ]{0,3}${term}(?![א-ת])`);

test.each([
  ["צוות המערכת", "צוות התמיכה"],
  ["משרד", "עסק"],
  ["עמוד", "דף"],
  ["עמודים", "דפים"],
  ["דיגיטלי", "קולי"],
  ["אליו/ה", "אליהם"],
  ["של מי הליד", "סוכן מטפל"],
  ["שני חדרים", "2 חדרים"],
])("%s is %s", (term) => {
  expect(texts.filter(({ text }) => word(term).test(text)).map(({ place }) => place)).toEqual([]);
});

test("the catalogue was walked: texts and functions alike", () => {
  expect(texts.length).toBeGreaterThan(600);
  expect(texts.filter(({ text }) => word("צוות התמיכה").test(text)).length).toBeGreaterThan(5);
  expect(texts.some(({ place }) => place === "he.people.changeRole.title")).toBe(true);
});
