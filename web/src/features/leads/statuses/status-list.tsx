import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, GridList, GridListItem, MenuTrigger } from "react-aria-components";
import type { LeadCounts } from "../../../../../core/leads/counts.ts";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { FIRST_STATUS } from "../../../../../core/leads/status-rules.ts";
import { hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { he } from "../../../i18n/he.ts";
import { IconButton } from "../../../ui/button.tsx";
import { TriggerIconButton } from "../../../ui/trigger-button.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { orderAfterStep } from "../../../ui/order.ts";
import { notify } from "../../../ui/toast.tsx";
import { useDragOrder } from "../../../ui/use-drag-order.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { useOrderStatuses, useShownStatuses } from "./status-mutations.ts";

export type StatusAction = "edit" | "delete";
type Props = {
  statuses: readonly LeadStatus[];
  counts: LeadCounts | undefined;
  /** Null: may look only. */ onAction: ((action: StatusAction, status: LeadStatus) => void) | null;
};

const t = he.statuses;
const DRAG_TYPE = "agentlocator-lead-status";

const tellNotOrdered = (error: Error) =>
  notify({
    tone: "problem",
    title: t.notOrdered,
    text: hasCode(error, "conflict") ? t.deletion.refused : errorMessage(error),
  });

/** In their order, which is changed by dragging, from the keyboard too, or step by step. */
export function StatusList({ statuses: stored, counts, onAction }: Props) {
  const { businessId } = useBusiness();
  const statuses = useShownStatuses(businessId, stored);
  const order = useOrderStatuses(businessId, tellNotOrdered);
  const ids = statuses.map(({ id }) => id);
  const dragAndDropHooks = useDragOrder({
    type: DRAG_TYPE,
    ids,
    indicatorClass:
      "relative z-10 outline-none data-drop-target:-my-px data-drop-target:h-0.5 data-drop-target:bg-accent",
    onOrder: order.mutate,
  });
  return (
    <GridList
      aria-label={t.list}
      items={statuses}
      // A row is drawn anew when something changes that is not in its status.
      dependencies={[statuses, counts, onAction]}
      {...(onAction && { dragAndDropHooks })}
      className="overflow-hidden rounded-xl border border-line bg-surface"
    >
      {(status) => {
        const place = ids.indexOf(status.id);
        return (
          <Row
            status={status}
            count={counts?.find((one) => one.status === status.id)?.count}
            movesTo={statuses.find(({ id }) => id === status.movesTo)?.name ?? null}
            isDraggable={onAction !== null}
          >
            {onAction && (
              <Buttons
                status={status}
                isFirst={place === 0}
                isLast={place === ids.length - 1}
                onStep={(step) => order.mutate(orderAfterStep(ids, status.id, step))}
                onAction={(action) => onAction(action, status)}
              />
            )}
          </Row>
        );
      }}
    </GridList>
  );
}

type RowProps = {
  status: LeadStatus;
  count: number | undefined;
  /** Its name, while it is being deleted. */ movesTo: string | null;
  isDraggable: boolean;
  children: ReactNode;
};

function Row({ status, count, movesTo, isDraggable, children }: RowProps) {
  const notes = [
    t.kind[status.kind],
    ...(status.id === FIRST_STATUS ? [t.first] : []),
    ...(status.mayContact ? [] : [t.noContact]),
    ...(status.asksReason ? [t.asksReason] : []),
  ];
  return (
    <GridListItem
      id={status.id}
      textValue={status.name}
      className="flex min-h-15 items-center gap-1 border-t border-line px-1.5 py-2 -outline-offset-2 first:border-t-0 data-dragging:opacity-50 md:gap-2 md:px-3"
    >
      {isDraggable && (
        <AriaButton
          slot="drag"
          aria-label={t.drag(status.name)}
          className="inline-grid size-10 shrink-0 cursor-grab place-items-center rounded-lg text-ink-faint data-hovered:bg-sunken md:size-9"
        >
          <GripVertical aria-hidden className="size-4" />
        </AriaButton>
      )}
      <div className="min-w-0 flex-1 px-1">
        <p className="flex items-center gap-2 font-medium">
          <StatusDot color={status.color} />
          <span className="min-w-0 break-words">{status.name}</span>
        </p>
        <p className="mt-0.5 text-sm text-ink-soft">{movesTo === null ? notes.join(" · ") : t.leaving(movesTo)}</p>
      </div>
      <span className="shrink-0 px-1 text-sm whitespace-nowrap text-ink-soft">
        {count !== undefined && t.leads(count)}
      </span>
      {children}
    </GridListItem>
  );
}

type ButtonsProps = {
  status: LeadStatus;
  isFirst: boolean;
  isLast: boolean;
  onStep: (step: -1 | 1) => void;
  onAction: (action: StatusAction) => void;
};

function Buttons({ status, isFirst, isLast, onStep, onAction }: ButtonsProps) {
  const { id, name, movesTo } = status;
  const isGoing = movesTo !== null;
  const choose = (key: unknown) => {
    if (key === "up") onStep(-1);
    else if (key === "down") onStep(1);
    else if (key === "edit" || key === "delete") onAction(key);
  };
  const disabled = [...(isFirst ? ["up"] : []), ...(isLast ? ["down"] : [])];
  return (
    <div className="flex shrink-0 items-center">
      <IconButton label={t.up(name)} isDisabled={isFirst} onPress={() => onStep(-1)} className="max-md:hidden">
        <ArrowUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton label={t.down(name)} isDisabled={isLast} onPress={() => onStep(1)} className="max-md:hidden">
        <ArrowDown aria-hidden className="size-4" />
      </IconButton>
      <MenuTrigger>
        <TriggerIconButton label={t.more(name)}>
          <Ellipsis aria-hidden className="size-5" />
        </TriggerIconButton>
        <Menu onAction={choose} placement="bottom end" disabledKeys={disabled}>
          {isGoing ? null : (
            <MenuItem id="edit">
              <Pencil aria-hidden className="size-4" />
              {t.actions.edit}
            </MenuItem>
          )}
          <MenuItem id="up">
            <ArrowUp aria-hidden className="size-4" />
            {t.actions.up}
          </MenuItem>
          <MenuItem id="down">
            <ArrowDown aria-hidden className="size-4" />
            {t.actions.down}
          </MenuItem>
          {id === FIRST_STATUS ? null : (
            <MenuItem id="delete">
              <Trash2 aria-hidden className="size-4" />
              {isGoing ? t.goOn : t.actions.remove}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
    </div>
  );
}
