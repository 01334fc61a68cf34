import { memo, type CSSProperties } from "react";
import { Link } from "react-router";
import type { LeadColumn } from "../../../../../core/leads/list-columns.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import { cx } from "../../../ui/cx.ts";
import { Ltr } from "../../../ui/ltr.tsx";
import { PhoneActions } from "../../../ui/phone-number.tsx";
import { LeadStatusMenu } from "../lead-status-menu.tsx";
import { AssigneeName, LeadCell, LeadTime, phoneOf, TagLine, Wish } from "./lead-cells.tsx";
import { PickBox } from "./pick-box.tsx";

type Props = {
  lead: Lead;
  to: string;
  /** Of all, from 0. */ index: number;
  isWide: boolean;
  columns: readonly LeadColumn[];
  grid: CSSProperties;
  rowPx: number;
  isActive: boolean;
  isSelected: boolean;
  onToggle: (id: string) => void;
  onActive: (index: number) => void;
};

/** One lead: a row of the table, or a card on the phone; in both a row of one grid for screen readers and the keyboard. */
export const LeadLine = memo(function LeadLine(props: Props) {
  const { lead, index, isWide, rowPx, grid, isActive, isSelected, onActive } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-lead-row={index}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => onActive(index)}
      style={{ height: rowPx, transform: `translateY(${index * rowPx}px)`, ...(isWide && grid) }}
      className={cx(
        "absolute inset-x-0 top-0 border-b border-line -outline-offset-2 transition-colors hover:bg-sunken/60",
        isWide ? "grid items-center gap-x-4 pe-3" : "flex items-center gap-1 pe-1",
        isSelected && "bg-accent-soft/60",
      )}
    >
      <div role="gridcell">
        <PickBox
          label={he.leadList.select(lead.name ?? he.leads.namelessLead)}
          isSelected={isSelected}
          isOutOfTabs
          onChange={() => props.onToggle(lead.id)}
        />
      </div>
      {isWide ? <RowCells {...props} /> : <CardCells {...props} />}
    </div>
  );
});

/** The whole line leads to the lead; what else can be pressed lies above it. */
const Name = ({ lead, to }: Pick<Props, "lead" | "to">) => (
  <Link to={to} tabIndex={-1} className="truncate font-semibold after:absolute after:inset-0">
    {lead.name ?? he.leads.namelessLead}
  </Link>
);

const Dial = ({ lead }: Pick<Props, "lead">) => {
  const phone = phoneOf(lead);
  return phone && <PhoneActions phone={phone} className="relative z-10 max-lg:flex-col" />;
};

function RowCells({ lead, to, columns, isActive }: Props) {
  const phone = phoneOf(lead);
  return (
    <>
      <div role="rowheader" className="flex min-w-0 flex-col">
        <Name lead={lead} to={to} />
        {phone && !columns.includes("phone") && (
          <Ltr className="self-start text-xs whitespace-nowrap text-ink-faint">{formatPhone(phone)}</Ltr>
        )}
      </div>
      {columns.map((column) => (
        <div key={column} role="gridcell" className="min-w-0">
          <LeadCell column={column} lead={lead} isActive={isActive} />
        </div>
      ))}
      <div role="gridcell" className="flex justify-end">
        <Dial lead={lead} />
      </div>
    </>
  );
}

function CardCells({ lead, to, isActive }: Props) {
  return (
    <>
      <div role="rowheader" className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex min-w-0 items-center justify-between gap-2">
          <Name lead={lead} to={to} />
          <LeadStatusMenu lead={lead} look="cell" isOutOfTabs={!isActive} className="shrink-0" />
        </span>
        <span className="min-w-0 text-sm">
          <Wish lead={lead} />
        </span>
        <span className="flex min-w-0 items-center gap-2 text-xs text-ink-faint">
          <AssigneeName assignedTo={lead.assignedTo} />
          <TagLine tags={lead.tags} most={2} />
          <span className="ms-auto">
            <LeadTime at={lead.updatedAt} />
          </span>
        </span>
      </div>
      <div role="gridcell">
        <Dial lead={lead} />
      </div>
    </>
  );
}
