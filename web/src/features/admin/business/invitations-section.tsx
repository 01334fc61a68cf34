import type { Invitation } from "../../../../../core/people/wire.ts";
import { formatDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { Section } from "../../../ui/section.tsx";
import { useNow } from "../../../ui/use-now.ts";

const DAY_CHECK_MS = 60_000;

/** Who was asked to join and has not answered. Renewing and withdrawing is for the managers of the business. */
export function InvitationsSection({ invitations }: { invitations: readonly Invitation[] }) {
  const texts = he.admin.business;
  return (
    <Section title={texts.invitations}>
      {invitations.length === 0 ? (
        <p className="text-ink-faint">{texts.noInvitations}</p>
      ) : (
        <ul className="-mx-4 -mb-4 border-t border-line md:-mx-5">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function InvitationRow({ invitation: { name, email, role, expiresAt } }: { invitation: Invitation }) {
  const texts = he.admin.business;
  const now = useNow(DAY_CHECK_MS);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-3 first:border-t-0 md:px-5">
      <div className="min-w-0">
        {name && <p className="font-medium break-words">{name}</p>}
        <Ltr className="block text-end text-sm break-all text-ink-soft">{email}</Ltr>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-faint">
        {he.nav.role[role]}
        {expiresAt > now ? (
          <span>{texts.invitedUntil(formatDay(expiresAt, now))}</span>
        ) : (
          <Badge tone="warn">{texts.invitationExpired}</Badge>
        )}
      </p>
    </li>
  );
}
