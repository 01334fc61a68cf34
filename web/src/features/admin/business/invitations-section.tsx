import { useState } from "react";
import type { AdminBusinessDetail } from "../../../../../core/admin/wire.ts";
import type { Invitation } from "../../../../../core/people/wire.ts";
import { formatDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Email } from "../../../ui/email.tsx";
import { Section } from "../../../ui/section.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { FirstManagerLinkDialog } from "./first-manager-link-dialog.tsx";

const DAY_CHECK_MS = 60_000;
const texts = he.admin.business;

/**
 * Who was asked to join and has not answered. Renewing and withdrawing is for the managers of the business; until it has
 * one, the platform renews the link of the first.
 */
export function InvitationsSection({ detail: { business, people, invitations } }: { detail: AdminBusinessDetail }) {
  // What was asked for, not what is listed: the dialog stays the same one while the answer comes in.
  const [renewing, setRenewing] = useState<Invitation | null>(null);
  const hasManager = people.some(({ role }) => role === "manager");
  return (
    <Section title={texts.invitations}>
      {invitations.length === 0 ? (
        <p className="text-ink-faint">{texts.noInvitations}</p>
      ) : (
        <>
          <p className="mb-3 text-ink-soft">{hasManager ? texts.invitationsAreTheirs : texts.firstManager.text}</p>
          <ul className="-mx-4 -mb-4 border-t border-line md:-mx-5">
            {invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                {...(!hasManager && invitation.role === "manager" && { onRenew: () => setRenewing(invitation) })}
              />
            ))}
          </ul>
        </>
      )}
      {renewing && (
        <FirstManagerLinkDialog businessId={business.id} invitation={renewing} onClose={() => setRenewing(null)} />
      )}
    </Section>
  );
}

function InvitationRow({ invitation, onRenew }: { invitation: Invitation; onRenew?: () => void }) {
  const { name, email, role, expiresAt } = invitation;
  const now = useNow(DAY_CHECK_MS);
  const day = formatDay(expiresAt, now);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 md:px-5">
      <div className="min-w-0">
        {name && <p className="font-medium break-words">{name}</p>}
        <Email className="block text-end text-sm text-ink-soft">{email}</Email>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-faint">
        {he.nav.role[role]}
        {expiresAt > now ? (
          <span>{texts.invitedUntil(day)}</span>
        ) : (
          <Badge tone="warn">{texts.invitationExpired(day)}</Badge>
        )}
        {onRenew && (
          <Button size="small" aria-label={texts.firstManager.actionFor(email)} onPress={onRenew}>
            {texts.firstManager.action}
          </Button>
        )}
      </div>
    </li>
  );
}
