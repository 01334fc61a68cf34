import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ListFilter } from "lucide-react";
import { useState } from "react";
import { Button, Disclosure, DisclosurePanel } from "react-aria-components";
import { useNavigate } from "react-router";
import { seesOnlyOwn } from "../../../../core/auth/permissions.ts";
import { END_REASONS } from "../../../../core/calls/end-reason.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { paths, type CallsFilter, type CallsNarrowing } from "../../paths.ts";
import { Button as PlainButton, buttonClass } from "../../ui/button.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useBusiness } from "../business/business-context.ts";
import { colleaguesQuery } from "../people/colleague-queries.ts";
import { isDay } from "./calls-narrowing.ts";

const t = he.calls.narrowing;
/** Stands in the lists for "all": a list has no empty key. */
const ALL = "";

type Props = { filter: CallsFilter; narrowing: CallsNarrowing };

/** Narrows the list by days, by how calls ended and by whose they are. All of it stands in the address. */
export function CallNarrowing({ filter, narrowing }: Props) {
  const { slug, role, agentsSee } = useBusiness();
  const navigate = useNavigate();
  const [clears, setClears] = useState(0);
  const active = Object.keys(narrowing).length;
  const go = (next: CallsNarrowing) => void navigate(paths.calls(slug, filter, next), { replace: true });

  function set<Field extends keyof CallsNarrowing>(field: Field, value: CallsNarrowing[Field] | typeof ALL) {
    const { [field]: _before, ...others } = narrowing;
    go(value ? { ...others, [field]: value } : others);
  }

  return (
    <Disclosure defaultExpanded={active > 0} className="group mb-5 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <Button slot="trigger" className={buttonClass("secondary", "small")}>
          <ListFilter aria-hidden className="size-4" />
          {t.title}
          {active > 0 && <span className="text-accent">{t.active(active)}</span>}
          <ChevronDown aria-hidden className="size-4 transition-transform group-data-expanded:rotate-180" />
        </Button>
        {active > 0 && (
          <PlainButton
            size="small"
            variant="quiet"
            onPress={() => {
              setClears(clears + 1);
              go({});
            }}
          >
            {t.clear}
          </PlainButton>
        )}
      </div>
      <DisclosurePanel>
        <div key={clears} className="grid grid-cols-2 gap-3 pt-3 lg:grid-cols-4">
          <Day label={t.from} begin={narrowing.from} onChange={(day) => set("from", day)} />
          <Day label={t.to} begin={narrowing.to} onChange={(day) => set("to", day)} />
          <SelectField
            label={t.outcome}
            value={narrowing.outcome ?? ALL}
            options={[
              { value: ALL, text: t.anyOutcome },
              ...END_REASONS.map((value) => ({ value, text: t.outcomes[value] })),
            ]}
            onChange={(outcome) => set("outcome", outcome)}
          />
          {/* Who sees their own alone has nobody to choose. */}
          {!seesOnlyOwn(role, agentsSee) && (
            <Agent chosen={narrowing.agent} onChange={(agent) => set("agent", agent)} />
          )}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** Keeps what is half typed to itself: the address changes with whole days. */
const Day = ({
  label,
  begin,
  onChange,
}: {
  label: string;
  begin: string | undefined;
  onChange: (day: string) => void;
}) => (
  <TextField
    label={label}
    type="date"
    defaultValue={begin ?? ""}
    onChange={(day) => {
      if (day === "" || isDay(day)) onChange(day);
    }}
  />
);

function Agent({ chosen, onChange }: { chosen: string | undefined; onChange: (agent: string) => void }) {
  const { businessId } = useBusiness();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const options = [
    { value: ALL, text: t.anyAgent },
    ...colleagues.map(({ userId, name, email }) => ({ value: userId, text: toldName(name, email) })),
  ];
  // Somebody who has left, or who is not read yet.
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  return (
    <SelectField
      label={t.agent}
      value={chosen ?? ALL}
      options={isKnown ? options : [...options, { value: chosen, text: he.leads.assignee.unknown }]}
      onChange={onChange}
    />
  );
}
