import { useNavigate, useSearchParams } from "react-router";
import { seesOnlyOwn } from "../../../../../core/auth/permissions.ts";
import { paths } from "../../../paths.ts";
import { useBusiness } from "../../business/business-context.ts";
import { NO_FILTER, readListFilter, toSearch, type ListFilter } from "./list-filter.ts";

/** The filter that stands in the address, and how to change it: the history keeps one step for the whole list. */
export function useListFilter() {
  const { slug, role, agentsSee } = useBusiness();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const ownOnly = seesOnlyOwn(role, agentsSee);
  const read = readListFilter(search);
  // Who sees their own alone has nothing to choose.
  const filter: ListFilter = ownOnly ? { ...read, of: "all", agent: null } : read;
  const go = (next: ListFilter) => void navigate(paths.leadsFiltered(slug, toSearch(next)), { replace: true });
  return {
    filter,
    ownOnly,
    set: (part: Partial<ListFilter>) => go({ ...filter, ...part }),
    clear: () => go({ ...NO_FILTER, sort: filter.sort }),
  };
}
export type UsedFilter = ReturnType<typeof useListFilter>;
