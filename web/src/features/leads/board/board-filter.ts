/** By what the board is filtered: the same words in the address as the list of leads has. Pure. */
import type { LeadsFilter } from "../../../paths.ts";
import type { LeadsQuery } from "../lead-queries.ts";
import { readListFilter, toSearch, toStatusQuery } from "../list/list-filter.ts";

type Reader = { userId: string; /** Who sees their own alone chooses nobody. */ ownOnly: boolean };

export const boardQuery = (search: URLSearchParams, reader: Reader): LeadsQuery =>
  toStatusQuery(readListFilter(search), reader);

/** Null: of one colleague's. */
export function ofFilter(search: URLSearchParams): LeadsFilter | null {
  const { of, agent } = readListFilter(search);
  return agent === null ? of : null;
}

/** The filters of an address for the other view of the same leads; `of` in place of whose they were. */
export function filtersFor(search: URLSearchParams, of?: LeadsFilter): string {
  const filter = readListFilter(search);
  const whose = of === undefined ? {} : { of, agent: null };
  return toSearch({ ...filter, status: [], q: "", sort: "changed", ...whose });
}

/** Whether more than by whose they are. */
export const isNarrowed = ({ source, tag, deal }: LeadsQuery): boolean =>
  source !== undefined || tag !== undefined || deal !== undefined;
