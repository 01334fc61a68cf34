import { ArrowDown } from "lucide-react";
import type { CSSProperties } from "react";
import type { LeadColumn } from "../../../../../core/leads/list-columns.ts";
import type { LeadSort } from "../../../../../core/leads/list-sorts.ts";
import { he } from "../../../i18n/he.ts";
import { cx } from "../../../ui/cx.ts";
import { PickBox } from "./pick-box.tsx";

const t = he.leadList;
const SORT_OF: Partial<Record<LeadColumn | "name", LeadSort>> = {
  name: "name",
  created: "created",
  updated: "changed",
};

type Props = {
  isWide: boolean;
  columns: readonly LeadColumn[];
  grid: CSSProperties;
  /** As the rows are ordered; null: by how well they were found. */ sort: LeadSort | null;
  isAll: boolean;
  isSome: boolean;
  onToggleAll: () => void;
};

/** On the phone only the box that chooses all is seen of it. */
export function TableHead({ isWide, columns, grid, sort, isAll, isSome, onToggleAll }: Props) {
  const shown = isWide ? columns : [];
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={isWide ? grid : undefined}
      className={cx(
        "border-b border-line text-xs font-medium text-ink-faint",
        isWide ? "grid items-center gap-x-4 pe-3" : "flex items-center",
      )}
    >
      <div role="columnheader">
        <PickBox label={t.selectShown} isSelected={isAll} isIndeterminate={isSome && !isAll} onChange={onToggleAll} />
      </div>
      {(["name", ...shown] as const).map((column) => {
        const isSorted = sort !== null && SORT_OF[column] === sort;
        return (
          <div
            key={column}
            role="columnheader"
            aria-sort={isSorted ? (column === "name" ? "ascending" : "descending") : undefined}
            className={cx("flex min-w-0 items-center gap-1", isSorted && "text-ink")}
          >
            <span className="truncate">{t.column[column]}</span>
            {isSorted && <ArrowDown aria-hidden className="size-3.5 shrink-0" />}
          </div>
        );
      })}
      <div role="columnheader">
        <span className="sr-only">{t.column.actions}</span>
      </div>
    </div>
  );
}
