import { Building2 } from "lucide-react";
import { Navigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useLeave } from "../auth/use-leave.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "./business-context.ts";
import { useLastBusiness } from "./use-last-business.ts";

/** Leads to the business looked at last, platform admins without one to their own area. */
export function HomePage() {
  const business = useLastBusiness();
  const may = useMay();
  if (business) return <Navigate to={paths.calls(business.slug)} replace />;
  if (may("businesses.read")) return <Navigate to={paths.admin()} replace />;
  return <NoBusinessPage />;
}

function NoBusinessPage() {
  useTitle(he.pages.noBusinessTitle);
  const leave = useLeave();
  return (
    <main className="grid min-h-[calc(100dvh-var(--banner-height))] place-items-center">
      <EmptyState
        level={1}
        icon={<Building2 aria-hidden />}
        title={he.pages.noBusinessTitle}
        text={he.pages.noBusinessText}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <LinkButton to={paths.account()}>{he.shell.account}</LinkButton>
            <Button variant="quiet" onPress={leave}>
              {he.nav.signOut}
            </Button>
          </div>
        }
      />
    </main>
  );
}

export const ToCalls = () => <Navigate to={paths.calls(useBusiness().slug)} replace />;
