import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "react-router";
import type { Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SplashPage } from "../../ui/splash-page.tsx";
import { SessionContext } from "./session-context.ts";
import { sessionQuery } from "./session-queries.ts";

/** Everything below it is seen by people who have signed in only. */
export function RequireSession() {
  const { pathname, search } = useLocation();
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data) return <Inside session={data} />;
  if (hasCode(error, "unauthorized")) return <Navigate to={paths.signIn(pathname + search)} replace />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <SplashPage />;
}

const Inside = ({ session }: { session: Session }) => (
  <SessionContext value={session}>
    <Outlet />
  </SessionContext>
);
