import { GripVertical } from "lucide-react";
import { Button, GridListItem } from "react-aria-components";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { formatAgo, formatShortDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { useNow } from "../../../ui/use-now.ts";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useColleagueName } from "../../people/colleague-queries.ts";
import { LeadStatusMenu } from "../lead-status-menu.tsx";
import { priceText, wishText } from "../lead-texts.ts";

const RELATIVE_STEP_MS = 30_000;

/** One lead in a few lines. Opens by a press, moves by its handle, by being dragged, and by its menu. */
export function BoardCard({ lead, isDraggable }: { lead: Lead; isDraggable: boolean }) {
  const name = lead.name ?? he.leads.namelessLead;
  const [demand] = lead.demands;
  const wish = wishText(demand);
  const price = demand && priceText(demand);
  return (
    <GridListItem
      id={lead.id}
      textValue={name}
      className="shrink-0 cursor-pointer rounded-lg border border-line bg-surface p-3 transition-colors data-dragging:opacity-50 data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-accent data-hovered:border-line-strong"
    >
      <div className="flex items-start">
        <p className="min-w-0 flex-1 pe-1 font-medium break-words">{name}</p>
        <LeadStatusMenu lead={lead} look="icon" className="-mt-1.5" />
        {isDraggable && (
          <Button
            slot="drag"
            aria-label={he.board.drag(name)}
            className="-me-2 -mt-1.5 inline-grid size-9 shrink-0 cursor-grab place-items-center rounded-lg text-ink-faint data-hovered:bg-sunken"
          >
            <GripVertical aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      {wish && <p className="line-clamp-2 text-sm text-ink-soft">{wish}</p>}
      {price && <p className="text-sm text-ink-soft">{price}</p>}
      <p className="mt-1.5 flex items-center justify-between gap-2 text-xs text-ink-faint">
        <Assignee assignedTo={lead.assignedTo} />
        <Updated at={lead.updatedAt} />
      </p>
    </GridListItem>
  );
}

function Updated({ at }: { at: number }) {
  const now = useNow(RELATIVE_STEP_MS);
  return (
    <time dateTime={new Date(at).toISOString()} className="shrink-0">
      {formatAgo(at, now) ?? formatShortDay(at, now)}
    </time>
  );
}

function Assignee({ assignedTo }: Pick<Lead, "assignedTo">) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const name = useColleagueName(businessId, assignedTo);
  const t = he.leads.assignee;
  if (assignedTo === null) return <span className="text-warn">{t.nobody}</span>;
  if (name === undefined) return <span />;
  return <span className="min-w-0 truncate">{assignedTo === user.id ? t.you(user.name) : (name ?? t.other)}</span>;
}

/** Under the finger or the mouse. */
export const CardPreview = ({ name }: { name: string }) => (
  <div className="max-w-60 truncate rounded-lg border border-accent bg-surface px-3 py-2 font-medium text-ink">
    {name}
  </div>
);
