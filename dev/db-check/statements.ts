/** A migration's statements, and a reader that walks through one. */
import { isMark, isWord, tokensOf, type Token } from "./sql-tokens.ts";

export type Statement = { tokens: Token[]; text: string; line: number };

/**
 * At each semicolon, except within a trigger, which goes on to the `END` that follows a semicolon; the `END` of a `CASE`
 * does not.
 */
export function statementsOf(source: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  const close = () => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last)
      statements.push({
        tokens,
        text: source.slice(first.start, last.end),
        line: source.slice(0, first.start).split("\n").length,
      });
    tokens = [];
  };
  for (const token of tokensOf(source)) {
    if (isMark(token, ";") && (!isTrigger(tokens) || endsTrigger(tokens))) close();
    else tokens.push(token);
  }
  close();
  return statements;
}

function isTrigger([create, second, third]: readonly Token[]): boolean {
  if (!isWord(create, "CREATE")) return false;
  return isWord(second, "TRIGGER") || (isWord(second, "TEMP", "TEMPORARY") && isWord(third, "TRIGGER"));
}

const endsTrigger = (tokens: readonly Token[]): boolean => isWord(tokens.at(-1), "END") && isMark(tokens.at(-2), ";");

/** On one line, and not a long one: for a message. */
export const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

/** Walks through a statement's tokens. Words are given in capitals. */
export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  rest(): readonly Token[] {
    return this.#tokens.slice(this.#at);
  }

  /** Steps over these words when they stand here, one after the other; else stays. */
  take(...words: string[]): boolean {
    if (!words.every((word, index) => isWord(this.#tokens[this.#at + index], word))) return false;
    this.#at += words.length;
    return true;
  }

  takeMark(mark: string): boolean {
    if (!isMark(this.peek(), mark)) return false;
    this.#at++;
    return true;
  }

  /** A name, without the `main.` before it, in small letters: SQLite's names know no case. Null: there is none here. */
  name(): string | null {
    const token = this.peek();
    if (token?.kind !== "word" && token?.kind !== "name" && token?.kind !== "string") return null;
    this.#at++;
    const text = token.text.toLowerCase();
    return text === "main" && this.takeMark(".") ? this.name() : text;
  }

  /** What stands between the bracket that opens here and its partner; null when none opens here. */
  bracketed(): Token[] | null {
    if (!this.takeMark("(")) return null;
    const inside: Token[] = [];
    for (let depth = 1; !this.done;) {
      const token = this.next() as Token;
      if (isMark(token, "(")) depth++;
      if (isMark(token, ")") && --depth === 0) return inside;
      inside.push(token);
    }
    return inside;
  }
}

/** At the commas that stand in no bracket. */
export function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isMark(token, "(")) depth++;
    if (isMark(token, ")")) depth--;
    if (depth === 0 && isMark(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
