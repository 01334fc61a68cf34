/** What a line of the audit log holds beside its sentence, as rows to read. Pure. */
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { apart, emailIn, isRecord, nameIn, roleText } from "./audit-data.ts";
import { fieldText, valueText } from "./setting-values.ts";

export type Fact = { label: string; text: string };

const t = he.audit;

/** `now` is for the words of a day ("היום"). Keys that are not known here are left out: they are not for readers. */
export function auditFacts({ data, emails }: Pick<AuditLine, "data" | "emails">, now: number): Fact[] {
  return [
    ...changesIn(data["changes"]),
    ...sizeIn(data),
    ...Object.entries(data).flatMap(([key, value]) => factOf(key, value, { now, emails })),
  ];
}

/** Of a picture. */
function sizeIn({ width, height }: AuditLine["data"]): Fact[] {
  if (typeof width !== "number" || typeof height !== "number") return [];
  return [{ label: t.facts.size, text: t.values.pixels(width, height) }];
}

function changesIn(changes: unknown): Fact[] {
  if (!isRecord(changes)) return [];
  return Object.entries(changes).flatMap(([field, change]) =>
    isRecord(change) ? [{ label: fieldText(field), text: changeText(field, change) }] : [],
  );
}

function changeText(field: string, change: Readonly<Record<string, unknown>>): string {
  const { fromChars, toChars } = change;
  return typeof fromChars === "number" && typeof toChars === "number"
    ? t.change(t.values.chars(fromChars), t.values.chars(toChars))
    : t.change(apart(valueText(field, change["from"])), apart(valueText(field, change["to"])));
}

function personIn(value: unknown, emails: AuditLine["emails"]): string | null {
  const name = nameIn(value);
  return name === null ? null : toldName(name, emailIn(value, emails));
}

const filterText = (filter: Readonly<Record<string, unknown>>): string =>
  Object.entries(filter)
    .map(([name, value]) => {
      const told = isIn(t.filterNames, name) ? t.filterNames[name] : name;
      return `${told}: ${apart(Array.isArray(value) ? value.join(", ") : String(value))}`;
    })
    .join("; ");

const isIn = <Texts extends object>(texts: Texts, key: unknown): key is keyof Texts =>
  typeof key === "string" && Object.hasOwn(texts, key);

type Reading = Pick<AuditLine, "emails"> & { now: number };

function factOf(key: string, value: unknown, { now, emails }: Reading): Fact[] {
  const { facts } = t;
  const fact = (label: string, text: string | null): Fact[] => (text === null || text === "" ? [] : [{ label, text }]);
  const words = typeof value === "string" ? value : null;
  switch (key) {
    // Roles stand in the sentence already.
    case "from":
      return roleText(value) === null ? fact(facts.from, personIn(value, emails) ?? words) : [];
    case "role":
      return fact(facts.role, roleText(value));
    case "email":
      return fact(facts.email, words);
    case "reason":
      return fact(facts.reason, words);
    case "why":
      return fact(facts.why, isIn(t.why, value) ? t.why[value] : words);
    case "impersonator":
      return fact(facts.impersonator, words);
    case "permission":
      return fact(facts.permission, isIn(t.permissions, value) ? t.permissions[value] : words);
    case "expiresAt":
      return fact(facts.expiresAt, typeof value === "number" ? formatDayAndClock(value, now) : null);
    // Of a list that was taken out.
    case "kind":
      return fact(facts.exported, isIn(t.exported, value) ? t.exported[value] : null);
    case "rows":
      return fact(facts.rows, typeof value === "number" ? value.toLocaleString("he-IL") : null);
    case "filter":
      return fact(facts.filter, isRecord(value) ? filterText(value) : null);
    case "channel":
      return fact(facts.channel, isIn(t.channels, value) ? t.channels[value] : words);
    case "businessName":
      return fact(facts.business, words);
    case "movedTo":
      return fact(facts.movedTo, words);
    case "slug":
      return fact(facts.slug, words);
    case "tenantDb":
      return fact(facts.tenantDb, words);
    default:
      return [];
  }
}
