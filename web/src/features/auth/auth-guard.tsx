import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "react-router";
import { hasCode } from "../../api/api-error.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SplashPage } from "../../ui/splash-page.tsx";
import { ImpersonationBanner } from "../shell/impersonation-banner.tsx";
import { SessionContext } from "./session-context.ts";
import { sessionQuery } from "./session-queries.ts";

/**
 * Everything below it is seen by people who have signed in only. Others are led to the door, and from there to where
 * they wanted to go: path, query and fragment. Whoever is here as somebody else reads so above every page.
 */
export function AuthGuard() {
  const { pathname, search, hash } = useLocation();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (session) {
    return (
      <SessionContext value={session}>
        {session.impersonation && <ImpersonationBanner as={session.user.name} {...session.impersonation} />}
        <Outlet />
      </SessionContext>
    );
  }
  if (hasCode(error, "unauthorized")) return <Navigate to={paths.signIn(pathname + search + hash)} replace />;
  if (error) {
    return (
      <main>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  return <SplashPage />;
}
