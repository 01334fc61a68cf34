/**
 * SQLite's tokens, as far as a migration needs them (https://www.sqlite.org/draft/tokenreq.html): what is text, what is a
 * name, what is a comment. Never throws: what does not end is a token of its own, which no statement can begin or go on with.
 */
export type TokenKind = "word" | "name" | "string" | "number" | "mark" | "unfinished";
export type Token = {
  kind: TokenKind;
  /** Words as written, names and strings without their quotes. */
  text: string;
  /** Where it stands in the source: [start, end). */
  start: number;
  end: number;
};

const SPACE = /[\s\uFEFF]/;
const WORD_START = /[A-Za-z_\u0080-\uFFFF]/;
const WORD = /[A-Za-z0-9_$\u0080-\uFFFF]/;
const NUMBER = /0x[0-9a-f_]+|(\d[\d_]*(\.\d*)?|\.\d+)(e[+-]?\d+)?/iy;
const CLOSING: Readonly<Record<string, string>> = { "'": "'", '"': '"', "`": "`", "[": "]" };

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const next = skipped(source, at);
    if (next > at) {
      at = next;
      continue;
    }
    const token = tokenAt(source, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** The end of the white space or comment that begins at `at`; `at` where there is none. */
function skipped(source: string, at: number): number {
  if (SPACE.test(source[at] ?? "")) return at + 1;
  if (source.startsWith("--", at)) return endOf(source.indexOf("\n", at), source.length, 1);
  // A block comment that does not end goes to the end of the file, as in SQLite.
  if (source.startsWith("/*", at)) return endOf(source.indexOf("*/", at + 2), source.length, 2);
  return at;
}

const endOf = (found: number, otherwise: number, length: number): number => (found < 0 ? otherwise : found + length);

function tokenAt(source: string, start: number): Token {
  const first = source[start] ?? "";
  const closing = CLOSING[first];
  if (closing !== undefined) return quoted(source, start, first, closing);
  if (WORD_START.test(first)) {
    let end = start + 1;
    while (end < source.length && WORD.test(source[end] ?? "")) end++;
    return { kind: "word", text: source.slice(start, end), start, end };
  }
  NUMBER.lastIndex = start;
  const [number] = NUMBER.exec(source) ?? [];
  if (number) return { kind: "number", text: number, start, end: start + number.length };
  return { kind: "mark", text: first, start, end: start + 1 };
}

/** A doubled closing quote stands for itself, but not in square brackets. */
function quoted(source: string, start: number, open: string, closing: string): Token {
  let text = "";
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] !== closing) text += source[at];
    else if (open !== "[" && source[at + 1] === closing) text += source[at++];
    else return { kind: open === "'" ? "string" : "name", text, start, end: at + 1 };
  }
  return { kind: "unfinished", text: source.slice(start), start, end: source.length };
}

export const isMark = (token: Token | undefined, mark: string): boolean =>
  token?.kind === "mark" && token.text === mark;

/** `word` in capitals. */
export const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === "word" && words.includes(token.text.toUpperCase());

/** The same for texts that differ in spaces, comments, letter case of words and kind of quotes alone. */
export const normalised = (tokens: readonly Token[]): string =>
  tokens.map(({ kind, text }) => (kind === "string" ? `'${text}'` : text.toLowerCase())).join(" ");
