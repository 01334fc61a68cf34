/** Quick edits of one person to one thing are told as one, with each of them inside. Pure. */
import type { AuditLine } from "../../../../core/audit/wire.ts";

/** Somebody tries out how the assistant sounds: saves, listens, saves again. */
const QUICK_MS = 10 * 60_000;

/** `lines`: latest first, at least one. */
export type AuditGroup<Line> = { lines: readonly [Line, ...Line[]] };

/** `lines`: latest first. The order stays; only neighbours are joined, so that nothing moves in time. */
export function groupLines<Line extends AuditLine>(lines: readonly Line[]): AuditGroup<Line>[] {
  const groups: { lines: [Line, ...Line[]] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && belongTogether(last.lines.at(-1) ?? last.lines[0], line)) last.lines.push(line);
    else groups.push({ lines: [line] });
  }
  return groups;
}

const belongTogether = (later: AuditLine, earlier: AuditLine): boolean =>
  later.action === earlier.action &&
  later.record.type === earlier.record.type &&
  later.record.id === earlier.record.id &&
  later.actor.userId === earlier.actor.userId &&
  later.impersonator?.userId === earlier.impersonator?.userId &&
  later.at - earlier.at <= QUICK_MS;
