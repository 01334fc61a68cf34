import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { LeadSort } from "../../../../../core/leads/list-sorts.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { gridColumns } from "./grid-columns.ts";
import { LeadLine } from "./lead-line.tsx";
import { rowsDrawn } from "./row-window.ts";
import { TableHead } from "./table-head.tsx";
import { useShownColumns } from "./use-columns.ts";
import { useIsWide } from "./use-is-wide.ts";
import { listKeys } from "./use-list-keys.ts";
import { useRowWindow } from "./use-row-window.ts";
import type { UsedSelection } from "./use-selection.ts";

/** Rows are of one height, so that the list never jumps. */
const ROW_PX = 60;
const CARD_PX = 104;
/** Once somebody scrolls, pages are fetched so many rows ahead; a screen that is only looked at fetches its first. */
const AHEAD = 300;
const AHEAD_AT_FIRST = 16;
const SCROLLED_FROM = 72;
/** Grey rows at the end, while there is more. */
const WAITING_ROWS = 20;

type Props = {
  leads: readonly Lead[];
  sort: LeadSort | null;
  hasMore: boolean;
  isFetching: boolean;
  onMore: () => void;
  used: UsedSelection;
};

export function LeadTable({ leads, sort, hasMore, isFetching, onMore, used }: Props) {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const isWide = useIsWide();
  const columns = useShownColumns();
  const [active, setActive] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  const count = leads.length + (hasMore ? WAITING_ROWS : 0);
  const keysId = useId();
  const rowPx = isWide ? ROW_PX : CARD_PX;

  const inSight = useRowWindow(body, rowPx, count);
  const rows = rowsDrawn(inSight, active, count);
  const { last } = inSight;
  const ahead = last < SCROLLED_FROM ? AHEAD_AT_FIRST : AHEAD;
  const isShort = hasMore && !isFetching && last + ahead > leads.length;
  useEffect(() => {
    if (isShort) onMore();
  }, [isShort, onMore]);

  const grid = useMemo(() => ({ gridTemplateColumns: gridColumns(columns) }), [columns]);
  const ids = useMemo(() => leads.map(({ id }) => id), [leads]);
  const { toggle } = used;
  const onToggle = useCallback((id: string) => toggle(id, ids), [toggle, ids]);
  const isAll = leads.length > 0 && leads.every(({ id }) => used.has(id));

  const move = (index: number, grid: HTMLElement) => {
    setActive(index);
    // It is drawn by then, wherever it lies.
    requestAnimationFrame(() => {
      const row = grid.querySelector<HTMLElement>(`[data-lead-row="${index}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    });
  };
  const onKeyDown = listKeys({
    active,
    count: leads.length,
    onMove: move,
    onOpen: (index) => leads[index] && void navigate(paths.lead(slug, leads[index].id)),
    onToggle: (index) => leads[index] && onToggle(leads[index].id),
  });

  return (
    <div
      role="grid"
      tabIndex={-1}
      aria-label={he.leadList.table}
      aria-describedby={keysId}
      aria-rowcount={hasMore ? -1 : leads.length + 1}
      aria-multiselectable
      onKeyDown={onKeyDown}
      className="overflow-hidden rounded-xl border border-line bg-surface outline-none"
    >
      <p id={keysId} hidden>
        {he.leadList.keys}
      </p>
      <div role="rowgroup">
        <TableHead
          isWide={isWide}
          columns={columns}
          grid={grid}
          sort={sort}
          isAll={isAll}
          isSome={!used.isEmpty}
          onToggleAll={() => (isAll ? used.clear() : used.choose(ids))}
        />
      </div>
      <div ref={body} role="rowgroup" className="relative" style={{ height: count * rowPx }}>
        {rows.map((index) => {
          const lead = leads[index];
          return lead ? (
            <LeadLine
              key={lead.id}
              lead={lead}
              to={paths.lead(slug, lead.id)}
              index={index}
              isWide={isWide}
              columns={columns}
              grid={grid}
              rowPx={rowPx}
              isActive={index === active}
              isSelected={used.has(lead.id)}
              onToggle={onToggle}
              onActive={setActive}
            />
          ) : (
            <div
              key={`waiting ${index}`}
              aria-hidden
              data-waiting
              style={{ height: rowPx, transform: `translateY(${index * rowPx}px)` }}
              className="absolute inset-x-0 top-0 border-b border-line p-4"
            >
              <Skeleton className="h-4 w-1/3" />
            </div>
          );
        })}
      </div>
    </div>
  );
}
