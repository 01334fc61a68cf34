/** `ALTER TABLE … ADD COLUMN`: whether rows without the column, of before and still to come, may stay as they are. */
import { isWord, type Token } from "./sql-tokens.ts";
import type { Reader } from "./statements.ts";

type Context = { column: string; oldColumns: ReadonlySet<string> };

/** `read` stands behind the column's name. Answers with what is wrong, or whether the rows of before have null there. */
export function addedColumnProblem(read: Reader, { column, oldColumns }: Context): string | { empty: boolean } {
  let notNull = false;
  let filled = false;
  let generated = false;
  while (!read.done) {
    if (read.take("NOT", "NULL")) notNull = true;
    else if (read.take("DEFAULT")) filled = !isNull(defaultOf(read));
    else if (read.take("REFERENCES")) skipReference(read);
    else if (isWord(read.peek(), "UNIQUE", "PRIMARY")) return "a column that is added cannot be unique";
    else if (read.take("CHECK")) {
      const other = (read.bracketed() ?? []).map(nameOf).find((name) => name !== column && oldColumns.has(name));
      if (other !== undefined) return `the check refuses values of ${other} that are allowed today`;
    } else if (read.take("AS")) generated = true;
    else read.next();
  }
  if (notNull && generated) return "a computed column that must not be null can refuse rows that are allowed today";
  if (notNull && !filled) return "NOT NULL needs a default, for rows that are there and for the version before";
  return { empty: !filled && !generated };
}

const nameOf = ({ kind, text }: Token): string => (kind === "word" || kind === "name" ? text.toLowerCase() : "");

/** The tokens of the default: an expression in brackets, or a value with its sign. */
function defaultOf(read: Reader): readonly Token[] {
  const expression = read.bracketed();
  if (expression) return expression;
  const sign = read.takeMark("-") || read.takeMark("+");
  const value = read.next();
  return value && !sign ? [value] : [];
}

const isNull = (value: readonly Token[]): boolean => value.length === 1 && isWord(value[0], "NULL");

/** Its `SET NULL` and `NOT DEFERRABLE` are no constraints of the column. */
function skipReference(read: Reader): void {
  read.name();
  read.bracketed();
  for (;;) {
    if (read.take("ON")) {
      read.next();
      if (!read.take("NO", "ACTION") && !read.take("SET", "NULL") && !read.take("SET", "DEFAULT")) read.next();
    } else if (read.take("MATCH")) read.next();
    else if (!read.take("NOT", "DEFERRABLE") && !read.take("DEFERRABLE")) return;
    else if (read.take("INITIALLY")) read.next();
  }
}
