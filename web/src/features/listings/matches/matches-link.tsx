import { useQuery } from "@tanstack/react-query";
import { Handshake } from "lucide-react";
import { NEW_MATCHES_COUNTED } from "../../../../../core/listings/new-matches.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { paths } from "../../../paths.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { newMatchesQuery } from "./new-matches-query.ts";

/** To the matches, with how many are new. */
export function MatchesLink() {
  const { businessId, slug } = useBusiness();
  const { data: amount = 0 } = useQuery(newMatchesQuery(businessId));
  const shown = amount >= NEW_MATCHES_COUNTED ? `${NEW_MATCHES_COUNTED - 1}+` : String(amount);
  return (
    <LinkButton to={paths.matches(slug)}>
      <Handshake aria-hidden className="size-4" />
      {amount === 0 ? listingTexts.proposals.open : listingTexts.proposals.openNew(shown)}
    </LinkButton>
  );
}
