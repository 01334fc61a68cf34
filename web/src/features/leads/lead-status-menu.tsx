import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, ChevronDown } from "lucide-react";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { MenuButton } from "../../ui/menu-button.tsx";
import { onDemand } from "../../ui/parts.ts";
import { StatusDot } from "../../ui/status-badge.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { leadStatusesQuery } from "./lead-queries.ts";
import { LeadStatusBadge } from "./lead-status-badge.tsx";

const list = onDemand(() => import("./lead-status-list.tsx").then((file) => file.LeadStatusList));

const LOOKS = {
  badge:
    "inline-flex min-h-11 max-w-full cursor-pointer items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-xs font-medium whitespace-nowrap text-ink-soft transition-colors hover:bg-sunken active:bg-sunken md:min-h-8",
  icon: "inline-grid size-11 shrink-0 md:size-9 cursor-pointer place-items-center rounded-lg text-ink-faint hover:bg-sunken",
  // As high as a thumb, and no higher to look at than the line that it stands in; above the link that covers that.
  cell: "group relative z-10 -my-2.5 inline-flex min-h-11 max-w-full cursor-pointer items-center rounded-md",
};

type Props = {
  lead: Lead;
  /** `icon`: where the status stands above it already, as on the board; `cell`: in a line of a list. */
  look?: keyof typeof LOOKS;
  className?: string;
  /** Of many in a list the keyboard comes to that of one line. */ isOutOfTabs?: boolean;
};

/** The status of a lead, which opens to all the others. Must not stand within a link. */
export function LeadStatusMenu({ lead, look = "badge", className, isOutOfTabs = false }: Props) {
  const { businessId, status: businessStatus } = useBusiness();
  const mayEdit = useMay()("leads.edit") && businessStatus === "active";
  const { data } = useQuery(leadStatusesQuery(businessId));
  const status = data?.find(({ id }) => id === lead.status);
  if (!data || !status) return null;
  if (!mayEdit) return look === "icon" ? null : <LeadStatusBadge statusId={lead.status} />;
  return (
    <MenuButton
      menu={list}
      props={{ lead, statuses: data }}
      label={he.leads.statusLabel(status.name)}
      isOutOfTabs={isOutOfTabs}
      className={cx(LOOKS[look], className)}
    >
      {look === "icon" && <ArrowRightLeft aria-hidden className="size-4" />}
      {look === "badge" && (
        <>
          <StatusDot color={status.color} />
          <span className="truncate">{status.name}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
        </>
      )}
      {look === "cell" && (
        <span className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-sunken px-2 py-0.5 text-xs font-medium whitespace-nowrap text-ink-soft transition-colors group-hover:border-control">
          <StatusDot color={status.color} />
          <span className="truncate">{status.name}</span>
          <ChevronDown aria-hidden className="size-3 shrink-0 text-ink-faint" />
        </span>
      )}
    </MenuButton>
  );
}
