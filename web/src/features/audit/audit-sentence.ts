/** A line of the audit log as a Hebrew sentence, for the business's log and the platform's. Pure. */
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { formatPhone } from "../../format/phone.ts";
import { he } from "../../i18n/he.ts";
import { deviceText } from "../account/device-of.ts";
import { apart, nameIn, roleText } from "./audit-data.ts";

type Told = Pick<AuditLine, "action" | "record" | "data">;

export const auditSentence = (line: Told): string =>
  particular(line) ?? he.audit.sentences[line.action](apart(labelOf(line.record)));

function labelOf({ type, label }: Told["record"]): string {
  if (type === "session") return deviceText(label);
  if (!label) return he.audit.unnamed[type];
  // A lead without a name is called by its number.
  return type === "number" || (type === "lead" && label.startsWith("+")) ? formatPhone(label) : label;
}

/** Where the sentence hangs on what exactly was done. */
function particular({ action, record, data }: Told): string | null {
  const t = he.audit.variants;
  const label = apart(labelOf(record));
  switch (action) {
    case "lead.assigned": {
      if (record.type === "person")
        return t.leadsReleased(label, typeof data["leads"] === "number" ? data["leads"] : null);
      const to = nameIn(data["to"]);
      if (to !== null) return t.leadGiven(label, apart(to));
      return data["to"] === null ? t.leadFreed(label) : null;
    }
    case "person.role_changed": {
      const [from, to] = [roleText(data["from"]), roleText(data["to"])];
      return from && to ? t.roleChanged(label, from, to) : null;
    }
    case "logo.changed":
      return data["removed"] === true ? t.logoRemoved : null;
    case "session.ended":
      return data["everywhere"] === true ? t.sessionsEnded : null;
    case "impersonation.ended":
      return data["why"] === "switched_off" ? t.impersonationSwitchedOff(label) : null;
    default:
      return null;
  }
}
