// The roles are not redundant here: the phone's style shows these elements as blocks, and without roles of their own they
// would stop being a table for screen readers.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** What the row is about: one column, the first as a rule. */ isHeader?: boolean;
  /** Numbers stand at the end of their column. */ align?: "start" | "end";
  /** Tailwind width of the column on the desk. */ width?: string;
  /** On a card the value stands without its title: badges, buttons. */ isPlain?: boolean;
  /** For screen readers only: a column of buttons. */ hideTitle?: boolean;
};

type Props<Row> = {
  label: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** In the place of rows. */ empty?: ReactNode;
};

/** A table on the desk, a card for each row on the phone; for screen readers one table in both. */
export function DataTable<Row>({ label, columns, rows, rowKey, empty }: Props<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <table role="table" aria-label={label} className="w-full text-start max-md:block">
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" className="border-b border-line">
            {columns.map(({ key, title, align, width, hideTitle }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={cx(
                  "px-3 py-2.5 text-xs font-medium text-ink-faint first:ps-5 last:pe-5",
                  align === "end" ? "text-end" : "text-start",
                  width,
                )}
              >
                <span className={hideTitle ? "sr-only" : undefined}>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-t border-line first:border-t-0 max-md:flex max-md:flex-col max-md:gap-1.5 max-md:p-4"
            >
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { title, isHeader = false, align, isPlain = isHeader } = column;
  const content = column.cell(row);
  const className = cx(
    "min-w-0 break-words md:px-3 md:py-3 md:align-middle md:first:ps-5 md:last:pe-5",
    align === "end" ? "md:text-end" : "md:text-start",
    isHeader && "text-start font-semibold",
    !isPlain && "max-md:flex max-md:items-baseline max-md:gap-3",
    // Nothing to tell: no line on the card.
    (content === null || content === undefined || content === false) && "max-md:hidden",
  );
  const inside = (
    <>
      {!isPlain && (
        <span aria-hidden className="w-24 shrink-0 text-sm text-ink-faint md:hidden">
          {title}
        </span>
      )}
      <div className="min-w-0 max-md:flex-1">{content}</div>
    </>
  );
  return isHeader ? (
    <th role="rowheader" scope="row" className={className}>
      {inside}
    </th>
  ) : (
    <td role="cell" className={className}>
      {inside}
    </td>
  );
}
