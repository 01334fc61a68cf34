import { useQuery } from "@tanstack/react-query";
import { AUDIT_KINDS } from "../../../../core/audit/kinds.ts";
import { toldNames } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useBusiness } from "../business/business-context.ts";
import { peopleQuery } from "../people/people-queries.ts";
import { isNarrowed, type AuditFilter } from "./audit-filter.ts";

const t = he.audit.filter;
/** Stands in a list for everything: a list has no empty key. */
const ALL = "all";

type Props = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

export function AuditFilters({ filter, onChange }: Props) {
  const { businessId } = useBusiness();
  const { data } = useQuery(peopleQuery(businessId));
  const people = [...toldNames(data?.people ?? [])].map(([value, text]) => ({ value, text }));
  const isGone = filter.person !== "" && data !== undefined && !people.some(({ value }) => value === filter.person);
  return (
    <div
      role="group"
      aria-label={t.label}
      className="mb-6 grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_1fr_10rem_10rem_auto]"
    >
      <SelectField
        label={t.person}
        value={filter.person || ALL}
        options={[
          { value: ALL, text: t.everybody },
          ...people,
          ...(isGone ? [{ value: filter.person, text: t.notHere }] : []),
        ]}
        onChange={(person) => onChange({ ...filter, person: person === ALL ? "" : person })}
      />
      <SelectField
        label={t.kind}
        value={filter.kind || ALL}
        options={[{ value: ALL, text: t.everything }, ...AUDIT_KINDS.map((value) => ({ value, text: t.kinds[value] }))]}
        onChange={(kind) => onChange({ ...filter, kind: kind === ALL ? "" : kind })}
      />
      <TextField label={t.from} type="date" value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
      <TextField label={t.to} type="date" value={filter.to} onChange={(to) => onChange({ ...filter, to })} />
      {isNarrowed(filter) && (
        <Button variant="quiet" onPress={() => onChange({ person: "", kind: "", from: "", to: "" })}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}
