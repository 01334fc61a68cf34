import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import type { Invitation, People, Person } from "../../../../core/people/wire.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { notify } from "../../ui/toast.tsx";
import { useAddressFlag } from "../../ui/use-address-flag.ts";
import { useTitle } from "../../ui/use-title.ts";
import { useSession } from "../auth/session-context.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { InvitationsSection } from "./invitations-section.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { peopleQuery, useRenewInvitation, type InvitationSent } from "./people-queries.ts";
import { PeopleList } from "./people-list.tsx";
import type { PersonAction } from "./people-table.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { RolesSection } from "./roles-section.tsx";
import { SentLinkDialog } from "./sent-link-dialog.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

const t = he.people;

/** Who works here, as what, and who is awaited. Managers only: routes.tsx asks. */
export function PeoplePage() {
  useTitle(t.title);
  const { businessId, status } = useBusiness();
  const isAllowed = useMay()("people.change");
  const canChange = isAllowed && status === "active";
  const [inviting, setInviting] = useAddressFlag("invite");
  const { data, error, refetch } = useQuery(peopleQuery(businessId));
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.subtitle}
        actions={
          canChange && (
            <Button variant="primary" onPress={() => setInviting(true)}>
              <UserRoundPlus aria-hidden className="size-4.5" />
              {t.invite}
            </Button>
          )
        }
      />
      {!isAllowed && (
        <div className="mb-6">
          <Notice tone="warn">{t.readOnlyImpersonating}</Notice>
        </div>
      )}
      {data ? (
        <Lists people={data} canChange={canChange} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <CallsSkeleton />
      )}
      {canChange && inviting && <InviteDialog businessId={businessId} onClose={() => setInviting(false)} />}
    </>
  );
}

type Asked =
  | { about: PersonAction; person: Person }
  | { about: "withdraw"; invitation: Invitation }
  | { about: "link"; renewed: InvitationSent };

function Lists({ people: { people, invitations }, canChange }: { people: People; canChange: boolean }) {
  const { businessId } = useBusiness();
  const [asked, setAsked] = useState<Asked | null>(null);
  const renew = useRenewInvitation(businessId);
  const renewIt = ({ id }: Invitation) =>
    renew.mutate(id, {
      onSuccess: (renewed) => setAsked({ about: "link", renewed }),
      onError: (error) => notify({ tone: "problem", title: t.invitations.renewFailed, text: errorMessage(error) }),
    });
  return (
    <>
      {invitations.length > 0 && (
        <InvitationsSection
          invitations={invitations}
          people={people}
          canChange={canChange}
          renewing={renew.isPending ? renew.variables : null}
          onRenew={renewIt}
          onWithdraw={(invitation) => setAsked({ about: "withdraw", invitation })}
        />
      )}
      <section aria-labelledby="team">
        <h2 id="team" className={invitations.length > 0 ? "mb-3 font-semibold" : "sr-only"}>
          {t.membersTitle}
        </h2>
        <PeopleList people={people} canChange={canChange} onAction={(about, person) => setAsked({ about, person })} />
      </section>
      {people.length === 1 && invitations.length === 0 && <p className="mt-4 max-w-prose text-ink-soft">{t.alone}</p>}
      <RolesSection />
      {asked && <AskedDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function AskedDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  switch (asked.about) {
    case "withdraw":
      return <WithdrawDialog businessId={businessId} invitation={asked.invitation} onClose={onClose} />;
    case "link": {
      const { invitation, sent } = asked.renewed;
      return <SentLinkDialog sent={sent} email={invitation.email} onClose={onClose} />;
    }
    case "reset":
      return <ResetLinkDialog businessId={businessId} person={asked.person} onClose={onClose} />;
    case "role":
    case "remove": {
      const { person } = asked;
      const props = { businessId, person, isSelf: person.userId === user.id, onClose };
      return asked.about === "role" ? <RoleDialog {...props} /> : <RemoveDialog {...props} />;
    }
  }
}
