/**
 * Finding people by what was typed (core/leads/search.ts). `instr` and not LIKE: D1 takes LIKE patterns of 50 bytes at
 * most, about 24 Hebrew letters, and `%` is a letter here like any other.
 */
import { or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { searchTerms } from "../../../core/leads/search.ts";
import { nameHas } from "../../db/name-search.ts";

/** `numbers`: E.164, or as people typed them. */
type Searched = { name: SQLiteColumn; numbers: (SQLiteColumn | SQL)[] };

/** Undefined when nothing is looked for. */
export function found({ name, numbers }: Searched, query: string | undefined): SQL | undefined {
  const terms = searchTerms(query ?? "");
  if (!terms) return undefined;
  const { phone } = terms;
  const byName = nameHas(name, terms.words);
  if (!phone) return byName;
  return or(
    byName,
    ...numbers.map((number) => sql`instr(${digitsOf(number)}, ${phone.digits}) > 0`),
    ...numbers.flatMap((number) => (phone.start === null ? [] : [sql`instr(${number}, ${phone.start}) = 1`])),
  );
}

/** Without what people put between digits. */
const digitsOf = (number: SQLiteColumn | SQL): SQL =>
  [" ", "-", "(", ")", ".", "/"].reduce((inner, sign) => sql`replace(${inner}, ${sign}, '')`, sql`${number}`);
