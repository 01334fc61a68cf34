import type { ReactNode } from "react";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { formatDay } from "../../format/time.ts";
import { useNow } from "../../ui/use-now.ts";
import { auditDays } from "./audit-days.ts";
import { AuditRow } from "./audit-row.tsx";

const DAY_CHECK_MS = 60_000;

type Props<Line extends AuditLine> = {
  lines: readonly Line[];
  /** Beside who did it, such as the business in the platform's log. */
  aside?: (line: Line) => ReactNode;
};

/** Lines of a log, latest first, day by day. */
export function AuditLog<Line extends AuditLine>({ lines, aside }: Props<Line>) {
  const now = useNow(DAY_CHECK_MS);
  return (
    <div className="flex flex-col gap-6">
      {auditDays(lines).map((day) => (
        <section key={day.key} aria-labelledby={`audit-${day.key}`}>
          <h2 id={`audit-${day.key}`} className="mb-2 px-1 text-sm font-semibold text-ink-soft">
            {formatDay(day.at, now)}
          </h2>
          <ul className="overflow-hidden rounded-xl border border-line bg-surface">
            {day.lines.map((line) => (
              <AuditRow key={line.id} line={line} now={now} aside={aside?.(line)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
