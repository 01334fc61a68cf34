import { Link } from "react-router";
import type { Lead } from "../../../../core/leads/wire.ts";
import { formatPhone } from "../../format/phone.ts";
import { formatAgo, formatShortDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { PhoneActions } from "../../ui/phone-number.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useSession } from "../auth/session-context.ts";
import { useBusiness } from "../business/business-context.ts";
import { useColleagueName } from "../people/colleague-queries.ts";
import { LeadStatusBadge } from "./lead-status-badge.tsx";
import { priceText, wishText } from "./lead-texts.ts";

const RELATIVE_STEP_MS = 30_000;

function Updated({ at }: { at: number }) {
  const now = useNow(RELATIVE_STEP_MS);
  return <time dateTime={new Date(at).toISOString()}>{formatAgo(at, now) ?? formatShortDay(at, now)}</time>;
}

/** Whose it is; "ללא סוכן" stands out a little, because somebody has to take it. */
function Assignee({ assignedTo }: Pick<Lead, "assignedTo">) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const name = useColleagueName(businessId, assignedTo);
  const t = he.leads.assignee;
  if (assignedTo === null) return <span className="text-warn">{t.nobody}</span>;
  if (name === undefined) return null;
  return <span className="truncate">{assignedTo === user.id ? t.you(user.name) : (name ?? t.other)}</span>;
}

export function LeadRow({ lead }: { lead: Lead }) {
  const { slug } = useBusiness();
  const phone = lead.phone ?? lead.phoneTyped;
  const [demand] = lead.demands;
  const wish = wishText(demand);
  const price = demand && priceText(demand);
  return (
    <li className="flex items-stretch border-t border-line first:border-t-0">
      <Link
        to={paths.lead(slug, lead.id)}
        className="grid min-w-0 flex-1 gap-x-6 gap-y-1 px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken/60 md:px-5 lg:grid-cols-[13.5rem_minmax(0,1.1fr)_minmax(0,1fr)_8.5rem_7.5rem] lg:items-center"
      >
        <div className="flex min-w-0 items-baseline justify-between gap-3 lg:block">
          <p className="truncate font-semibold">{lead.name ?? he.leads.namelessLead}</p>
          {phone && (
            <Ltr className="shrink-0 text-xs whitespace-nowrap text-ink-faint lg:block lg:text-right">
              {formatPhone(phone)}
            </Ltr>
          )}
        </div>
        <div className="min-w-0">
          <p className="truncate">{wish ?? <span className="text-ink-faint">{he.leads.nothingKnown}</span>}</p>
          {price && <p className="text-sm text-ink-soft">{price}</p>}
        </div>
        <p className="line-clamp-2 min-w-0 text-ink-soft">{lead.nextAction}</p>
        <div className="hidden min-w-0 text-sm text-ink-soft lg:flex">
          <Assignee assignedTo={lead.assignedTo} />
        </div>
        <div className="flex items-center justify-between gap-2 text-xs text-ink-faint lg:flex-col lg:items-end">
          <LeadStatusBadge statusId={lead.status} />
          <span className="flex min-w-0 flex-1 lg:hidden">
            <Assignee assignedTo={lead.assignedTo} />
          </span>
          <Updated at={lead.updatedAt} />
        </div>
      </Link>
      {phone && (
        <PhoneActions phone={phone} className="flex-col justify-center pe-1 md:pe-3 lg:flex-row lg:items-center" />
      )}
    </li>
  );
}
