import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { hasCode } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { DoorPage } from "./door-page.tsx";
import { resetLinkQuery } from "./door-queries.ts";
import { LinkGone } from "./link-gone.tsx";
import { ResetForm } from "./reset-form.tsx";
import { useLinkSecret } from "./use-link-secret.ts";

const t = he.auth.reset;

export function ResetPage() {
  const secret = useLinkSecret();
  return secret ? <ResetByLink key={secret} secret={secret} /> : <Gone title={t.missingTitle} text={t.missingText} />;
}

function ResetByLink({ secret }: { secret: string }) {
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(resetLinkQuery(secret));
  // Too short to be a secret, or unknown: for its reader both are the same.
  if (hasCode(error, "not_found") || hasCode(error, "validation_failed"))
    return <Gone title={t.goneTitle} text={t.goneText} />;
  return (
    <DoorPage title={t.title}>
      {data ? (
        <ResetForm
          secret={secret}
          email={data.email}
          onDone={() =>
            void navigate(paths.signIn(), { replace: true, state: { email: data.email, passwordChanged: true } })
          }
          onGone={() => void refetch()}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex flex-col gap-5">
          <LoadingNote />
          <Skeleton className="h-6 w-56" />
          <Skeleton className="h-11" />
          <Skeleton className="h-12" />
        </div>
      )}
    </DoorPage>
  );
}

const Gone = ({ title, text }: { title: string; text: string }) => (
  <DoorPage title={title} footer={<TextLink to={paths.signIn()}>{he.auth.toSignIn}</TextLink>}>
    <LinkGone
      text={text}
      action={
        <LinkButton to={paths.forgot()} variant="primary" size="large">
          {t.askAgain}
        </LinkButton>
      }
    />
  </DoorPage>
);
