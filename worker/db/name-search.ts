import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { LEFT_OUT, PARTING } from "../../core/hebrew/name.ts";

/** Our own signs, not what somebody typed: as parameters they would use up most of the hundred that a query may have. */
const literal = (sign: string): SQL => sql.raw(`'${sign.replaceAll("'", "''")}'`);

/** As `foldName` of core/hebrew/name.ts does it on the other side. */
const folded = (name: SQLWrapper): SQL => {
  const without = LEFT_OUT.reduce((inner, sign) => sql`replace(${inner}, ${literal(sign)}, '')`, sql`lower(${name})`);
  return PARTING.reduce((inner, sign) => sql`replace(${inner}, ${literal(sign)}, ' ')`, without);
};

/**
 * Whether a name has each of these words in it, in whatever order and however they are joined. `words`: of `searchTerms`
 * (core/leads/search.ts); none are found nowhere. `instr` and not LIKE: D1 takes LIKE patterns of 50 bytes at most.
 */
export const nameHas = (name: SQLWrapper, words: readonly string[]): SQL => {
  const plain = folded(name);
  const each = words.map((word) => sql`instr(${plain}, lower(${word})) > 0`);
  return each.length === 0 ? sql`false` : sql`(${sql.join(each, sql` and `)})`;
};
