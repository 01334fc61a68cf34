import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Listing } from "../../../../../core/listings/wire.ts";
import { he } from "../../../i18n/he.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { paths } from "../../../paths.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PhoneActions } from "../../../ui/phone-number.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { wishText } from "../../leads/lead-texts.ts";
import { MatchLine, MatchLists } from "./match-line.tsx";
import { listingMatchesQuery, useDecideMatch } from "./match-queries.ts";

const t = listingTexts.matches;

/** Who looks for a home like this one, of the leads that one may see. */
export function ListingMatches({ listing }: { listing: Listing }) {
  const { id, state } = listing;
  const { businessId, slug } = useBusiness();
  const mayDecide = useMay()("matches.decide");
  const decide = useDecideMatch(businessId);
  const { data, error, refetch } = useQuery(listingMatchesQuery(businessId, id));
  return (
    <Section title={t.title}>
      {state !== "active" && <p className="text-ink-faint">{t.notOffered}</p>}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-16" />}
      {state === "active" && data?.items.length === 0 && <p className="text-ink-faint">{t.none}</p>}
      {data && data.items.length > 0 && (
        <MatchLists
          {...data}
          renderLine={(match) => (
            <MatchLine
              key={match.demand.id}
              match={match}
              sending={{ lead: match.lead, listing }}
              onDecide={
                mayDecide
                  ? (next) => decide.mutate({ listingId: id, demandId: match.demand.id, state: next })
                  : undefined
              }
            >
              <div className="flex items-center gap-2">
                <Link
                  to={paths.lead(slug, match.lead.id)}
                  className="min-w-0 font-medium break-words text-accent hover:underline"
                >
                  {match.lead.name ?? he.leads.namelessLead}
                </Link>
                {match.lead.phone && <PhoneActions phone={match.lead.phone} />}
              </div>
              <p className="text-sm break-words text-ink-soft">{wishText(match.demand)}</p>
            </MatchLine>
          )}
        />
      )}
    </Section>
  );
}
