/** By what the list of leads is filtered and how it is ordered: from the address and back. Pure. */
import { DEAL_TYPES, type DealType } from "../../../../../core/leads/deal-types.ts";
import { LEAD_SORTS, type LeadSort } from "../../../../../core/leads/list-sorts.ts";
import type { LeadSourceKind } from "../../../../../core/leads/source.ts";
import type { UNASSIGNED } from "../../../../../core/leads/wire.ts";
import { he } from "../../../i18n/he.ts";
import type { LeadsFilter } from "../../../paths.ts";

export type ListFilter = {
  of: LeadsFilter;
  /** User id of one colleague; `of` is `all` then. */
  agent: string | null;
  status: string[];
  source: LeadSourceKind[];
  tag: string[];
  deal: DealType[];
  q: string;
  sort: LeadSort;
};
/** Those with several values. */
export const SEVERAL = ["status", "source", "tag", "deal"] as const;
export type Several = (typeof SEVERAL)[number];

const OF = ["all", "mine", "none"] as const;
export const SOURCES = Object.keys(he.leads.source) as LeadSourceKind[];
const NOBODY: typeof UNASSIGNED = "none";
const VALUES_MAX = 30;
const VALUE_MAX_CHARS = 64;
const QUERY_MAX_CHARS = 80;

export const NO_FILTER: ListFilter = {
  of: "all",
  agent: null,
  status: [],
  source: [],
  tag: [],
  deal: [],
  q: "",
  sort: "changed",
};

/** What makes no sense in an address is as if it were not there. */
export function readListFilter(search: URLSearchParams): ListFilter {
  const several = (name: Several): string[] => {
    const values = (search.get(name) ?? "")
      .split(",")
      .filter((value) => value !== "" && value.length <= VALUE_MAX_CHARS);
    return [...new Set(values)].slice(0, VALUES_MAX);
  };
  const among = <Value extends string>(known: readonly Value[], values: string[]): Value[] =>
    known.filter((value) => values.includes(value));
  const agent = search.get("agent");
  return {
    of: agent ? "all" : (OF.find((each) => each === search.get("of")) ?? "all"),
    agent: agent && agent.length <= VALUE_MAX_CHARS ? agent : null,
    status: several("status"),
    source: among(SOURCES, several("source")),
    tag: several("tag"),
    deal: among(DEAL_TYPES, several("deal")),
    q: (search.get("q") ?? "").slice(0, QUERY_MAX_CHARS),
    sort: LEAD_SORTS.find((each) => each === search.get("sort")) ?? "changed",
  };
}

/** Only what differs from the whole list: its address stays short. */
export function toSearch(filter: ListFilter): string {
  const search = new URLSearchParams();
  if (filter.agent !== null) search.set("agent", filter.agent);
  else if (filter.of !== "all") search.set("of", filter.of);
  for (const name of SEVERAL) if (filter[name].length > 0) search.set(name, filter[name].join(","));
  if (filter.q.trim() !== "") search.set("q", filter.q);
  if (filter.sort !== "changed") search.set("sort", filter.sort);
  return search.toString().replaceAll("%2C", ",");
}

/** As the API is asked, without the order. */
export function toQuery({ of, agent, q, ...filter }: ListFilter, userId: string): Record<string, string> {
  const who = agent ?? { all: null, mine: userId, none: NOBODY }[of];
  return {
    ...(who !== null && { assignedTo: who }),
    ...Object.fromEntries(SEVERAL.flatMap((name) => (filter[name].length > 0 ? [[name, filter[name].join(",")]] : []))),
    ...(q.trim() !== "" && { query: q.trim() }),
  };
}

/** Of every status, whatever is searched for: what stands in its columns, or how many there are. */
export function toStatusQuery(
  filter: ListFilter,
  { userId, ownOnly }: { userId: string; ownOnly: boolean },
): Record<string, string> {
  const whose = ownOnly ? { of: "all" as const, agent: null } : {};
  return toQuery({ ...filter, ...whose, status: [], q: "" }, userId);
}

/** The order that the server can make of so many; null: by how well they were found. */
export function sortShown(filter: ListFilter, ownOnly: boolean, isMore: boolean): LeadSort | null {
  if (filter.q.trim() !== "") return null;
  return canSort(filter.sort, filter, ownOnly, isMore) ? filter.sort : "changed";
}

/** All leads by when they came are kept in that order; of what is filtered only so many can be put in another one. */
export const canSort = (sort: LeadSort, filter: ListFilter, ownOnly: boolean, isMore: boolean): boolean =>
  sort === "changed" || !isMore || (sort === "created" && !ownOnly && !isNarrowed(filter, ownOnly));

/** Whether it shows something else than all leads (that one may see). `ownOnly`: whose leads is no choice of theirs. */
export const isNarrowed = (filter: ListFilter, ownOnly: boolean): boolean =>
  filter.agent !== null ||
  (!ownOnly && filter.of !== "all") ||
  filter.q.trim() !== "" ||
  SEVERAL.some((name) => filter[name].length > 0);
