import { useLocation, useNavigate, useSearchParams } from "react-router";
import { he } from "../../i18n/he.ts";
import { Notice } from "../../ui/notice.tsx";
import { DoorPage } from "./door-page.tsx";
import { doorStateOf } from "./door-state.ts";
import { ownPath } from "./return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { email = "", sessionEnded, signedOut, passwordChanged } = doorStateOf(useLocation().state);
  return (
    <DoorPage title={he.auth.title}>
      {(sessionEnded || signedOut || passwordChanged) && (
        <div className="mb-5" role="status">
          {passwordChanged && <Notice tone="accent">{he.auth.reset.done}</Notice>}
          {signedOut && <Notice tone="accent">{he.auth.signedOutElsewhere}</Notice>}
          {sessionEnded && <Notice tone="warn">{he.auth.sessionEnded}</Notice>}
        </div>
      )}
      <SignInForm
        email={email}
        onSignedIn={() => void navigate(ownPath(search.get("next")), { replace: true })}
        search={search.toString()}
      />
    </DoorPage>
  );
}
