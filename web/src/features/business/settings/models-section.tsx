import { he } from "../../../i18n/he.ts";
import { TextField } from "../../../ui/text-field.tsx";
import type { SettingsAnswer } from "./settings-queries.ts";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

const MODELS = ["realtimeModel", "textModel", "transcribeModel"] as const;

export function ModelsSection({
  form: { draft, problems, change },
  defaults,
}: {
  form: SettingsForm;
  defaults: SettingsAnswer["platformDefaults"];
}) {
  return (
    <SettingsSection {...he.settings.sections.models}>
      <div className="grid gap-5 sm:grid-cols-2">
        {MODELS.map((name) => (
          <TextField
            key={name}
            label={he.settings[name]}
            dir="ltr"
            autoComplete="off"
            spellCheck="false"
            placeholder={defaults[name]}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
            error={problems[name]}
          />
        ))}
      </div>
    </SettingsSection>
  );
}
