import { ShieldOff } from "lucide-react";
import { useId } from "react";
import type { AdminBusinessDetail } from "../../../../../core/admin/wire.ts";
import { toldNames } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { Section } from "../../../ui/section.tsx";
import { PersonRow } from "./person-row.tsx";

export function PeopleSection({ detail: { business, people } }: { detail: AdminBusinessDetail }) {
  const noteId = useId();
  const names = toldNames(people);
  return (
    <Section title={he.admin.business.people}>
      {!business.impersonationAllowed && people.length > 0 && (
        <p id={noteId} className="mb-3 flex gap-2 text-sm text-ink-soft">
          <ShieldOff aria-hidden className="mt-0.5 size-4 shrink-0" />
          {he.admin.enterAs.switchedOff}
        </p>
      )}
      {people.length === 0 ? (
        <p className="text-ink-faint">{he.admin.business.noPeople}</p>
      ) : (
        <ul className="-mx-4 -mb-4 border-t border-line md:-mx-5">
          {people.map((person) => (
            <PersonRow
              key={person.userId}
              business={business}
              person={person}
              told={names.get(person.userId) ?? person.name}
              noteId={noteId}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
