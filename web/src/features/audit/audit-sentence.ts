/** A line of the audit log as a Hebrew sentence, for the business's log and the platform's. Pure. */
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { isWithheld } from "../../../../core/calls/withheld.ts";
import { formatPhone } from "../../format/phone.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { deviceText } from "../account/device-of.ts";
import { apart, emailIn, isRecord, nameIn, roleText } from "./audit-data.ts";
import { fieldText } from "./setting-values.ts";

type Told = Pick<AuditLine, "action" | "record" | "data" | "emails">;

export const auditSentence = (line: Told): string =>
  particular(line) ?? he.audit.sentences[line.action](subjectOf(line));

/** Of two people whose names look alike, whose account it is. */
const subjectOf = ({ record, emails }: Told): string =>
  toldName(apart(labelOf(record)), record.type === "person" ? emails[record.id] : null);

/** `lines`: of a group, latest first. Of settings it names what was changed in any of them. */
export function groupSentence(lines: readonly [Told, ...Told[]]): string {
  const [latest] = lines;
  const changes = Object.assign({}, ...lines.map(({ data }) => (isRecord(data["changes"]) ? data["changes"] : {})));
  return auditSentence({ ...latest, data: { ...latest.data, changes } });
}

/** More are counted: the sentence is read at a glance, and opens for the rest. */
const NAMED_FIELDS = 3;

function fieldsIn(changes: unknown): string | null {
  if (!isRecord(changes)) return null;
  const names = [...new Set(Object.keys(changes).map(fieldText))];
  if (names.length === 0) return null;
  // One more is named rather than counted.
  const shown = names.length <= NAMED_FIELDS + 1 ? names : names.slice(0, NAMED_FIELDS);
  return he.audit.variants.fields(shown, names.length - shown.length);
}

function labelOf({ type, label }: Told["record"]): string {
  if (type === "session") return deviceText(label);
  if (!label) return he.audit.unnamed[type];
  if (type === "call" && isWithheld(label)) return he.audit.unnamed.call;
  // A lead or a caller without a name is called by the number.
  const isNumber = type === "number" || ((type === "lead" || type === "call") && label.startsWith("+"));
  return isNumber ? formatPhone(label) : label;
}

/** Where the sentence hangs on what exactly was done. */
function particular(line: Told): string | null {
  const { action, record, data, emails } = line;
  const t = he.audit.variants;
  const label = subjectOf(line);
  switch (action) {
    case "lead.assigned": {
      if (record.type === "person")
        return t.leadsReleased(label, typeof data["leads"] === "number" ? data["leads"] : null);
      const to = nameIn(data["to"]);
      if (to !== null) return t.leadGiven(label, toldName(apart(to), emailIn(data["to"], emails)));
      return data["to"] === null ? t.leadFreed(label) : null;
    }
    case "leads.bulk_changed":
    case "leads.bulk_undone": {
      const { kind, leads } = data;
      if (typeof leads !== "number" || typeof kind !== "string") return null;
      const done = new Map<string, (count: number) => string>(Object.entries(he.leadBulk.done)).get(kind)?.(leads);
      if (done === undefined) return null;
      return action === "leads.bulk_undone" ? t.bulkUndone(done) : done;
    }
    case "person.role_changed": {
      const [from, to] = [roleText(data["from"]), roleText(data["to"])];
      return from && to ? t.roleChanged(label, from, to) : null;
    }
    case "settings.changed":
    case "policy.changed": {
      const fields = fieldsIn(data["changes"]);
      return fields === null ? null : t.changed(he.audit.sentences[action](""), fields);
    }
    case "logo.changed":
      return data["removed"] === true ? t.logoRemoved : null;
    case "session.ended":
      if (data["others"] === true) return t.otherSessionsEnded;
      return data["everywhere"] === true ? t.sessionsEnded : null;
    case "impersonation.ended":
      return data["why"] === "switched_off" ? t.impersonationSwitchedOff(label) : null;
    default:
      return null;
  }
}
