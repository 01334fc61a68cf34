import type { ReactNode } from "react";
import type { AuditKind } from "../../../../core/audit/kinds.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { AuditFilter } from "./audit-filter.ts";

const t = he.audit.filter;
/** Stands in a list for everything: a list has no empty key. */
const ALL = "all";

type Props = {
  filter: AuditFilter;
  /** Names by user id, of those who can be chosen. */ people: ReadonlyMap<string, string>;
  /** Everybody is there: whoever is not among them is not to be found among them later. */ arePeopleKnown: boolean;
  /** How somebody is called who is not among them. */ someoneElse: string;
  kinds: readonly AuditKind[];
  isNarrowed: boolean;
  onChange: (part: Partial<AuditFilter>) => void;
  onClear: () => void;
  /** More to narrow by, in front. */ children?: ReactNode;
};

export function AuditFilters(props: Props) {
  const { filter, people, arePeopleKnown, someoneElse, kinds, isNarrowed, onChange, onClear, children } = props;
  const options = [...people].map(([value, text]) => ({ value, text }));
  const isElse = filter.person !== "" && arePeopleKnown && !people.has(filter.person);
  return (
    <div
      role="group"
      aria-label={t.label}
      className="mb-6 grid grid-cols-2 items-end gap-3 lg:grid-flow-col lg:auto-cols-auto lg:grid-cols-none"
    >
      {children}
      <SelectField
        label={t.person}
        value={filter.person || ALL}
        options={[
          { value: ALL, text: t.everybody },
          ...options,
          ...(isElse ? [{ value: filter.person, text: someoneElse }] : []),
        ]}
        onChange={(person) => onChange({ person: person === ALL ? "" : person })}
      />
      <SelectField
        label={t.kind}
        value={filter.kind || ALL}
        options={[{ value: ALL, text: t.everything }, ...kinds.map((value) => ({ value, text: t.kinds[value] }))]}
        onChange={(kind) => onChange({ kind: kind === ALL ? "" : kind })}
      />
      <TextField label={t.from} type="date" value={filter.from} onChange={(from) => onChange({ from })} />
      <TextField label={t.to} type="date" value={filter.to} onChange={(to) => onChange({ to })} />
      {isNarrowed && (
        <Button variant="quiet" onPress={onClear}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}
