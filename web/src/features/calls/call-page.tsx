import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { seesOnlyOwn } from "../../../../core/auth/permissions.ts";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { NotYoursPage } from "../../ui/not-yours-page.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { useOpened } from "../business/recent/use-recent.ts";
import { CallBackNotice } from "./call-back-notice.tsx";
import { CallLeadCard, CallSummaryCard } from "./call-aside.tsx";
import { CallHeader } from "./call-header.tsx";
import { CallSkeleton } from "./call-skeleton.tsx";
import { callQuery } from "./call-queries.ts";
import { callerText } from "./caller.tsx";
import { FailureBanner } from "./failure-banner.tsx";
import { Timeline } from "./timeline.tsx";
import { Transcript } from "./transcript.tsx";

export function CallPage() {
  const { businessId, slug, role, agentsSee } = useBusiness();
  const { callId = "" } = useParams();
  const { data, error, refetch } = useQuery(callQuery(businessId, callId));
  useTitle(data ? callerText(data) : he.calls.title);
  useOpened(businessId, "call", data ? callId : null);
  if (data) return <Call key={callId} call={data} />;
  if (hasCode(error, "not_found")) {
    const t = he.call.notYours;
    if (seesOnlyOwn(role, agentsSee)) return <NotYoursPage {...t} next={{ to: paths.calls(slug), text: t.next }} />;
    return <NotFoundPage />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <CallSkeleton />;
}

/** On the desk the transcript stands beside what is known; on the phone what is known comes first. */
function Call({ call }: { call: CallDetail }) {
  const hasFailure = call.failureCode !== null;
  return (
    <>
      <CallHeader call={call} />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        <FailureBanner call={call} />
        <CallBackNotice call={call} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex flex-col gap-4 lg:sticky lg:top-[calc(4rem+var(--banner-height))] lg:col-start-2 lg:row-start-1 lg:max-h-[calc(100dvh-5rem-var(--banner-height))] lg:overflow-y-auto print:static print:max-h-none print:overflow-visible">
          <CallSummaryCard call={call} />
          <CallLeadCard call={call} />
          <div className="max-lg:hidden">
            <Timeline call={call} startsOpen={hasFailure} />
          </div>
        </div>
        {/* Before the words on the phone, too: below those of a long call nobody would find it. */}
        <div className="lg:hidden">
          <Timeline call={call} startsOpen={hasFailure} />
        </div>
        <Transcript call={call} />
      </div>
    </>
  );
}
