import { ArrowDownWideNarrow, Columns3 } from "lucide-react";
import type { RefObject } from "react";
import { DEAL_TYPES } from "../../../../../core/leads/deal-types.ts";
import { LEAD_COLUMNS } from "../../../../../core/leads/list-columns.ts";
import { LEAD_SORTS, type LeadSort } from "../../../../../core/leads/list-sorts.ts";
import type { LeadCount } from "../../../../../core/leads/list.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../../business/business-context.ts";
import { LeadsViews } from "../board/leads-views.tsx";
import { ChoiceMenu } from "./choice-menu.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { canSort, SOURCES, toSearch, toStatusQuery } from "./list-filter.ts";
import { ListSearch } from "./list-search.tsx";
import { useChoices } from "./use-choices.tsx";
import { useColumns } from "./use-columns.ts";
import type { UsedFilter } from "./use-list-filter.ts";

const t = he.leadList;
const OF = ["all", "mine", "none"] as const;
/** Stands for everybody in the list of colleagues. */
const EVERYBODY = "";

type Props = {
  used: UsedFilter;
  count: LeadCount | undefined;
  isLoading: boolean;
  searchBox: RefObject<HTMLDivElement | null>;
};

export function FilterBar({ used, count, isLoading, searchBox }: Props) {
  const { slug } = useBusiness();
  const userId = useSession().user.id;
  const { filter, ownOnly, set } = used;
  const choices = useChoices();
  const [columns, setColumns] = useColumns();
  const isSearching = filter.q.trim() !== "";
  // All leads by when they came are kept in that order.
  const isTooMany = (sort: LeadSort) => !canSort(sort, filter, ownOnly, count?.isMore ?? false);
  const noteOf = (sort: LeadSort) => (isSearching ? t.whileSearching : isTooMany(sort) ? t.tooMany : undefined);
  return (
    <section aria-label={t.filters} className="mb-4 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <ListSearch query={filter.q} onQuery={(q) => set({ q })} isLoading={isLoading} box={searchBox} />
        {!ownOnly && (
          <SegmentedLinks
            label={he.leads.filter.label}
            items={OF.map((of) => ({
              to: paths.leadsFiltered(slug, toSearch({ ...filter, of, agent: null })),
              text: he.leads.filter[of],
              isCurrent: filter.agent === null && filter.of === of,
            }))}
          />
        )}
        <div className="ms-auto">
          <LeadsViews current="list" />
        </div>
      </div>
      <div className="-mx-4 mt-2 flex items-center gap-2 overflow-x-auto px-4 py-0.5 md:mx-0 md:flex-wrap md:overflow-visible md:px-0">
        <ChoiceMenu
          label={t.by.status}
          choices={choices.status}
          chosen={filter.status}
          // Of what is searched for, nobody counts all that there is.
          counted={isSearching ? undefined : toStatusQuery(filter, { userId, ownOnly })}
          onChange={(status) => set({ status })}
        />
        <ChoiceMenu
          label={t.by.deal}
          choices={choices.deal}
          chosen={filter.deal}
          onChange={(chosen) => set({ deal: filterOf(DEAL_TYPES, chosen) })}
        />
        <ChoiceMenu
          label={t.by.tag}
          choices={choices.tag}
          chosen={filter.tag}
          empty={t.noTags}
          onChange={(tag) => set({ tag })}
        />
        <ChoiceMenu
          label={t.by.source}
          choices={choices.source}
          chosen={filter.source}
          onChange={(chosen) => set({ source: filterOf(SOURCES, chosen) })}
        />
        {!ownOnly && (
          <ChoiceMenu
            label={t.by.agent}
            isSingle
            isCounted={filter.agent !== null}
            choices={[{ value: EVERYBODY, text: t.everybody }, ...choices.agent]}
            chosen={[filter.agent ?? EVERYBODY]}
            onChange={([agent = EVERYBODY]) => set({ of: "all", agent: agent === EVERYBODY ? null : agent })}
          />
        )}
        <span className="hidden grow md:block" />
        <ChoiceMenu
          label={t.sorts[isSearching ? "changed" : filter.sort]}
          icon={<ArrowDownWideNarrow aria-hidden className="size-4 text-ink-faint" />}
          isSingle
          isCounted={false}
          choices={LEAD_SORTS.map((value) => {
            const note = noteOf(value);
            return {
              value,
              text: t.sorts[value],
              isDisabled: isSearching || (isTooMany(value) && filter.sort !== value),
              ...(note !== undefined && { note }),
            };
          })}
          chosen={[filter.sort]}
          onChange={([sort]) => set({ sort: LEAD_SORTS.find((each) => each === sort) ?? "changed" })}
        />
        <ChoiceMenu
          label={t.columns}
          icon={<Columns3 aria-hidden className="size-4 text-ink-faint" />}
          isCounted={false}
          choices={LEAD_COLUMNS.map((value) => ({ value, text: t.column[value] }))}
          chosen={columns}
          onChange={(chosen) => setColumns(LEAD_COLUMNS.filter((column) => chosen.includes(column)))}
          className="max-lg:hidden"
        />
      </div>
      <FilterChips used={used} />
    </section>
  );
}

const filterOf = <Value extends string>(known: readonly Value[], chosen: readonly string[]): Value[] =>
  known.filter((value) => chosen.includes(value));
