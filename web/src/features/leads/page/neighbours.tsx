import { ChevronLeft, ChevronRight } from "lucide-react";
import { leadPage as t } from "../../../i18n/he/lead-page.ts";
import { paths } from "../../../paths.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { neighboursOf } from "../lead-neighbours.ts";

/** To the lead before and after this one in the list it came from; nothing where it came from none. */
export function Neighbours({ leadId }: { leadId: string }) {
  const { businessId, slug } = useBusiness();
  const { previous, next } = neighboursOf(businessId, leadId);
  if (previous === null && next === null) return null;
  // Lists run downwards, and Hebrew from right to left: what comes before stands on the right.
  return (
    <nav aria-label={t.neighbours.label} className="flex gap-1 print:hidden">
      {previous !== null && (
        <LinkButton to={paths.lead(slug, previous)} size="small" variant="quiet">
          <ChevronRight aria-hidden className="size-4" />
          {t.neighbours.previous}
        </LinkButton>
      )}
      {next !== null && (
        <LinkButton to={paths.lead(slug, next)} size="small" variant="quiet">
          {t.neighbours.next}
          <ChevronLeft aria-hidden className="size-4" />
        </LinkButton>
      )}
    </nav>
  );
}
