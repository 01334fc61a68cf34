import { useQuery } from "@tanstack/react-query";
import { hasCode } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { DoorPage } from "./door-page.tsx";
import { invitationQuery } from "./door-queries.ts";
import { InvitationAnswer } from "./invitation-answer.tsx";
import { LinkGone } from "./link-gone.tsx";
import { useLinkSecret } from "./use-link-secret.ts";

const t = he.auth.invitation;

export function InvitationPage() {
  const secret = useLinkSecret();
  return secret ? (
    <InvitationByLink key={secret} secret={secret} />
  ) : (
    <Gone title={t.missingTitle} text={t.missingText} />
  );
}

function InvitationByLink({ secret }: { secret: string }) {
  const { data, error, refetch } = useQuery(invitationQuery(secret));
  // Too short to be a secret, or unknown: for its reader both are the same.
  if (hasCode(error, "not_found") || hasCode(error, "validation_failed"))
    return <Gone title={t.goneTitle} text={t.goneText} />;
  if (data) return <InvitationAnswer secret={secret} invitation={data} onChanged={() => void refetch()} />;
  return (
    <DoorPage title={t.pageTitle}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex flex-col gap-5">
          <LoadingNote />
          <Skeleton className="h-6 w-64" />
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
          <Skeleton className="h-12" />
        </div>
      )}
    </DoorPage>
  );
}

const Gone = ({ title, text }: { title: string; text: string }) => (
  <DoorPage title={title} footer={<TextLink to={paths.signIn()}>{he.auth.toSignIn}</TextLink>}>
    <LinkGone text={text} />
  </DoorPage>
);
