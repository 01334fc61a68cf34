/** Whom a line of the log names, with the names they had when it was written. */
import type { AuditLine } from "./wire.ts";

type Named = { userId: string; name: string };

export function namedIn({ actor, impersonator, record, data }: AuditLine): Named[] {
  const subject = record.type === "person" && record.label ? [{ userId: record.id, name: record.label }] : [];
  return [actor, ...(impersonator ? [impersonator] : []), ...subject, ...[data["from"], data["to"]].filter(isNamed)];
}

const isNamed = (value: unknown): value is Named =>
  typeof value === "object" &&
  value !== null &&
  "userId" in value &&
  "name" in value &&
  typeof value.userId === "string" &&
  typeof value.name === "string" &&
  value.name !== "";
