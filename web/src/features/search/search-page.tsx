import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, SearchX } from "lucide-react";
import { useSearchParams } from "react-router";
import type { FoundCall, FoundLead } from "../../../../core/search/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths, SEARCHED_KINDS, type SearchedKind } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { SegmentedLinks } from "../../ui/segmented-links.tsx";
import { useSearchText } from "../../ui/use-search-text.ts";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { FoundCallRow, FoundLeadRow } from "./found-rows.tsx";
import { FoundSection } from "./found-section.tsx";
import { foundCallsQuery, foundLeadsQuery, itemsOf } from "./search-queries.ts";

const t = he.search;
/** One letter finds everybody. */
const MIN_CHARS = 2;

/** Everything that is found for what stands in the address: `?q=`, and in `in` the kind that is looked at alone. */
export function SearchPage() {
  const { slug } = useBusiness();
  const [address] = useSearchParams();
  const kind = SEARCHED_KINDS.find((each) => each === address.get("in")) ?? "all";
  const { typed, query, setTyped, settle } = useSearchText("q");
  useTitle(query === "" ? t.title : `${query} · ${t.title}`);

  return (
    <>
      <PageHeader title={t.title} />
      <div className="mb-5 flex flex-col gap-3 md:flex-row md:items-center">
        <SearchField
          label={t.label}
          placeholder={t.placeholder}
          value={typed}
          onChange={setTyped}
          onBlur={settle}
          autoFocus={query === ""}
        />
        <SegmentedLinks
          label={t.kinds.label}
          items={SEARCHED_KINDS.map((each) => ({
            to: paths.search(slug, query, each),
            text: t.kinds[each],
            isCurrent: each === kind,
          }))}
        />
      </div>
      {query.trim().length < MIN_CHARS ? (
        <EmptyState icon={<Search aria-hidden />} {...t.start} />
      ) : (
        <Found typed={query.trim()} kind={kind} />
      )}
    </>
  );
}

const leadIdOf = ({ lead }: FoundLead) => lead.id;
const callIdOf = ({ call }: FoundCall) => call.id;

function Found({ typed, kind }: { typed: string; kind: SearchedKind }) {
  const { businessId } = useBusiness();
  const [showsLeads, showsCalls] = [kind !== "calls", kind !== "leads"];
  const leadList = useInfiniteQuery({ ...foundLeadsQuery(businessId, typed), enabled: showsLeads });
  const callList = useInfiniteQuery({ ...foundCallsQuery(businessId, typed), enabled: showsCalls });
  const leads = itemsOf(leadList.data?.pages, leadIdOf);
  const calls = itemsOf(callList.data?.pages, callIdOf);
  const isThere = (!showsLeads || leads !== undefined) && (!showsCalls || calls !== undefined);
  const shownLeads = showsLeads ? (leads?.length ?? 0) : null;
  const shownCalls = showsCalls ? (calls?.length ?? 0) : null;
  const isNothing = isThere && !shownLeads && !shownCalls;
  return (
    <>
      {/* Always there, so that what comes into it is read out. */}
      <p role="status" className="sr-only">
        {isThere && (isNothing ? t.none(typed).title : t.found(shownLeads, shownCalls))}
      </p>
      {isNothing && <EmptyState icon={<SearchX aria-hidden />} {...t.none(typed)} />}
      {!isNothing && showsLeads && (
        <FoundSection
          title={t.kinds.leads}
          none={t.noneInKind.leads}
          list={leadList}
          items={leads}
          idOf={leadIdOf}
          Row={FoundLeadRow}
        />
      )}
      {!isNothing && showsCalls && (
        <FoundSection
          title={t.kinds.calls}
          none={t.noneInKind.calls}
          list={callList}
          items={calls}
          idOf={callIdOf}
          Row={FoundCallRow}
        />
      )}
    </>
  );
}
