import { VOICES } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import { HearGreeting } from "./sample/hear-greeting.tsx";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

const VOICE_OPTIONS = VOICES.map((value) => ({ value, text: he.settings.voices[value] }));

export function PersonaSection({ form: { draft, problems, change } }: { form: SettingsForm }) {
  const t = he.settings;
  return (
    <SettingsSection {...t.sections.persona}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={t.assistantName}
          value={draft.assistantName}
          onChange={(assistantName) => change({ assistantName })}
          error={problems["assistantName"]}
        />
        <SelectField
          label={t.voice}
          value={draft.voice}
          options={VOICE_OPTIONS}
          onChange={(voice) => change({ voice })}
          error={problems["voice"]}
        />
      </div>
      <TextAreaField
        label={t.greeting}
        help={t.greetingHelp}
        rows={3}
        value={draft.greeting}
        onChange={(greeting) => change({ greeting })}
        error={problems["greeting"]}
      />
      <HearGreeting greeting={draft.greeting} voice={draft.voice} />
    </SettingsSection>
  );
}
