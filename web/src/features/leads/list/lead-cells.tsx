/** The parts of a lead's line in the list. */
import { useQuery } from "@tanstack/react-query";
import type { LeadColumn } from "../../../../../core/leads/list-columns.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { formatAgo, formatShortDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { Ltr } from "../../../ui/ltr.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useColleagueName } from "../../people/colleague-queries.ts";
import { tagsQuery } from "../lead-queries.ts";
import { LeadStatusMenu } from "../lead-status-menu.tsx";
import { priceText, wishText } from "../lead-texts.ts";

const RELATIVE_STEP_MS = 30_000;
/** More do not fit into a line. */

export const phoneOf = ({ phone, phoneTyped }: Lead): string | null => phone ?? phoneTyped;

export function LeadTime({ at }: { at: number }) {
  const now = useNow(RELATIVE_STEP_MS);
  return (
    <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
      {formatAgo(at, now) ?? formatShortDay(at, now)}
    </time>
  );
}

/** Whose it is; "ללא סוכן" stands out a little, because somebody has to take it. */
export function AssigneeName({ assignedTo }: Pick<Lead, "assignedTo">) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const name = useColleagueName(businessId, assignedTo);
  const t = he.leads.assignee;
  if (assignedTo === null) return <span className="text-warn">{t.nobody}</span>;
  if (name === undefined) return null;
  return <span className="truncate">{assignedTo === user.id ? t.you(user.name) : (name ?? t.other)}</span>;
}

/** `most`: as many as have room; of the others how many there are. */
export function TagLine({ tags, most }: Pick<Lead, "tags"> & { most: number }) {
  const { businessId } = useBusiness();
  const { data: all = [] } = useQuery(tagsQuery(businessId));
  const shown = all.filter(({ id }) => tags.includes(id));
  if (shown.length === 0) return null;
  const rest = shown.length - most;
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={shown.map(({ name }) => name).join(", ")}>
      {shown.slice(0, most).map(({ id, name, color }) => (
        <span key={id} className="inline-flex min-w-0 items-center gap-1 text-xs text-ink-soft">
          <StatusDot color={color} />
          <span className="truncate">{name}</span>
        </span>
      ))}
      {rest > 0 && <span className="shrink-0 text-xs text-ink-faint">{he.leadList.more(rest)}</span>}
    </span>
  );
}

export function Wish({ lead }: { lead: Lead }) {
  const [demand] = lead.demands;
  const wish = wishText(demand);
  const price = demand && priceText(demand);
  return (
    <>
      <span className="block truncate">{wish ?? <span className="text-ink-faint">{he.leads.nothingKnown}</span>}</span>
      {price && <span className="block truncate text-xs text-ink-soft">{price}</span>}
    </>
  );
}

type CellProps = { column: LeadColumn; lead: Lead; /** Of the line with the keyboard. */ isActive: boolean };

export function LeadCell({ column, lead, isActive }: CellProps) {
  switch (column) {
    case "wish":
      return <Wish lead={lead} />;
    case "nextAction":
      return <span className="line-clamp-2 text-sm text-ink-soft">{lead.nextAction}</span>;
    case "status":
      return <LeadStatusMenu lead={lead} look="cell" isOutOfTabs={!isActive} />;
    case "tags":
      return <TagLine tags={lead.tags} most={1} />;
    case "assignee":
      return (
        <span className="flex min-w-0 text-sm text-ink-soft">
          <AssigneeName assignedTo={lead.assignedTo} />
        </span>
      );
    case "phone": {
      const phone = phoneOf(lead);
      return phone && <Ltr className="text-sm whitespace-nowrap">{formatPhone(phone)}</Ltr>;
    }
    case "source":
      return <span className="block truncate text-sm text-ink-soft">{he.leads.source[lead.source]}</span>;
    case "created":
      return (
        <span className="text-xs text-ink-faint">
          <LeadTime at={lead.createdAt} />
        </span>
      );
    case "updated":
      return (
        <span className="text-xs text-ink-faint">
          <LeadTime at={lead.updatedAt} />
        </span>
      );
  }
}
