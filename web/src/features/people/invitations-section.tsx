import type { Invitation } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { LoadMore } from "../../ui/load-more.tsx";
import { usePortion } from "../../ui/use-portion.ts";
import { InvitationsTable, type InvitationsProps } from "./invitations-table.tsx";

/** They stand above the team, which must not lie far below. */
const PORTION = 5;
const t = he.people;

type Props = InvitationsProps & { invitations: readonly Invitation[] };

export function InvitationsSection({ invitations, ...table }: Props) {
  const { shown, hasMore, showMore } = usePortion(invitations, PORTION);
  return (
    <section aria-labelledby="invitations" className="mb-8">
      <h2 id="invitations" className="mb-3 font-semibold">
        {t.invitations.title}
      </h2>
      <InvitationsTable invitations={shown} {...table} />
      <LoadMore hasMore={hasMore} isLoading={false} error={null} onLoad={showMore} />
    </section>
  );
}
