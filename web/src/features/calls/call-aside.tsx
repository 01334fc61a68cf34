import { CornerDownLeft } from "lucide-react";
import { Link } from "react-router";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { directionOf } from "../../../../core/hebrew/direction.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Section } from "../../ui/section.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { LeadFacts } from "../leads/lead-facts.tsx";
import { MakeLead } from "./make-lead.tsx";
import { awaitsSummary } from "./call-queries.ts";

const PENDING_STEP_MS = 5_000;

/** What the call came to. While it runs there is nothing to say yet. */
export function CallSummaryCard({ call }: { call: CallDetail }) {
  const pending = awaitsSummary(call, useNow(PENDING_STEP_MS));
  if (call.status !== "ended" || (call.failureCode && !call.summary)) return null;
  const next = call.lead?.nextAction;
  return (
    <Section title={he.call.summary}>
      {call.summary ? (
        <p dir={directionOf(call.summary)} className="leading-[1.7] break-words">
          {call.summary}
        </p>
      ) : (
        <p className="text-ink-faint">{pending ? he.calls.summaryPending : noSummaryText(call)}</p>
      )}
      {next && (
        <div className="mt-3 border-t border-line pt-3">
          <p className="flex items-center gap-1.5 text-xs font-semibold text-accent">
            <CornerDownLeft aria-hidden className="size-3.5" />
            {he.call.nextAction}
          </p>
          <p className="mt-0.5 font-medium break-words">{next}</p>
        </div>
      )}
    </Section>
  );
}

const noSummaryText = ({ callerSpoke }: CallDetail) => (callerSpoke ? he.call.noSummary : he.call.nothingToSumUp);

export function CallLeadCard({ call }: { call: CallDetail }) {
  const { slug } = useBusiness();
  if (!call.lead) {
    return (
      <Section title={he.call.lead}>
        <p className="text-ink-faint">{call.status === "ended" ? he.call.noLead : he.call.noLeadYet}</p>
        <MakeLead call={call} />
      </Section>
    );
  }
  const link = (
    <Link
      to={paths.lead(slug, call.lead.id)}
      className="rounded-sm text-xs font-medium text-accent hover:underline max-md:-my-2.5 max-md:inline-flex max-md:min-h-11 max-md:items-center"
    >
      {he.call.toLead}
    </Link>
  );
  return (
    <Section title={he.call.lead} aside={link}>
      <LeadFacts lead={call.lead} />
    </Section>
  );
}
