import { useLocation, useNavigate, useSearchParams } from "react-router";
import { he } from "../../i18n/he.ts";
import { Logo } from "../../ui/logo.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { ownPath } from "./return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

const wasSignedOut = (state: unknown) => typeof state === "object" && state !== null && "sessionEnded" in state;

export function SignInPage() {
  useTitle(he.auth.title);
  const navigate = useNavigate();
  const { state } = useLocation();
  const [search] = useSearchParams();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[25rem] flex-col justify-center px-5 py-10">
      <div className="mb-8 flex items-center gap-3">
        <Logo className="size-11" />
        <div>
          <p className="text-lg leading-tight font-semibold">
            <bdi dir="ltr">{he.common.product}</bdi>
          </p>
          <p className="text-sm text-ink-soft">{he.auth.subtitle}</p>
        </div>
      </div>
      <div className="rounded-2xl border border-line bg-surface p-5 sm:p-7">
        <h1 className="mb-5 text-xl font-semibold">{he.auth.title}</h1>
        {wasSignedOut(state) && (
          <div className="mb-5">
            <Notice tone="warn">{he.auth.sessionEnded}</Notice>
          </div>
        )}
        <SignInForm onSignedIn={() => void navigate(ownPath(search.get("next")), { replace: true })} />
      </div>
    </main>
  );
}
