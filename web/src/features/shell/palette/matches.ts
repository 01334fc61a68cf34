import { wordsOf } from "../../../../../core/hebrew/name.ts";

const plain = (text: string): string[] => wordsOf(text.toLocaleLowerCase("he-IL"));

/** Whether every word that was typed begins a word of `text`. Nothing typed matches everything. */
export function matches(text: string, typed: string): boolean {
  const words = plain(text);
  return plain(typed).every((part) => words.some((word) => word.startsWith(part)));
}
