import { useEffect } from "react";
import { Outlet, useParams } from "react-router";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { useSession } from "../auth/session-context.ts";
import { PersonalFrame } from "../shell/personal-frame.tsx";
import { SuspendedNotice } from "../shell/suspended-notice.tsx";
import { BusinessFrame } from "./business-frame.tsx";
import { lastBusiness } from "./last-business.ts";

/** Every screen of a business. One that this person does not belong to looks as one that does not exist. */
export function BusinessShell() {
  const { slug } = useParams();
  const business = useSession().memberships.find((membership) => membership.slug === slug);

  useEffect(() => {
    if (business) lastBusiness.set(business.slug);
  }, [business]);

  if (!business) {
    return (
      <PersonalFrame>
        <NotFoundPage />
      </PersonalFrame>
    );
  }
  return (
    <BusinessFrame business={business}>
      {business.status === "suspended" && <SuspendedNotice business={business} />}
      <Outlet />
    </BusinessFrame>
  );
}
