import { useQuery } from "@tanstack/react-query";
import { ADDRESS_LEVELS } from "../../../../../core/listings/address.ts";
import { FEATURE_WORDS, HOME_FEATURES } from "../../../../../core/listings/features.ts";
import { LISTING_DEALS, PROPERTY_KINDS, PROPERTY_WORDS } from "../../../../../core/listings/kinds.ts";
import { toldName } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { Section } from "../../../ui/section.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { colleaguesQuery } from "../../people/colleague-queries.ts";
import type { DraftProblems, ListingDraft } from "./listing-draft.ts";
import { OwnerField, type OwnerShown } from "./owner-field.tsx";

const t = listingTexts.form;
/** Stands in the list for nobody: a list has no empty key. */
const NOBODY = "";

export type FieldsProps = {
  draft: ListingDraft;
  problems: DraftProblems;
  owner: OwnerShown;
  onChange: (part: Partial<ListingDraft>) => void;
};

type TextName = {
  [Name in keyof ListingDraft]: ListingDraft[Name] extends string ? Name : never;
}[keyof ListingDraft];

export function ListingFormFields({ draft, problems, owner, onChange }: FieldsProps) {
  const text = (
    name: TextName,
    label: string,
    more: { numeric?: boolean; type?: string; isOptional?: boolean } = {},
  ) => (
    <TextField
      label={label}
      name={name}
      value={draft[name]}
      onChange={(value) => onChange({ [name]: value })}
      error={problems[name]}
      isOptional={more.isOptional}
      {...(more.type && { type: more.type })}
      {...(more.numeric && { inputMode: "decimal" as const, dir: "ltr" })}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <Section title={t.what}>
        <div className="flex flex-col gap-4">
          <Segmented
            label={t.deal}
            value={draft.deal}
            options={LISTING_DEALS.map((value) => ({ value, text: he.leads.dealType[value] }))}
            onChange={(deal) => onChange({ deal })}
          />
          <SelectField
            label={t.kind}
            value={draft.kind}
            options={PROPERTY_KINDS.map((value) => ({ value, text: PROPERTY_WORDS[value] }))}
            onChange={(kind) => onChange({ kind })}
          />
          {text("price", t.price[draft.deal], { numeric: true })}
        </div>
      </Section>
      <Section title={t.where}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text("city", t.city)}
          {text("neighbourhood", t.neighbourhood, { isOptional: true })}
          {text("street", t.street, { isOptional: true })}
          {text("houseNumber", t.houseNumber, { isOptional: true })}
          <div className="sm:col-span-2">
            <SelectField
              label={t.addressTold}
              value={draft.addressTold}
              options={ADDRESS_LEVELS.map((value) => ({ value, text: t.levels[value] }))}
              onChange={(addressTold) => onChange({ addressTold })}
            />
          </div>
        </div>
      </Section>
      <Section title={t.home}>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {text("rooms", t.rooms, { numeric: true })}
          {text("size", t.size, { numeric: true })}
          {text("floor", t.floor, { numeric: true })}
          {text("floors", t.floors, { numeric: true })}
        </div>
        <fieldset className="mt-4">
          <legend className="mb-1 text-sm font-medium">{t.features}</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {HOME_FEATURES.map((feature) => (
              <CheckboxField
                key={feature}
                label={FEATURE_WORDS[feature]}
                isSelected={draft.features.includes(feature)}
                onChange={(on) =>
                  onChange({
                    features: HOME_FEATURES.filter((one) => (one === feature ? on : draft.features.includes(one))),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      </Section>
      <Section title={t.terms}>
        <div className="grid gap-4 sm:grid-cols-3">
          {text("entryDate", t.entryDate, { type: "date", isOptional: true })}
          {text("exclusiveFrom", t.exclusiveFrom, { type: "date", isOptional: true })}
          {text("exclusiveUntil", t.exclusiveUntil, { type: "date", isOptional: true })}
        </div>
      </Section>
      <Section title={t.people}>
        <div className="grid gap-4 sm:grid-cols-2">
          <AgentField value={draft.agentId} error={problems.agentId} onChange={(agentId) => onChange({ agentId })} />
          <OwnerField
            leadId={draft.ownerLeadId}
            shown={owner}
            error={problems.ownerLeadId}
            onChange={(ownerLeadId) => onChange({ ownerLeadId })}
          />
        </div>
      </Section>
      <Section title={t.words}>
        <div className="flex flex-col gap-4">
          <TextField
            label={t.assistantLine}
            help={t.assistantHelp}
            isOptional
            value={draft.assistantLine}
            onChange={(assistantLine) => onChange({ assistantLine })}
            error={problems.assistantLine}
          />
          <TextAreaField
            label={t.description}
            isOptional
            rows={6}
            value={draft.description}
            onChange={(description) => onChange({ description })}
            error={problems.description}
          />
        </div>
      </Section>
    </div>
  );
}

function AgentField({
  value,
  error,
  onChange,
}: {
  value: string | null;
  error: string | undefined;
  onChange: (agentId: string | null) => void;
}) {
  const { businessId } = useBusiness();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const options = [
    { value: NOBODY, text: t.noAgent },
    ...colleagues.map(({ userId, name, email }) => ({ value: userId, text: toldName(name, email) })),
  ];
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <SelectField
      label={t.agent}
      value={value ?? NOBODY}
      error={error}
      options={isKnown ? options : [...options, { value, text: he.leads.assignee.unknown }]}
      onChange={(chosen) => onChange(chosen === NOBODY ? null : chosen)}
    />
  );
}
