import { DEFAULT_TURN_DETECTION, type TurnDetection } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { NumberField } from "../../../ui/number-field.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

type BySilence = Extract<TurnDetection, { type: "server_vad" }>;
type ByMeaning = Extract<TurnDetection, { type: "semantic_vad" }>;

const TYPES = (["server_vad", "semantic_vad"] as const).map((value) => ({ value, ...he.settings.turnTypes[value] }));
const EAGERNESS = (["auto", "low", "medium", "high"] as const).map((value) => ({
  value,
  text: he.settings.eagernesses[value],
}));

const begunWith = (type: TurnDetection["type"]): TurnDetection =>
  type === "server_vad" ? DEFAULT_TURN_DETECTION : { type, eagerness: "auto" };

export function TurnTakingSection({ form }: { form: SettingsForm }) {
  const { turnDetection: value } = form.draft;
  const change = (turnDetection: TurnDetection) => form.change({ turnDetection });
  return (
    <SettingsSection {...he.settings.sections.turnTaking}>
      <RadioCards
        label={he.settings.turnType}
        value={value.type}
        options={TYPES}
        onChange={(type) => type !== value.type && change(begunWith(type))}
      />
      {value.type === "server_vad" ? (
        <Silence value={value} form={form} onChange={change} />
      ) : (
        <Meaning value={value} onChange={change} />
      )}
    </SettingsSection>
  );
}

function Silence({
  value,
  form,
  onChange,
}: {
  value: BySilence;
  form: SettingsForm;
  onChange: (value: BySilence) => void;
}) {
  const t = he.settings;
  const problem = (field: keyof BySilence) => form.problems[`turnDetection.${field}`];
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <NumberField
        label={t.silence}
        help={`${t.silenceHelp} ${t.range(200, 2000)}`}
        value={value.silenceDurationMs}
        minValue={200}
        maxValue={2000}
        step={50}
        onChange={(silenceDurationMs) => onChange({ ...value, silenceDurationMs })}
        error={problem("silenceDurationMs")}
      />
      <NumberField
        label={t.threshold}
        help={`${t.thresholdHelp} ${t.range(0, 1)}`}
        value={value.threshold}
        minValue={0}
        maxValue={1}
        step={0.05}
        onChange={(threshold) => onChange({ ...value, threshold })}
        error={problem("threshold")}
      />
      <NumberField
        label={t.padding}
        help={`${t.paddingHelp} ${t.range(0, 1000)}`}
        value={value.prefixPaddingMs}
        minValue={0}
        maxValue={1000}
        step={50}
        onChange={(prefixPaddingMs) => onChange({ ...value, prefixPaddingMs })}
        error={problem("prefixPaddingMs")}
      />
    </div>
  );
}

const Meaning = ({ value, onChange }: { value: ByMeaning; onChange: (value: ByMeaning) => void }) => (
  <div className="max-w-xs">
    <SelectField
      label={he.settings.eagerness}
      value={value.eagerness}
      options={EAGERNESS}
      onChange={(eagerness) => onChange({ ...value, eagerness })}
    />
  </div>
);
