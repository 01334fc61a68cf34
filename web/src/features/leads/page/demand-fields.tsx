import { useQuery } from "@tanstack/react-query";
import { DEAL_TYPES } from "../../../../../core/leads/deal-types.ts";
import type { Demand } from "../../../../../core/leads/demand.ts";
import { HOME_FEATURES } from "../../../../../core/listings/features.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import type { Problems } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { RANGES, type TypedDemand } from "./demand-form.ts";
import { areasQuery } from "./page-queries.ts";

const t = leadPage.demands;
/** So many are offered at once, of those that fit what is typed last. */
const SUGGESTED = 6;

type FieldsProps = {
  values: TypedDemand;
  problems: Problems<TypedDemand>;
  change: (part: Partial<TypedDemand>) => void;
};

export function DemandFields({ values, problems, change }: FieldsProps) {
  return (
    <>
      <SelectField
        label={t.dealType}
        value={values.dealType}
        options={[
          { value: "" as const, text: t.dealUnknown },
          ...DEAL_TYPES.map((value) => ({ value, text: he.leads.dealType[value] })),
        ]}
        onChange={(dealType) => change({ dealType })}
      />
      <Areas value={values.areas} onChange={(areas) => change({ areas })} />
      {RANGES.map((range) => (
        <div key={range} className="grid grid-cols-2 gap-3">
          {(["Min", "Max"] as const).map((end) => (
            <TextField
              key={end}
              label={end === "Min" ? t.from(t[range]) : t.to(t[range])}
              inputMode={range === "rooms" ? "decimal" : "numeric"}
              dir="ltr"
              autoComplete="off"
              maxLength={16}
              value={values[`${range}${end}`]}
              onChange={(typed) => change({ [`${range}${end}`]: typed })}
              error={problems[`${range}${end}`]}
            />
          ))}
        </div>
      ))}
      <Features value={values.features} onChange={(features) => change({ features })} />
      <TextAreaField
        label={t.note}
        isOptional
        rows={2}
        maxLength={2_000}
        value={values.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

/** Free text; what the business has called its areas before is one press away. */
function Areas({ value, onChange }: { value: string; onChange: (areas: string) => void }) {
  const { businessId } = useBusiness();
  const { data = [] } = useQuery(areasQuery(businessId));
  const parts = value.split(",").map((part) => part.trim());
  const begun = parts.at(-1) ?? "";
  const offered = data.filter((area) => !parts.includes(area) && area.includes(begun)).slice(0, SUGGESTED);
  return (
    <div>
      <TextField label={t.areas} help={t.areasHelp} isOptional autoComplete="off" value={value} onChange={onChange} />
      {offered.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-1.5">
          {offered.map((area) => (
            <Button
              key={area}
              size="small"
              onPress={() => onChange(`${[...parts.slice(0, -1), area].filter(Boolean).join(", ")}, `)}
            >
              {area}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

const NEXT = { any: "must", must: "nice", nice: "any" } as const;

/** A press goes on: does not matter, must, would be nice. */
function Features({
  value,
  onChange,
}: {
  value: Demand["features"];
  onChange: (features: Demand["features"]) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink">{t.features}</legend>
      <div className="flex flex-wrap gap-1.5">
        {HOME_FEATURES.map((name) => {
          const now = value[name] ?? "any";
          const { [name]: _, ...others } = value;
          const next = NEXT[now];
          return (
            <Button
              key={name}
              size="small"
              variant={now === "must" ? "primary" : "secondary"}
              onPress={() => onChange(next === "any" ? others : { ...others, [name]: next })}
            >
              {t.feature[name]}
              {now !== "any" && <span className="text-xs">{`· ${t[now]}`}</span>}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}
