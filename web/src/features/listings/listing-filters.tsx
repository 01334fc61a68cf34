import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ListFilter } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, Disclosure, DisclosurePanel } from "react-aria-components";
import { LISTING_DEALS } from "../../../../core/listings/kinds.ts";
import { LISTING_STATES } from "../../../../core/listings/states.ts";
import { UNASSIGNED } from "../../../../core/leads/wire.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { Button as PlainButton, buttonClass } from "../../ui/button.tsx";
import { CheckboxField } from "../../ui/checkbox-field.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useSettled } from "../../ui/use-settled.ts";
import { useBusiness } from "../business/business-context.ts";
import { colleaguesQuery } from "../people/colleague-queries.ts";
import type { ListingsNarrowing, NarrowingField } from "./listings-narrowing.ts";

const t = listingTexts.narrowing;
/** Stands in the lists for "all": a list has no empty key. */
const ALL = "";
/** A pause between words, not between letters. */
const SETTLED_MS = 300;

type Props = { narrowing: ListingsNarrowing; onChange: (next: ListingsNarrowing) => void };

/** All of it stands in the address: a narrowed list can be kept and passed on. */
export function ListingFilters({ narrowing, onChange }: Props) {
  const { query: _query, ...others } = narrowing;
  const active = Object.keys(others).length;
  const [clears, setClears] = useState(0);
  const set = (field: NarrowingField, value: string) => {
    const { [field]: _before, ...rest } = narrowing;
    onChange(value.trim() === "" ? rest : { ...rest, [field]: value.trim() });
  };
  const clear = () => {
    setClears(clears + 1);
    onChange({});
  };
  return (
    <Disclosure defaultExpanded={active > 0} className="group mb-5 print:hidden">
      <div key={clears} className="flex flex-wrap items-center gap-2">
        <Query begin={narrowing.query ?? ""} onChange={(query) => set("query", query)} />
        <Button slot="trigger" className={buttonClass("secondary", "medium")}>
          <ListFilter aria-hidden className="size-4" />
          {t.title}
          {active > 0 && <span className="text-accent">{t.active(active)}</span>}
          <ChevronDown aria-hidden className="size-4 transition-transform group-data-expanded:rotate-180" />
        </Button>
        {active > 0 && (
          <PlainButton variant="quiet" onPress={clear}>
            {t.clear}
          </PlainButton>
        )}
      </div>
      <DisclosurePanel>
        <div key={clears} className="grid grid-cols-2 gap-3 pt-3 lg:grid-cols-4">
          <SelectField
            label={t.state}
            value={narrowing.state ?? ALL}
            options={[
              { value: ALL, text: t.any },
              ...LISTING_STATES.map((value) => ({ value, text: listingTexts.state[value] })),
            ]}
            onChange={(value) => set("state", value)}
          />
          <SelectField
            label={t.deal}
            value={narrowing.deal ?? ALL}
            options={[
              { value: ALL, text: t.any },
              ...LISTING_DEALS.map((value) => ({ value, text: he.leads.dealType[value] })),
            ]}
            onChange={(value) => set("deal", value)}
          />
          <Agent chosen={narrowing.agent} onChange={(value) => set("agent", value)} />
          <Typed label={t.city} begin={narrowing.city} onChange={(value) => set("city", value)} />
          <Typed label={t.priceMin} begin={narrowing.priceMin} numeric onChange={(value) => set("priceMin", value)} />
          <Typed label={t.priceMax} begin={narrowing.priceMax} numeric onChange={(value) => set("priceMax", value)} />
          <Typed label={t.roomsMin} begin={narrowing.roomsMin} numeric onChange={(value) => set("roomsMin", value)} />
          <Typed label={t.roomsMax} begin={narrowing.roomsMax} numeric onChange={(value) => set("roomsMax", value)} />
          <div className="col-span-2">
            <CheckboxField
              label={t.ending}
              isSelected={narrowing.exclusivity === "ending"}
              onChange={(on) => set("exclusivity", on ? "ending" : "")}
            />
          </div>
          <CheckboxField
            label={t.bin}
            isSelected={narrowing.bin === "1"}
            onChange={(on) => set("bin", on ? "1" : "")}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

function Query({ begin, onChange }: { begin: string; onChange: (query: string) => void }) {
  const [typed, setTyped] = useState(begin);
  const settled = useSettled(typed, SETTLED_MS);
  useEffect(() => {
    if (settled.trim() !== begin) onChange(settled);
    // Only what was typed changes the address; the address does not type.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled]);
  return <SearchField label={t.query} placeholder={t.queryHint} value={typed} onChange={setTyped} />;
}

/** Goes into the address when it is left, or with Enter: not with each digit. */
function Typed({
  label,
  begin = "",
  numeric = false,
  onChange,
}: {
  label: string;
  begin?: string | undefined;
  numeric?: boolean;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(begin);
  const settle = () => {
    const value = numeric ? typed.replace(/[^\d.]/g, "") : typed;
    if (value !== begin) onChange(value);
  };
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={({ key }) => key === "Enter" && settle()}
      {...(numeric && { inputMode: "decimal" as const, dir: "ltr" })}
    />
  );
}

function Agent({ chosen, onChange }: { chosen: string | undefined; onChange: (agent: string) => void }) {
  const { businessId } = useBusiness();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const options = [
    { value: ALL, text: t.any },
    { value: UNASSIGNED, text: t.nobody },
    ...colleagues.map(({ userId, name, email }) => ({ value: userId, text: toldName(name, email) })),
  ];
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
