import { useQuery } from "@tanstack/react-query";
import type { Lead, LeadProposal, ProposalDecision } from "../../../../core/leads/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { notify } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { colleaguesQuery } from "../people/colleague-queries.ts";
import { leadProposalsQuery, useDecideProposal, useReopenProposal } from "./lead-queries.ts";
import { priceText, wishOfProposal } from "./lead-texts.ts";

const t = he.leads.proposals;
const DAY_CHECK_MS = 60_000;

/** What callers said of this lead who only spoke its number. Nothing is shown where nobody did. */
export function LeadProposals({ lead }: { lead: Lead }) {
  const { businessId } = useBusiness();
  const { data } = useQuery(leadProposalsQuery(businessId, lead.id));
  if (!data || data.length === 0) return null;
  return (
    <Section title={t.title}>
      <p className="mb-3 text-sm text-ink-soft">{t.why}</p>
      <ul className="flex flex-col gap-4">
        {data.map((proposal) => (
          <li key={proposal.callId} className="border-t border-line pt-3">
            <Proposal lead={lead} proposal={proposal} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Proposal({ lead, proposal }: { lead: Lead; proposal: LeadProposal }) {
  const now = useNow(DAY_CHECK_MS);
  const { facts } = he.leads;
  const rows = [
    [t.name, proposal.name],
    [facts.dealType, proposal.dealType && he.leads.dealType[proposal.dealType]],
    [facts.area, proposal.area],
    [facts.rooms, proposal.rooms?.toLocaleString("he-IL")],
    [facts.budget, priceText(wishOfProposal(proposal, lead.demands[0]?.dealType ?? null))],
    [facts.notes, proposal.notes],
  ].filter(([, value]) => Boolean(value));
  return (
    <>
      <p className="mb-2 text-sm text-ink-faint">{t.said(formatDayAndClock(proposal.saidAt, now))}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-faint">{label}</dt>
            <dd className="break-words whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
      {proposal.decision === null ? (
        <Decision leadId={lead.id} proposal={proposal} />
      ) : (
        <Decided leadId={lead.id} proposal={proposal} decision={proposal.decision} now={now} />
      )}
    </>
  );
}

type DecidedProps = { leadId: string; proposal: LeadProposal; decision: ProposalDecision["decision"]; now: number };

function Decided({ leadId, proposal, decision, now }: DecidedProps) {
  const { decidedBy, decidedAt } = proposal;
  const { businessId } = useBusiness();
  const { data: colleagues } = useQuery(colleaguesQuery(businessId));
  const by = colleagues?.find(({ userId }) => userId === decidedBy);
  const name = by ? toldName(by.name, by.email) : t.somebody;
  return (
    <>
      <p className="mt-2 text-sm font-medium">
        {t.decided[decision](name, decidedAt === null ? "" : formatDayAndClock(decidedAt, now))}
      </p>
      {decision === "dismissed" && <Reopen leadId={leadId} proposal={proposal} />}
    </>
  );
}

/** What was applied became the lead's and is changed there; what was dismissed changed nothing, and may be open again. */
function Reopen({ leadId, proposal: { callId, version } }: { leadId: string; proposal: LeadProposal }) {
  const { businessId, status } = useBusiness();
  const reopen = useReopenProposal(businessId, leadId, {
    onDone: () => notify({ tone: "fine", title: t.done.reopened }),
    onRefused: tellRefusal,
  });
  if (!useMay()("leads.change") || status !== "active") return null;
  return (
    <div className="mt-2">
      <Button size="small" isPending={reopen.isPending} onPress={() => reopen.mutate({ callId, version })}>
        {t.reopen}
      </Button>
    </div>
  );
}

function tellRefusal(error: Error): void {
  const text = hasCode(error, "conflict") ? t.meanwhile : errorMessage(error);
  notify({ tone: "problem", title: t.failed, text });
}

function Decision({ leadId, proposal: { callId, version } }: { leadId: string; proposal: LeadProposal }) {
  const { businessId, status } = useBusiness();
  const decide = useDecideProposal(businessId, leadId, {
    onDone: (decision) => notify({ tone: "fine", title: t.done[decision] }),
    onRefused: tellRefusal,
  });
  const mayDecide = useMay()("leads.change") && status === "active";
  if (!mayDecide) return null;
  const choose = (decision: ProposalDecision["decision"]) => decide.mutate({ callId, decision, version });
  const isPending = (decision: ProposalDecision["decision"]) =>
    decide.isPending && decide.variables.decision === decision;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button
        variant="primary"
        size="small"
        isPending={isPending("applied")}
        isDisabled={isPending("dismissed")}
        onPress={() => choose("applied")}
      >
        {t.apply}
      </Button>
      <Button
        size="small"
        isPending={isPending("dismissed")}
        isDisabled={isPending("applied")}
        onPress={() => choose("dismissed")}
      >
        {t.dismiss}
      </Button>
    </div>
  );
}
