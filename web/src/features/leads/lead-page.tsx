import { useQuery } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { useParams } from "react-router";
import { seesOnlyOwn } from "../../../../core/auth/permissions.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { formatDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { NotYoursPage } from "../../ui/not-yours-page.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { PhoneNumber } from "../../ui/phone-number.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { useOpened } from "../business/recent/use-recent.ts";
import { leadCallsQuery } from "../calls/call-queries.ts";
import { LeadAssignee } from "./lead-assignee.tsx";
import { LeadCallRow } from "./lead-call-row.tsx";
import { LeadFacts } from "./lead-facts.tsx";
import { LeadProposals } from "./lead-proposals.tsx";
import { placeOfList } from "./list/list-place.ts";
import { leadQuery } from "./lead-queries.ts";
import { LeadSkeleton } from "./lead-skeleton.tsx";
import { LeadStatusMenu } from "./lead-status-menu.tsx";

const DAY_CHECK_MS = 60_000;

export function LeadPage() {
  const { businessId, slug, role, agentsSee } = useBusiness();
  const { leadId = "" } = useParams();
  const { data, error, refetch } = useQuery(leadQuery(businessId, leadId));
  useTitle(data?.name ?? he.leads.title);
  useOpened(businessId, "lead", data ? leadId : null);
  if (data) return <LeadDetails lead={data} />;
  if (hasCode(error, "not_found")) {
    const t = he.leads.notYours;
    if (seesOnlyOwn(role, agentsSee)) return <NotYoursPage {...t} next={{ to: paths.leads(slug), text: t.next }} />;
    return <NotFoundPage />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LeadSkeleton />;
}

function LeadDetails({ lead }: { lead: Lead }) {
  const { businessId, slug } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  const phone = lead.phone ?? lead.phoneTyped;
  return (
    <>
      <PageHeader
        title={lead.name ?? he.leads.namelessLead}
        back={{ to: paths.leadsFiltered(slug, placeOfList(businessId)?.search ?? ""), text: he.leads.back }}
      />
      <div className="-mt-3 mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <LeadStatusMenu lead={lead} />
        {phone && <PhoneNumber phone={phone} />}
        <span className="text-ink-faint">
          {he.leads.source[lead.source]} · {he.leads.since(formatDay(lead.createdAt, now))}
        </span>
        {phone && (
          <a
            href={`tel:${phone}`}
            className={cx(buttonClass("primary", "medium"), "w-full sm:ms-auto sm:w-auto print:hidden")}
          >
            <Phone aria-hidden className="size-4" />
            {he.leads.callLead}
          </a>
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex flex-col gap-4 lg:col-start-2 lg:row-start-1">
          <LeadProposals lead={lead} />
          <Section title={he.leads.nextAction}>
            <p className={lead.nextAction ? "font-medium break-words" : "text-ink-faint"}>
              {lead.nextAction ?? he.leads.noNextAction}
            </p>
          </Section>
          <Section title={he.leads.assignee.title}>
            <LeadAssignee lead={lead} />
          </Section>
          <Section title={he.leads.want}>
            <LeadFacts lead={lead} withPhone={false} />
          </Section>
        </div>
        <Section title={he.leads.callsTitle}>
          <LeadCalls leadId={lead.id} />
        </Section>
      </div>
    </>
  );
}

function LeadCalls({ leadId }: { leadId: string }) {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(leadCallsQuery(businessId, leadId));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24" />;
  if (data.length === 0) return <p className="text-ink-faint">{he.leads.noCalls}</p>;
  return (
    <ul className="-mx-4 -mb-4 border-t border-line md:-mx-5 [&>li:last-child>a]:rounded-b-xl">
      {data.map((call) => (
        <LeadCallRow key={call.id} call={call} />
      ))}
    </ul>
  );
}
