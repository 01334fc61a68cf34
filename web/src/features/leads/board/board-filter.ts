/** By what the board is filtered: the same words in the address as the list of leads has. Pure. */
import { DEAL_TYPES } from "../../../../../core/leads/deal-types.ts";
import { he } from "../../../i18n/he.ts";
import type { LeadsFilter } from "../../../paths.ts";
import type { LeadsQuery } from "../lead-queries.ts";

const OF = ["all", "mine", "none"] as const;
const NOBODY = "none";
/** As the server takes them. */
const VALUES_MAX = 30;
const VALUE_MAX_CHARS = 64;
const FILTERS = ["of", "agent", "source", "tag", "deal"] as const;

export const ofFilter = (search: URLSearchParams): LeadsFilter | null => {
  if (search.get("agent")) return null;
  return OF.find((each) => each === search.get("of")) ?? "all";
};

type Reader = { userId: string; /** Who sees their own alone chooses nobody. */ ownOnly: boolean };

export function boardQuery(search: URLSearchParams, { userId, ownOnly }: Reader): LeadsQuery {
  const assignedTo = ownOnly ? undefined : assignedToOf(search, userId);
  const source = valuesOf(search, "source", Object.keys(he.leads.source));
  const deal = valuesOf(search, "deal", DEAL_TYPES);
  const tag = valuesOf(search, "tag", null);
  return {
    ...(assignedTo !== undefined && { assignedTo }),
    ...(source && { source }),
    ...(tag && { tag }),
    ...(deal && { deal }),
  };
}

function assignedToOf(search: URLSearchParams, userId: string): string | undefined {
  const agents = valuesOf(search, "agent", null);
  if (agents) return agents;
  const of = ofFilter(search);
  return of === "mine" ? userId : of === "none" ? NOBODY : undefined;
}

/** `among`: null where any may be; what is none of them is left out, as of an address that was typed. */
function valuesOf(search: URLSearchParams, name: string, among: readonly string[] | null): string | undefined {
  const values = (search.get(name) ?? "")
    .split(",")
    .filter((value) => value !== "" && value.length <= VALUE_MAX_CHARS && (among === null || among.includes(value)));
  return values.length === 0 ? undefined : [...new Set(values)].slice(0, VALUES_MAX).join(",");
}

/** The filters of an address for the other view of the same leads; `of` in place of whose they were. */
export function filtersFor(search: URLSearchParams, of?: LeadsFilter): string {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = search.get(name);
    if (value && (of === undefined || (name !== "of" && name !== "agent"))) kept.set(name, value);
  }
  if (of !== undefined && of !== "all") kept.set("of", of);
  return kept.toString();
}

/** Whether more than by whose they are. */
export const isNarrowed = ({ source, tag, deal }: LeadsQuery): boolean =>
  source !== undefined || tag !== undefined || deal !== undefined;
