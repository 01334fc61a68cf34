/** The platform's log says everybody's e-mail; it stands where two of those on the screen have names that look alike. Pure. */
import { namedIn } from "../../../../core/audit/named-in.ts";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { lookAlikes } from "../../../../core/people/look-alike.ts";

/** `lines` with the e-mails of those alone who need it. */
export function toldApart<Line extends AuditLine>(lines: readonly Line[]): Line[] {
  const alike = lookAlikes(lines.flatMap(namedIn));
  return lines.map((line) => ({
    ...line,
    emails: Object.fromEntries(Object.entries(line.emails).filter(([userId]) => alike.has(userId))),
  }));
}
