/**
 * In which direction a text is shown. The browser's own rule goes by the first letter, which turns a Hebrew sentence
 * round when it begins with a name in Latin letters.
 */
const HEBREW = /[\u0590-\u05ff\ufb1d-\ufb4f]/;
const OTHER_LETTERS = /\p{L}/u;

export const hasHebrew = (text: string): boolean => HEBREW.test(text);

/** Numbers and signs alone follow the page, which is right to left. */
export const directionOf = (text: string): "rtl" | "ltr" =>
  hasHebrew(text) || !OTHER_LETTERS.test(text) ? "rtl" : "ltr";
