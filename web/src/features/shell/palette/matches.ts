/** Marks that people leave out when they type: quotation marks, geresh and gershayim, the Hebrew hyphen. */
const MARKS = /["'׳״“”‘’־-]/gu;

const plain = (text: string): string =>
  text.replace(MARKS, " ").replace(/\s+/gu, " ").trim().toLocaleLowerCase("he-IL");

/** Whether every word that was typed begins a word of `text`. Nothing typed matches everything. */
export function matches(text: string, typed: string): boolean {
  const words = plain(text).split(" ");
  return plain(typed)
    .split(" ")
    .every((part) => words.some((word) => word.startsWith(part)));
}
