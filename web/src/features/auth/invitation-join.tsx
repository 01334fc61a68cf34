import type { InvitationLook, Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useJoin } from "./door-queries.ts";
import { useSignOut } from "./session-queries.ts";
import { SignInForm } from "./sign-in-form.tsx";

const t = he.auth.invitation;

/** The address has an account and nobody is signed in. What follows is decided by who signs in. */
export const SignInToJoin = ({ email, onSignedIn }: { email: string; onSignedIn: () => void }) => (
  <>
    <Notice tone="accent">{t.hasAccount}</Notice>
    <SignInForm email={email} onSignedIn={onSignedIn} />
  </>
);

type JoinProps = {
  secret: string;
  invitation: InvitationLook;
  name: string;
  onJoined: (session: Session) => void;
  /** Somebody was faster, or it was withdrawn. */ onGone: () => void;
};

function refusal(error: Error): string {
  if (hasCode(error, "forbidden")) return t.suspended;
  return hasCode(error, "conflict") ? t.foreignPassword : errorMessage(error);
}

export function JoinButton({ secret, invitation, name, onJoined, onGone }: JoinProps) {
  const join = useJoin(secret);
  return (
    <>
      <p>{t.joinAs(name)}</p>
      {join.isError && (
        <Notice tone="danger" urgent>
          {refusal(join.error)}
        </Notice>
      )}
      <Button
        variant="primary"
        size="large"
        autoFocus
        isPending={join.isPending}
        onPress={() =>
          join.mutate(undefined, { onSuccess: onJoined, onError: (error) => hasCode(error, "not_found") && onGone() })
        }
      >
        {join.isPending ? t.accepting : t.join(invitation.businessName)}
      </Button>
    </>
  );
}

type OtherProps = { session: Session; invited: string; onSignedOut: () => void };

/** Somebody else sits here, or a platform admin in another person's name. */
export function OtherAccount({ session, invited, onSignedOut }: OtherProps) {
  const signOut = useSignOut();
  const { user, impersonation } = session;
  return (
    <>
      <Notice tone="warn" title={t.otherTitle}>
        {impersonation ? t.impersonatingText : t.otherText(user.email, invited)}
      </Notice>
      {signOut.isError && (
        <Notice tone="danger" urgent>
          {errorMessage(signOut.error)}
        </Notice>
      )}
      {!impersonation && (
        <Button
          variant="primary"
          size="large"
          isPending={signOut.isPending}
          onPress={() => signOut.mutate(undefined, { onSuccess: onSignedOut })}
        >
          {t.signOutAndGoOn}
        </Button>
      )}
      <LinkButton to={paths.home()} size="large">
        {t.stay}
      </LinkButton>
    </>
  );
}
