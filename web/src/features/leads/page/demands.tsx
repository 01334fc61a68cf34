import { EllipsisVertical, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { MenuTrigger } from "react-aria-components";
import type { Demand } from "../../../../../core/leads/demand.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { TriggerIconButton } from "../../../ui/trigger-button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { cx } from "../../../ui/cx.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { Section } from "../../../ui/section.tsx";
import { priceText, roomsText } from "../lead-texts.ts";
import { featureNames, latestAuthor, rangeText } from "./demand-texts.ts";
import { ProvenanceNote } from "./provenance-note.tsx";
import { useChange, useMayEdit } from "./use-lead-page.ts";

const DemandDialog = lazy(async () => ({ default: (await import("./demand-dialog.tsx")).DemandDialog }));
const t = leadPage.demands;

export function Demands({ lead }: { lead: LeadDetail }) {
  const mayEdit = useMayEdit(lead);
  const [open, setOpen] = useState<Demand | "new" | null>(null);
  return (
    <Section
      title={t.title}
      aside={
        mayEdit && (
          <Button size="small" variant="quiet" className="-my-2 -me-2 print:hidden" onPress={() => setOpen("new")}>
            <Plus aria-hidden className="size-4" />
            {t.add}
          </Button>
        )
      }
    >
      {lead.demands.length === 0 && <p className="text-ink-faint">{t.none}</p>}
      <ul className="flex flex-col gap-3">
        {lead.demands.map((demand) => (
          <DemandCard
            key={demand.id}
            leadId={lead.id}
            demand={demand}
            mayEdit={mayEdit}
            onEdit={() => setOpen(demand)}
          />
        ))}
      </ul>
      <Suspense>
        {open !== null && <DemandDialog leadId={lead.id} demand={open} onClose={() => setOpen(null)} />}
      </Suspense>
    </Section>
  );
}

type CardProps = { leadId: string; demand: Demand; mayEdit: boolean; onEdit: () => void };

function DemandCard({ leadId, demand, mayEdit, onEdit }: CardProps) {
  const change = useChange(leadId);
  const [isAsking, setAsking] = useState(false);
  const { id, isActive, dealType, areas, note } = demand;
  const size = rangeText(demand.sizeMin, demand.sizeMax);
  const floor = rangeText(demand.floorMin, demand.floorMax);
  const [must, nice] = [featureNames(demand, "must"), featureNames(demand, "nice")];
  const facts = [roomsText(demand), size && t.sizeText(size), floor && t.floorText(floor)].filter(Boolean);
  return (
    <li className={cx("rounded-lg border border-line p-3", !isActive && "bg-sunken/60 text-ink-soft")}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {dealType ? he.leads.dealType[dealType] : t.untitled}
            {!isActive && <Badge>{t.inactive}</Badge>}
          </p>
          {areas.length > 0 && <p className="break-words">{areas.join(", ")}</p>}
          {facts.length > 0 && <p>{facts.join(" · ")}</p>}
          {priceText(demand) && <p className="font-medium">{priceText(demand)}</p>}
          {must.length > 0 && <p className="text-sm">{`${t.must}: ${must.join(", ")}`}</p>}
          {nice.length > 0 && <p className="text-sm text-ink-soft">{`${t.nice}: ${nice.join(", ")}`}</p>}
          {note && <p className="mt-1 text-sm break-words whitespace-pre-line text-ink-soft">{note}</p>}
          <ProvenanceNote author={latestAuthor(demand.provenance)} />
        </div>
        {mayEdit && (
          <MenuTrigger>
            <TriggerIconButton label={t.menu} className="-mt-1 -me-1 print:hidden">
              <EllipsisVertical aria-hidden className="size-4" />
            </TriggerIconButton>
            <Menu>
              <MenuItem onAction={onEdit}>{leadPage.edit}</MenuItem>
              <MenuItem
                onAction={() =>
                  change.mutate({
                    change: "demand.edit",
                    id,
                    edits: { isActive: { from: isActive, to: !isActive } },
                  })
                }
              >
                {isActive ? t.stop : t.resume}
              </MenuItem>
              <MenuItem onAction={() => setAsking(true)}>{t.remove}</MenuItem>
            </Menu>
          </MenuTrigger>
        )}
      </div>
      <ConfirmDialog
        title={t.remove}
        isOpen={isAsking}
        tone="danger"
        confirm={t.remove}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          change.mutate({ change: "demand.remove", id });
        }}
      >
        {t.removeSure}
      </ConfirmDialog>
    </li>
  );
}
