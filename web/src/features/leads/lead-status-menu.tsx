import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, Check, ChevronDown } from "lucide-react";
import { Button, MenuTrigger } from "react-aria-components";
import { isStanding } from "../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { StatusDot } from "../../ui/status-badge.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { leadStatusesQuery } from "./lead-queries.ts";
import { LeadStatusBadge } from "./lead-status-badge.tsx";
import { useMoveLead } from "./statuses/use-move-lead.tsx";

const t = he.statuses.menu;
const LOOKS = {
  badge:
    "inline-flex min-h-11 max-w-full cursor-pointer items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-xs font-medium whitespace-nowrap text-ink-soft transition-colors data-hovered:bg-sunken data-pressed:bg-sunken md:min-h-8",
  icon: "inline-grid size-11 shrink-0 md:size-9 cursor-pointer place-items-center rounded-lg text-ink-faint data-hovered:bg-sunken",
};

/** The status of a lead, which opens to all the others. Must not stand within a link. */
type Props = {
  lead: Lead;
  /** `icon`: where the status stands above it already, as on the board. */ look?: "badge" | "icon";
  className?: string;
};

export function LeadStatusMenu({ lead, look = "badge", className }: Props) {
  const { businessId, status: businessStatus } = useBusiness();
  const mayEdit = useMay()("leads.edit") && businessStatus === "active";
  const { data } = useQuery(leadStatusesQuery(businessId));
  const { move, question } = useMoveLead();
  const status = data?.find(({ id }) => id === lead.status);
  if (!data || !status) return null;
  if (!mayEdit) return look === "icon" ? null : <LeadStatusBadge statusId={lead.status} />;
  const choose = (key: unknown) => {
    const to = data.find(({ id }) => id === key);
    if (to) move(lead, to);
  };
  return (
    <>
      <MenuTrigger>
        <Button aria-label={t.label(status.name)} className={cx(LOOKS[look], className)}>
          {look === "icon" ? (
            <ArrowRightLeft aria-hidden className="size-4" />
          ) : (
            <>
              <StatusDot color={status.color} />
              <span className="truncate">{status.name}</span>
              <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
            </>
          )}
        </Button>
        <Menu aria-label={t.list} onAction={choose}>
          {data
            .filter((each) => isStanding(each) || each.id === lead.status)
            .map((each) => (
              <MenuItem key={each.id} id={each.id} textValue={each.name}>
                <StatusDot color={each.color} />
                <span className="min-w-0 flex-1 truncate">{each.name}</span>
                {each.id === lead.status && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
              </MenuItem>
            ))}
        </Menu>
      </MenuTrigger>
      {question}
    </>
  );
}
