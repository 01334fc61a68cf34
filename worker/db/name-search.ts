import { sql, type SQL, type SQLWrapper } from "drizzle-orm";

/**
 * Whether a name has `part` in it: upper and lower case are one, and so are ״ and ", which keyboards have in its place.
 * `part` is `name` of `searchTerms` (core/leads/search.ts).
 */
export const nameHas = (name: SQLWrapper, part: string): SQL =>
  sql`instr(replace(replace(lower(${name}), '״', '"'), '׳', ''''), lower(${part})) > 0`;
