import type { ReactNode } from "react";
import type { DemandInList } from "../../../../core/leads/demand.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { he } from "../../i18n/he.ts";
import { PhoneNumber } from "../../ui/phone-number.tsx";
import { priceText, roomsText } from "./lead-texts.ts";

type Row = [string, ReactNode];

/** What somebody is looking for, as far as it was said. */
export function LeadFacts({ lead, withPhone = true }: { lead: Lead; withPhone?: boolean }) {
  const { facts } = he.leads;
  const phone = lead.phone ?? lead.phoneTyped;
  const about: Row[] = [
    [facts.phone, withPhone && phone && <PhoneNumber phone={phone} />],
    [facts.notes, lead.notes],
  ];
  const lists = [...lead.demands.map(demandRows), about].map(known).filter((rows) => rows.length > 0);
  if (lists.length === 0) return <p className="text-ink-faint">{he.leads.nothingKnown}</p>;
  return (
    <div className="flex flex-col gap-3">
      {lists.map((rows, place) => (
        <dl key={place} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
          {rows.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-ink-faint">{label}</dt>
              <dd className="break-words whitespace-pre-line">{value}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  );
}

const known = (rows: readonly Row[]): Row[] => rows.filter(([, value]) => Boolean(value));

function demandRows(demand: DemandInList): Row[] {
  const { facts } = he.leads;
  return [
    [facts.dealType, demand.dealType && he.leads.dealType[demand.dealType]],
    [facts.area, demand.areas.join(", ")],
    [facts.rooms, roomsText(demand)],
    [facts.budget, priceText(demand)],
    [facts.notes, demand.note],
  ];
}
