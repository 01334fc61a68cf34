import { useQuery } from "@tanstack/react-query";
import { Tag as TagIcon } from "lucide-react";
import { Dialog as AriaDialog, DialogTrigger, Popover } from "react-aria-components";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { TriggerButton } from "../../ui/trigger-button.tsx";
import { popoverClass } from "../../ui/menu.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { tagsQuery } from "./lead-queries.ts";
import { useTagLead } from "./lead-tag-mutations.ts";
import { TagPicker } from "./tag-picker.tsx";

/** The tags of one lead, and what puts them on and takes them off; shown as they will be while a change is on its way. */
export function LeadTags({ lead }: { lead: Pick<Lead, "id" | "tags"> }) {
  const { businessId, status } = useBusiness();
  const { data: all = [] } = useQuery(tagsQuery(businessId));
  const change = useTagLead(businessId, lead.id);
  const mayEdit = useMay()("leads.edit") && status === "active";
  const coming = change.isPending ? change.variables : undefined;
  const has = new Set([...lead.tags.filter((id) => !coming?.remove.includes(id)), ...(coming?.add ?? [])]);
  const toggle = (id: string) => change.mutate(has.has(id) ? { add: [], remove: [id] } : { add: [id], remove: [] });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {all
        .filter(({ id }) => has.has(id))
        .map(({ id, name, color }) => (
          <StatusBadge key={id} color={color}>
            {name}
          </StatusBadge>
        ))}
      {mayEdit && (
        <DialogTrigger>
          <TriggerButton size="small" variant="quiet">
            <TagIcon aria-hidden className="size-4" />
            {has.size === 0 ? he.leadBulk.tag.add : he.leadBulk.tags}
          </TriggerButton>
          <Popover placement="bottom start" className={`${popoverClass} w-72 p-3`}>
            <AriaDialog aria-label={he.leadBulk.tag.edit} className="outline-none">
              <TagPicker chosen={has} onToggle={toggle} />
            </AriaDialog>
          </Popover>
        </DialogTrigger>
      )}
    </div>
  );
}
