import type { ReactNode } from "react";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { PhoneNumber } from "../../ui/phone-number.tsx";
import { budgetText } from "./lead-texts.ts";

/** What somebody is looking for, as far as it was said. */
export function LeadFacts({ lead, withPhone = true }: { lead: Lead; withPhone?: boolean }) {
  const { facts } = he.leads;
  const phone = lead.phone ?? lead.phoneTyped;
  const rows: Array<[string, ReactNode]> = [
    [facts.dealType, lead.dealType && he.leads.dealType[lead.dealType]],
    [facts.area, lead.area],
    [facts.rooms, lead.rooms !== null && lead.rooms.toLocaleString("he-IL")],
    [facts.budget, budgetText(lead)],
    [facts.phone, withPhone && phone && <PhoneNumber phone={phone} />],
    [facts.notes, lead.notes],
  ];
  const known = rows.filter(([, value]) => Boolean(value));
  if (known.length === 0) return <p className="text-ink-faint">{he.leads.nothingKnown}</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      {known.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="break-words whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
