import type { CallLimits } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { NumberField } from "../../../ui/number-field.tsx";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Units of the screen; the bounds are those of `callLimitsSchema`. */
const FIELDS: ReadonlyArray<{
  name: keyof CallLimits;
  label: string;
  help?: string;
  unit: number;
  min: number;
  max: number;
  step: number;
}> = [
  { name: "silenceMs", label: he.settings.silenceLimit, unit: SECOND_MS, min: 3, max: 60, step: 1 },
  { name: "maxReprompts", label: he.settings.reprompts, unit: 1, min: 0, max: 5, step: 1 },
  {
    name: "maxCallMs",
    label: he.settings.maxCall,
    help: he.settings.maxCallHelp,
    unit: MINUTE_MS,
    min: 1,
    max: 60,
    step: 1,
  },
  {
    name: "firstAudioMs",
    label: he.settings.firstAudio,
    help: he.settings.firstAudioHelp,
    unit: SECOND_MS,
    min: 2,
    max: 20,
    step: 0.5,
  },
];

export function LimitsSection({ form: { draft, problems, change } }: { form: SettingsForm }) {
  return (
    <SettingsSection {...he.settings.sections.limits}>
      <div className="grid gap-5 sm:grid-cols-2">
        {FIELDS.map(({ name, label, help, unit, min, max, step }) => (
          <NumberField
            key={name}
            label={label}
            help={[help, he.settings.range(min, max)].filter(Boolean).join(" ")}
            value={draft.limits[name] / unit}
            minValue={min}
            maxValue={max}
            step={step}
            onChange={(value) => change({ limits: { ...draft.limits, [name]: Math.round(value * unit) } })}
            error={problems[`limits.${name}`]}
          />
        ))}
      </div>
    </SettingsSection>
  );
}
