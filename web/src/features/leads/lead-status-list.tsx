import { Check } from "lucide-react";
import type { LeadStatus } from "../../../../core/leads/status.ts";
import { isStanding } from "../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import type { MenuState } from "../../ui/menu-button.tsx";
import { StatusDot } from "../../ui/status-badge.tsx";
import { useMoveLead } from "./statuses/use-move-lead.tsx";

type Props = { lead: Lead; statuses: LeadStatus[]; menu: MenuState };

export function LeadStatusList({ lead, statuses, menu }: Props) {
  const { move, question } = useMoveLead();
  const choose = (key: unknown) => {
    const to = statuses.find(({ id }) => id === key);
    if (to) move(lead, to);
  };
  return (
    <>
      <Menu aria-label={he.statuses.menu.list} state={menu} onAction={choose}>
        {statuses
          .filter((each) => isStanding(each) || each.id === lead.status)
          .map((each) => (
            <MenuItem key={each.id} id={each.id} textValue={each.name}>
              <StatusDot color={each.color} />
              <span className="min-w-0 flex-1 truncate">{each.name}</span>
              {each.id === lead.status && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
            </MenuItem>
          ))}
      </Menu>
      {question}
    </>
  );
}
