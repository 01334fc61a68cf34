import { Building2 } from "lucide-react";
import { Navigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Button } from "../../ui/button.tsx";
import { useSession } from "../auth/session-context.ts";
import { useBusiness } from "./business-context.ts";
import { lastBusiness } from "./last-business.ts";
import { useLeave } from "./use-leave.ts";

/** Leads to the business looked at last; people without one are told what is missing. */
export function HomePage() {
  const { memberships } = useSession();
  const leave = useLeave();
  const business = memberships.find(({ slug }) => slug === lastBusiness.get()) ?? memberships[0];
  if (business) return <Navigate to={paths.calls(business.slug)} replace />;
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Building2 aria-hidden />}
        title={he.pages.noBusinessTitle}
        text={he.pages.noBusinessText}
        action={<Button onPress={leave}>{he.nav.signOut}</Button>}
      />
    </main>
  );
}

export const ToCalls = () => <Navigate to={paths.calls(useBusiness().slug)} replace />;
