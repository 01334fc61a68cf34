import type { Author } from "../../../../../core/leads/provenance.ts";
import { formatDay } from "../../../format/time.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { useNow } from "../../../ui/use-now.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useColleagueName } from "../../people/colleague-queries.ts";

const t = leadPage.provenance;
const DAY_CHECK_MS = 60_000;

/** Where what is known comes from, discreetly. */
export function ProvenanceNote({ author }: { author: Author | undefined }) {
  const { businessId } = useBusiness();
  const name = useColleagueName(businessId, author?.userId ?? null);
  const now = useNow(DAY_CHECK_MS);
  if (!author) return null;
  const day = formatDay(author.at, now);
  return (
    <p className="mt-1 text-xs text-ink-faint">
      {author.by === "person" ? t.person(name ?? t.somebody, day) : t[author.by](day)}
    </p>
  );
}
