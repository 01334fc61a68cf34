import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { addressLine } from "../../../../core/listings/address.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { Cover } from "./cover.tsx";
import { factsText, priceText } from "./listing-texts.ts";
import { MatchLine, MatchLists } from "./matches/match-line.tsx";
import { leadMatchesQuery, useDecideMatch } from "./matches/match-queries.ts";

const t = listingTexts.matches;

/** Homes that fit what a lead looks for: a section of the lead's page. */
export function LeadMatches({ leadId }: { leadId: string }) {
  const { businessId, slug } = useBusiness();
  const mayDecide = useMay()("matches.decide");
  const decide = useDecideMatch(businessId);
  const { data, error, refetch } = useQuery(leadMatchesQuery(businessId, leadId));
  return (
    <Section title={t.titleOfLead}>
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-16" />}
      {data?.items.length === 0 && <p className="text-ink-faint">{t.noneOfLead}</p>}
      {data && data.items.length > 0 && (
        <MatchLists
          {...data}
          renderLine={(match) => (
            <MatchLine
              key={`${match.listing.id} ${match.demandId}`}
              match={match}
              onDecide={
                mayDecide
                  ? (state) => decide.mutate({ listingId: match.listing.id, demandId: match.demandId, state })
                  : undefined
              }
            >
              <Link to={paths.listing(slug, match.listing.id)} className="flex items-center gap-3 hover:underline">
                <Cover listing={match.listing} className="size-12 shrink-0 rounded-lg" />
                <span className="min-w-0">
                  <span className="block font-medium">{addressLine(match.listing, "full")}</span>
                  <span className="block text-sm text-ink-soft">
                    {[priceText(match.listing), factsText(match.listing)].filter(Boolean).join(" · ")}
                  </span>
                </span>
              </Link>
            </MatchLine>
          )}
        />
      )}
    </Section>
  );
}
