import type { ReactNode } from "react";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { formatDay } from "../../format/time.ts";
import { useNow } from "../../ui/use-now.ts";
import { auditDays } from "./audit-days.ts";
import { groupLines } from "./group-lines.ts";
import { AuditRow } from "./audit-row.tsx";

const DAY_CHECK_MS = 60_000;

type Props<Line extends AuditLine> = {
  lines: readonly Line[];
  /** Beside who did it, such as the business in the platform's log. */
  aside?: (line: Line) => ReactNode;
  /** The address at which all is listed that this line's person did. */
  ofActor?: (line: Line) => string;
};

/** Lines of a log, latest first, day by day. */
export function AuditLog<Line extends AuditLine>({ lines, aside, ofActor }: Props<Line>) {
  const now = useNow(DAY_CHECK_MS);
  return (
    <div className="flex flex-col gap-6">
      {auditDays(lines).map((day) => (
        <section key={day.key} aria-labelledby={`audit-${day.key}`}>
          <h2 id={`audit-${day.key}`} className="mb-2 px-1 text-sm font-semibold text-ink-soft">
            {formatDay(day.at, now)}
          </h2>
          <ul className="overflow-hidden rounded-xl border border-line bg-surface">
            {groupLines(day.lines).map(({ lines: [line, ...earlier] }) => (
              <AuditRow
                // Of the earliest: what comes on top of a group does not close what is open.
                key={(earlier.at(-1) ?? line).id}
                line={line}
                earlier={earlier}
                now={now}
                aside={aside?.(line)}
                ofActor={ofActor?.(line)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
