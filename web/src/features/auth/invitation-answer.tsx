import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { InvitationLook, Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { formatDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { DoorPage } from "./door-page.tsx";
import { AcceptForm } from "./invitation-accept-form.tsx";
import { JoinButton, OtherAccount, SignInToJoin } from "./invitation-join.tsx";
import { sessionQuery } from "./session-queries.ts";

const DAY_CHECK_MS = 60_000;

type Props = {
  secret: string;
  invitation: InvitationLook;
  /** It is not what it was when it was read. */ onChanged: () => void;
};

/** What the reader can do with an invitation: that hangs on who they are on this device, if anybody. */
export function InvitationAnswer({ secret, invitation, onChanged }: Props) {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const t = he.auth.invitation;

  // Coming and going empties the cache behind this page's back.
  const askAgain = () => void refetch();

  const welcome = ({ memberships }: Session) => {
    const known = new Set(session?.memberships.map(({ businessId }) => businessId));
    // Nothing new where they were a member already.
    const joined =
      memberships.find(({ businessId }) => !known.has(businessId)) ??
      memberships.find(({ name }) => name === invitation.businessName);
    notify({ tone: "fine", title: t.welcome(invitation.businessName) });
    void navigate(joined ? paths.business(joined.slug) : paths.home(), { replace: true });
  };

  function answer(): ReactNode {
    if (session) {
      const isTheirs = session.user.email === invitation.email && session.impersonation === null;
      return isTheirs ? (
        <JoinButton
          secret={secret}
          invitation={invitation}
          name={session.user.name}
          onJoined={welcome}
          onGone={onChanged}
        />
      ) : (
        <OtherAccount session={session} invited={invitation.email} onSignedOut={askAgain} />
      );
    }
    if (hasCode(error, "unauthorized")) {
      return invitation.hasAccount ? (
        <SignInToJoin email={invitation.email} onSignedIn={askAgain} />
      ) : (
        <AcceptForm secret={secret} invitation={invitation} onAccepted={welcome} onChanged={onChanged} />
      );
    }
    if (error) return <ErrorState error={error} onRetry={askAgain} />;
    return (
      <>
        <LoadingNote />
        <Skeleton className="h-11" />
        <Skeleton className="h-12" />
      </>
    );
  }

  return (
    <DoorPage title={t.title(invitation.businessName)} tab={t.pageTitle}>
      <div className="flex flex-col gap-5">
        <InvitationFacts invitation={invitation} />
        {answer()}
      </div>
    </DoorPage>
  );
}

function InvitationFacts({ invitation: { email, role, expiresAt } }: { invitation: InvitationLook }) {
  const now = useNow(DAY_CHECK_MS);
  const t = he.auth.invitation;
  return (
    <p className="-mt-3 text-ink-soft">
      <span className="font-medium text-ink">{t.role[role]}</span>
      {" · "}
      <Ltr className="break-words">{email}</Ltr>
      <span className="mt-1 block text-sm">{t.validUntil(formatDay(expiresAt, now))}</span>
    </p>
  );
}
