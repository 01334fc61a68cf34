import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { seesOnlyOwn } from "../../../../../core/auth/permissions.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useSession } from "../../auth/session-context.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { leadCountsQuery, leadStatusesQuery, type LeadsQuery } from "../lead-queries.ts";
import { useMoveLead } from "../statuses/use-move-lead.tsx";
import { BoardColumn } from "./board-column.tsx";
import { boardQuery, filtersFor, isNarrowed, ofFilter } from "./board-filter.ts";
import { LeadsViews } from "./leads-views.tsx";

const t = he.board;
const OF = ["all", "mine", "none"] as const;

/** Leads by status, a column each, moved by hand. */
export function BoardPage() {
  useTitle(t.title);
  const { slug, role, agentsSee } = useBusiness();
  const { user } = useSession();
  const may = useMay();
  const [search] = useSearchParams();
  const ownOnly = seesOnlyOwn(role, agentsSee);
  const filter = useMemo(() => boardQuery(search, { userId: user.id, ownOnly }), [search, user.id, ownOnly]);
  const of = ofFilter(search);
  return (
    <>
      <PageHeader title={he.leads.title} />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <LeadsViews current="board" />
        {!ownOnly && (
          <SegmentedLinks
            label={he.leads.filter.label}
            items={OF.map((each) => ({
              to: paths.leadsBoard(slug, filtersFor(search, each)),
              text: he.leads.filter[each],
              isCurrent: each === of,
            }))}
          />
        )}
        {isNarrowed(filter) && (
          <p className="text-sm text-ink-soft">
            {t.filtered} <TextLink to={paths.leadsBoard(slug)}>{t.clear}</TextLink>
          </p>
        )}
        {may("leadSettings.change") && (
          <Link to={paths.leadSettings(slug)} className={cx(buttonClass("quiet", "small"), "ms-auto max-sm:hidden")}>
            <SlidersHorizontal aria-hidden className="size-4" />
            {t.settings}
          </Link>
        )}
      </div>
      <Board filter={filter} />
    </>
  );
}

function Board({ filter }: { filter: LeadsQuery }) {
  const { businessId } = useBusiness();
  const statuses = useQuery(leadStatusesQuery(businessId));
  const counts = useQuery(leadCountsQuery(businessId, filter));
  const { move, question } = useMoveLead();
  if (!statuses.data) {
    return statuses.error ? (
      <ErrorState error={statuses.error} onRetry={() => void statuses.refetch()} />
    ) : (
      <Skeleton className="h-96 rounded-xl" />
    );
  }
  const all = statuses.data;
  return (
    <>
      {/* To the edges of the screen: what goes on beyond them is seen to go on. */}
      <section
        aria-label={t.label}
        className="-mx-4 -mb-10 flex snap-x snap-mandatory scroll-px-4 gap-3 overflow-x-auto px-4 pb-3 md:-mx-8 md:-mb-8 md:snap-none md:px-8"
      >
        {all.map((status) => (
          <BoardColumn
            key={status.id}
            status={status}
            filter={filter}
            count={counts.data?.find((one) => one.status === status.id)}
            onMove={(lead) => move(lead, status)}
          />
        ))}
      </section>
      {question}
    </>
  );
}
