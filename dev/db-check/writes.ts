/** `INSERT` and `UPDATE` in a migration, and what a trigger on an old table writes. */
import type { Growth } from "./growth.ts";
import { isWord, type Token } from "./sql-tokens.ts";
import { Reader, splitAtCommas } from "./statements.ts";

/** Null when it writes new tables and new columns alone. Within a trigger, rows of new tables may go again as well. */
export function writeProblem(read: Reader, growth: Growth, inTrigger = false): string | null {
  if (read.take("INSERT")) return insertProblem(read, growth);
  if (read.take("UPDATE")) return updateProblem(read, growth);
  if (inTrigger && read.take("DELETE", "FROM")) {
    const table = read.name() ?? "";
    return growth.newTables.has(table) ? null : `it takes rows of ${table} away`;
  }
  return "only INSERT and UPDATE can be told to be harmless";
}

function insertProblem(read: Reader, growth: Growth): string | null {
  if (replaces(read)) return "OR REPLACE takes rows away";
  read.take("INTO");
  const table = read.name() ?? "";
  return growth.newTables.has(table) ? null : `${table} is not new; its rows are the product's to write`;
}

function updateProblem(read: Reader, growth: Growth): string | null {
  if (replaces(read)) return "OR REPLACE takes rows away";
  const table = read.name() ?? "";
  if (growth.newTables.has(table)) return null;
  while (!read.done && !isWord(read.peek(), "SET")) read.next();
  read.take("SET");
  const old = setColumns(read.rest()).find((column) => !growth.isNewColumn(table, column));
  return old === undefined ? null : `it writes over ${old || "columns"} of ${table}; only new columns may be filled`;
}

/** Steps over `OR …`. */
function replaces(read: Reader): boolean {
  return read.take("OR") && isWord(read.next(), "REPLACE");
}

/** The columns that are set; an empty name for one that cannot be read. */
function setColumns(tokens: readonly Token[]): string[] {
  return splitAtCommas(untilClause(tokens)).flatMap((part) => {
    const read = new Reader(part);
    const several = read.bracketed();
    if (several) return splitAtCommas(several).map((names) => new Reader(names).name() ?? "");
    return [read.name() ?? ""];
  });
}

/** Up to the clause behind the list; one in brackets belongs to a value. */
function untilClause(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const end = tokens.findIndex((token) => {
    if (token.text === "(" && token.kind === "mark") depth++;
    if (token.text === ")" && token.kind === "mark") depth--;
    return depth === 0 && isWord(token, "FROM", "WHERE", "RETURNING", "ORDER", "LIMIT");
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}
