import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import type { AdminBusinessDetail } from "../../../../../core/admin/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { NotFoundPage } from "../../../ui/not-found-page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { PLATFORM } from "../../business/recent/recent.ts";
import { useOpened } from "../../business/recent/use-recent.ts";
import { businessQuery } from "../admin-queries.ts";
import { BusinessStatus } from "../businesses/business-status.tsx";
import { BusinessFacts } from "./business-facts.tsx";
import { BusinessSkeleton } from "./business-skeleton.tsx";
import { BusinessNumbers } from "./business-numbers.tsx";
import { InvitationsSection } from "./invitations-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import { StatusSection } from "./status-section.tsx";

export function BusinessPage() {
  const { businessId = "" } = useParams();
  const { data, error, refetch } = useQuery(businessQuery(businessId));
  useTitle(data?.business.name ?? he.admin.businesses.title);
  useOpened(PLATFORM, "business", data ? businessId : null);
  if (data) return <Details key={businessId} detail={data} />;
  if (hasCode(error, "not_found")) return <NotFoundPage />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <BusinessSkeleton />;
}

function Details({ detail }: { detail: AdminBusinessDetail }) {
  const { business, numbers } = detail;
  return (
    <>
      <PageHeader
        title={business.name}
        back={{ to: paths.admin(), text: he.admin.toBusinesses }}
        note={<BusinessStatus status={business.status} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PeopleSection detail={detail} />
          <BusinessNumbers business={business} numbers={numbers} />
          <InvitationsSection detail={detail} />
        </div>
        <div className="flex flex-col gap-4">
          <BusinessFacts business={business} />
          <StatusSection business={business} />
        </div>
      </div>
    </>
  );
}
