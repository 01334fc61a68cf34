import { he } from "../../../i18n/he.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

export const HandoffSection = ({ form: { draft, problems, change } }: { form: SettingsForm }) => (
  <SettingsSection {...he.settings.sections.handoff}>
    <div className="max-w-xs">
      <TextField
        label={he.settings.handoffPhone}
        help={he.settings.handoffHelp}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        dir="ltr"
        value={draft.handoffPhone}
        onChange={(handoffPhone) => change({ handoffPhone })}
        error={problems["handoffPhone"]}
      />
    </div>
  </SettingsSection>
);
