import { useEffect } from "react";
import { Outlet, useParams } from "react-router";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { useSession } from "../auth/session-context.ts";
import { PersonalFrame } from "../shell/personal-frame.tsx";
import { SuspendedNotice } from "../shell/suspended-notice.tsx";
import { BusinessFrame } from "./business-frame.tsx";
import { knownBusiness } from "./known-business.ts";
import { lastBusiness } from "./last-business.ts";
import { LeftPage } from "./left-page.tsx";

/**
 * Every screen of a business. One that this person does not belong to looks as one that does not exist, unless they were
 * in it a moment ago.
 */
export function BusinessShell() {
  const { slug } = useParams();
  const { memberships, user } = useSession();
  const business = memberships.find((membership) => membership.slug === slug);

  useEffect(() => {
    if (!business) return;
    lastBusiness.set(business.slug);
    knownBusiness.add(user.id, business);
  }, [business, user.id]);

  if (!business) {
    const left = slug === undefined ? undefined : knownBusiness.name(user.id, slug);
    return <PersonalFrame>{left === undefined ? <NotFoundPage /> : <LeftPage business={left} />}</PersonalFrame>;
  }
  return (
    <BusinessFrame business={business}>
      {business.status === "suspended" && <SuspendedNotice business={business} />}
      <Outlet />
    </BusinessFrame>
  );
}
