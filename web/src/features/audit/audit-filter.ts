/** What the log is narrowed to, as it stands in the address. Pure. */
import { AUDIT_KINDS, type AuditKind } from "../../../../core/audit/kinds.ts";
import { dayStart, nextDay } from "../../format/day-start.ts";

/** Days as `2026-11-27`, in Israel; an empty string: not narrowed. */
export type AuditFilter = { person: string; kind: AuditKind | ""; from: string; to: string };

const DAY = /^\d{4}-\d\d-\d\d$/;
const dayIn = (search: URLSearchParams, name: string): string => {
  const day = search.get(name) ?? "";
  return DAY.test(day) && dayStart(day) !== null ? day : "";
};

export const filterOf = (search: URLSearchParams): AuditFilter => ({
  person: search.get("person") ?? "",
  kind: AUDIT_KINDS.find((kind) => kind === search.get("kind")) ?? "",
  from: dayIn(search, "from"),
  to: dayIn(search, "to"),
});

/** Of the platform's log: also to one business, by its id. */
export type PlatformFilter = AuditFilter & { business: string };

export const platformFilterOf = (search: URLSearchParams): PlatformFilter => ({
  ...filterOf(search),
  business: search.get("business") ?? "",
});

export const isNarrowed = (filter: AuditFilter): boolean => Object.values(filter).some((value) => value !== "");

/** Without what is empty: an address says what is asked, not what could be. */
export const searchOf = (filter: AuditFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));

export const platformQueryOf = ({ business, ...filter }: PlatformFilter): Record<string, string> => ({
  ...queryOf(filter),
  ...(business && { business }),
});

/** As the API is asked: both days are part of it. */
export function queryOf({ person, kind, from, to }: AuditFilter): Record<string, string> {
  const [since, until] = [from && dayStart(from), to && dayStart(nextDay(to))];
  return {
    ...(person && { actor: person }),
    ...(kind && { kind }),
    ...(since && { since: String(since) }),
    ...(until && { until: String(until) }),
  };
}
