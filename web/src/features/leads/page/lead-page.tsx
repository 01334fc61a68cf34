import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useParams } from "react-router";
import { seesOnlyOwn } from "../../../../../core/auth/permissions.ts";
import { LEAD_NAME_MAX_CHARS, NEXT_ACTION_MAX_CHARS } from "../../../../../core/leads/limits.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { formatDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage as t } from "../../../i18n/he/lead-page.ts";
import { paths } from "../../../paths.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { NotFoundPage } from "../../../ui/not-found-page.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { NotYoursPage } from "../../../ui/not-yours-page.tsx";
import { BackLink } from "../../../ui/page-header.tsx";
import { Section } from "../../../ui/section.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { useBusiness } from "../../business/business-context.ts";
import { LeadMatches } from "../../listings/lead-matches.tsx";
import { useOpened } from "../../business/recent/use-recent.ts";
import { LeadAssignee } from "../lead-assignee.tsx";
import { LeadProposals } from "../lead-proposals.tsx";
import { leadProposalsQuery, leadQuery } from "../lead-queries.ts";
import { LeadSkeleton } from "../lead-skeleton.tsx";
import { LeadStatusMenu } from "../lead-status-menu.tsx";
import { LeadTags } from "../lead-tags.tsx";
import { placeOfList } from "../list/list-place.ts";
import { Consents } from "./consents.tsx";
import { Contacts } from "./contacts.tsx";
import { Demands } from "./demands.tsx";
import { Editable } from "./editable.tsx";
import { Neighbours } from "./neighbours.tsx";
import { NoteBox } from "./note-box.tsx";
import { DeskActions, ThumbBar } from "./thumb-bar.tsx";
import { Timeline } from "./timeline.tsx";
import { useMayEdit } from "./use-lead-page.ts";
import { usePageKeys } from "./use-page-keys.ts";

const DAY_CHECK_MS = 60_000;
const NOTES_MAX_CHARS = 20_000;

export function LeadPage() {
  const { businessId, slug, role, agentsSee } = useBusiness();
  const { leadId = "" } = useParams();
  const { data, error, refetch } = useQuery(leadQuery(businessId, leadId));
  // Asked for at the same time: what stands above everything must not push it down a moment later.
  const { isPending: waitsForProposals } = useQuery(leadProposalsQuery(businessId, leadId));
  useTitle(data?.name ?? he.leads.title);
  useOpened(businessId, "lead", data ? leadId : null);
  // Another lead is another page: nothing that was being typed goes over to it.
  if (data && !waitsForProposals) return <LeadDetails key={leadId} lead={data} />;
  if (hasCode(error, "not_found")) {
    const words = he.leads.notYours;
    if (seesOnlyOwn(role, agentsSee))
      return <NotYoursPage {...words} next={{ to: paths.leads(slug), text: words.next }} />;
    return <NotFoundPage />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LeadSkeleton />;
}

function LeadDetails({ lead }: { lead: LeadDetail }) {
  const mayEdit = useMayEdit(lead);
  const noteBox = useRef<HTMLDivElement>(null);
  usePageKeys(noteBox);
  const field = { leadId: lead.id, mayEdit };
  return (
    <div className="pb-16 md:pb-0">
      <Head lead={lead} mayEdit={mayEdit} />
      {lead.deletedAt !== null && (
        <div className="mb-4">
          <Notice tone="warn">{t.inBin}</Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4 lg:col-start-2 lg:row-start-1">
          <LeadProposals lead={lead} />
          <Section title={he.leads.nextAction}>
            <Editable
              {...field}
              field="nextAction"
              label={he.leads.nextAction}
              value={lead.nextAction}
              maxLength={NEXT_ACTION_MAX_CHARS}
              placeholder={mayEdit ? t.addNextAction : he.leads.noNextAction}
            >
              <p className="font-medium break-words">{lead.nextAction}</p>
            </Editable>
          </Section>
          <Demands lead={lead} />
          <LeadMatches leadId={lead.id} />
          <Contacts lead={lead} />
          <Section title={he.leads.assignee.title}>
            <LeadAssignee lead={lead} />
          </Section>
          <Section title={t.known}>
            <Editable
              {...field}
              field="notes"
              label={t.known}
              value={lead.notes}
              maxLength={NOTES_MAX_CHARS}
              placeholder={t.addNotes}
              rows={5}
            >
              <p className="break-words whitespace-pre-line">{lead.notes}</p>
            </Editable>
          </Section>
          <Consents lead={lead} />
        </div>
        <Section title={t.timeline.title} className="min-w-0">
          {mayEdit && (
            <div ref={noteBox} className="mb-4 print:hidden">
              <NoteBox leadId={lead.id} />
            </div>
          )}
          <Timeline leadId={lead.id} mayEdit={mayEdit} />
        </Section>
      </div>
      <ThumbBar lead={lead} />
    </div>
  );
}

function Head({ lead, mayEdit }: { lead: LeadDetail; mayEdit: boolean }) {
  const { businessId, slug } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <BackLink to={paths.leadsFiltered(slug, placeOfList(businessId)?.search ?? "")} text={he.leads.back} />
        <Neighbours leadId={lead.id} />
      </div>
      <header className="sticky top-(--banner-height) z-10 -mx-4 mb-3 flex items-center justify-between gap-3 bg-canvas px-4 py-2 md:static md:mx-0 md:px-0">
        <div className="min-w-0 flex-1">
          <Editable
            leadId={lead.id}
            mayEdit={mayEdit}
            field="name"
            label={t.name}
            value={lead.name ?? he.leads.namelessLead}
            maxLength={LEAD_NAME_MAX_CHARS}
            placeholder={he.leads.namelessLead}
          >
            <h1 className="text-[1.375rem] leading-tight font-semibold break-words md:text-2xl">
              {lead.name ?? he.leads.namelessLead}
            </h1>
          </Editable>
        </div>
        <LeadStatusMenu lead={lead} />
        <DeskActions lead={lead} />
      </header>
      <p className="-mt-1 mb-4 text-sm text-ink-faint">
        {he.leads.source[lead.source]}
        {lead.sourceDetail?.form && ` · ${lead.sourceDetail.form.name}`}
        {lead.sourceDetail?.campaign && ` · ${lead.sourceDetail.campaign}`}
        {` · ${he.leads.since(formatDay(lead.createdAt, now))}`}
      </p>
      <div className="-mt-2 mb-4">
        <LeadTags lead={lead} />
      </div>
    </>
  );
}
