import type { ReactNode } from "react";
import { Link } from "react-router";
import type { FoundCall, FoundLead } from "../../../../core/search/wire.ts";
import { formatPhone } from "../../format/phone.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { callerText, otherSide } from "../calls/caller.tsx";
import { LeadStatusBadge } from "../leads/lead-status-badge.tsx";
import { wishText } from "../leads/lead-texts.ts";
import { FoundWords } from "./found-words.tsx";

const TIME_STEP_MS = 60_000;

type RowProps = { to: string; title: ReactNode; note: ReactNode; aside: ReactNode; children: ReactNode };

const Row = ({ to, title, note, aside, children }: RowProps) => (
  <li className="border-t border-line first:border-t-0">
    <Link to={to} className="block px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken/60 md:px-5">
      <span className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate font-semibold">{title}</span>
        <span className="shrink-0 text-xs text-ink-faint">{aside}</span>
      </span>
      {note && <span className="block truncate text-sm text-ink-soft">{note}</span>}
      {children}
    </Link>
  </li>
);

export function FoundLeadRow({ found: { lead, words } }: { found: FoundLead }) {
  const { slug } = useBusiness();
  const phone = lead.phone ?? lead.phoneTyped;
  const wish = wishText(lead.demands[0]);
  return (
    <Row
      to={paths.lead(slug, lead.id)}
      title={lead.name ?? he.leads.namelessLead}
      note={
        <>
          {phone && <Ltr>{formatPhone(phone)}</Ltr>}
          {phone && wish && " · "}
          {wish}
        </>
      }
      aside={<LeadStatusBadge statusId={lead.status} />}
    >
      {words && <FoundWords words={words} />}
    </Row>
  );
}

export function FoundCallRow({ found: { call, words, turn } }: { found: FoundCall }) {
  const { slug } = useBusiness();
  const now = useNow(TIME_STEP_MS);
  return (
    <Row
      to={paths.call(slug, call.id)}
      title={callerText(call)}
      note={call.leadName && <Ltr>{formatPhone(otherSide(call))}</Ltr>}
      aside={formatDayAndClock(call.startedAt, now)}
    >
      {words && <FoundWords lead={turn ? he.search.said[turn.role] : he.search.inSummary} words={words} />}
    </Row>
  );
}
