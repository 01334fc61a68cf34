/** Lines of the log by the day they were written in Israel. Pure. */
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { dayKey } from "../../format/time.ts";

export type AuditDay<Line> = { key: string; at: number; lines: Line[] };

/** `lines`: latest first. */
export function auditDays<Line extends Pick<AuditLine, "at">>(lines: readonly Line[]): AuditDay<Line>[] {
  const days: AuditDay<Line>[] = [];
  for (const line of lines) {
    const key = dayKey(line.at);
    const last = days.at(-1);
    if (last?.key === key) last.lines.push(line);
    else days.push({ key, at: line.at, lines: [line] });
  }
  return days;
}
