/**
 * Which statements of a migration would take something away: rows, columns, names, or the freedom that the version
 * before has when it writes, since it goes on running while the new one comes up. What is not known to be harmless is
 * refused.
 */
import { addedColumnProblem } from "./added-column.ts";
import { Growth, type Tables } from "./growth.ts";
import { isWord, type Token } from "./sql-tokens.ts";
import { Reader, shortened, splitAtCommas, statementsOf, type Statement } from "./statements.ts";
import { writeProblem } from "./writes.ts";

export type Objection = { line: number; statement: string; problem: string };

export function objectionsTo(source: string, before: Tables): Objection[] {
  const growth = new Growth(before);
  return statementsOf(source).flatMap((statement) => {
    const problem = problemOf(statement, growth);
    return problem === null ? [] : [{ line: statement.line, statement: shortened(statement.text), problem }];
  });
}

function problemOf({ tokens }: Statement, growth: Growth): string | null {
  if (tokens.some(({ kind }) => kind === "unfinished")) return "a quote is opened and not closed";
  const read = new Reader(tokens);
  if (read.take("CREATE")) return createProblem(read, growth);
  if (read.take("ALTER", "TABLE")) return alterProblem(read, growth);
  if (isWord(read.peek(), "INSERT", "UPDATE")) return writeProblem(read, growth);
  if (isWord(read.peek(), "DELETE", "REPLACE")) return "it takes rows away";
  if (read.take("DROP")) return "DROP takes away what the version before uses; leave it, unused";
  return "a migration holds CREATE, ALTER TABLE … ADD COLUMN, INSERT and UPDATE, nothing else";
}

function createProblem(read: Reader, growth: Growth): string | null {
  if (read.take("TABLE") || read.take("VIRTUAL", "TABLE") || read.take("VIEW")) {
    read.take("IF", "NOT", "EXISTS");
    const name = read.name();
    if (name === null) return "it names no table";
    if (growth.before.has(name)) return `${name} is there already`;
    growth.newTables.add(name);
    return null;
  }
  if (read.take("INDEX")) return null;
  if (read.take("UNIQUE", "INDEX")) return uniqueIndexProblem(read, growth);
  if (read.take("TRIGGER")) return triggerProblem(read, growth);
  return "of this kind nothing can be created here";
}

/** Rows of before, and rows which the version before writes, must not be refused: a new column that is null cannot clash. */
function uniqueIndexProblem(read: Reader, growth: Growth): string | null {
  read.take("IF", "NOT", "EXISTS");
  read.name();
  if (!read.take("ON")) return "it names no table";
  const table = read.name() ?? "";
  if (!growth.isOld(table)) return null;
  const columns = splitAtCommas(read.bracketed() ?? []).map(plainColumn);
  const safe = columns.some((column) => column !== null && growth.newColumns.get(table)?.get(column)?.empty);
  return safe ? null : `rows of ${table} that are allowed today would be refused`;
}

/** The column of a part of an index; null for an expression. */
function plainColumn(part: readonly Token[]): string | null {
  const read = new Reader(part);
  const name = read.name();
  if (read.take("COLLATE")) read.name();
  if (!read.take("ASC")) read.take("DESC");
  return read.done ? name : null;
}

function alterProblem(read: Reader, growth: Growth): string | null {
  const table = read.name() ?? "";
  if (!read.take("ADD")) return "of ALTER TABLE only ADD COLUMN adds";
  if (!read.take("COLUMN") && isWord(read.peek(), "CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN")) {
    return `a new rule for ${table} refuses rows that are allowed today`;
  }
  const column = read.name();
  if (column === null) return "it names no column";
  const added = addedColumnProblem(read, { column, oldColumns: growth.before.get(table) ?? new Set() });
  if (typeof added === "string") return growth.isOld(table) ? added : null;
  growth.addColumn(table, column, added);
  return null;
}

/** A trigger runs when the version before writes: on its tables it may keep something new in step, nothing else. */
function triggerProblem(read: Reader, growth: Growth): string | null {
  read.take("IF", "NOT", "EXISTS");
  read.name();
  while (!read.done && !isWord(read.peek(), "ON")) read.next();
  read.take("ON");
  const table = read.name() ?? "";
  if (!growth.isOld(table)) return null;
  if (read.rest().some((token) => isWord(token, "RAISE")))
    return `it refuses writes to ${table} that are allowed today`;
  for (const body of bodyOf(read)) {
    const statement = new Reader(body);
    if (isWord(statement.peek(), "SELECT")) continue;
    const problem = writeProblem(statement, growth, true);
    if (problem !== null) return `when ${table} is written: ${problem}`;
  }
  return null;
}

function bodyOf(read: Reader): Token[][] {
  while (!read.done && !isWord(read.peek(), "BEGIN")) read.next();
  read.take("BEGIN");
  const statements: Token[][] = [[]];
  for (const token of read.rest().slice(0, -1)) {
    if (token.kind === "mark" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((tokens) => tokens.length > 0);
}
