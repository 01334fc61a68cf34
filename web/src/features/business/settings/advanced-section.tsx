import { he } from "../../../i18n/he.ts";
import { Fold } from "../../../ui/fold.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { ModelsSection } from "./models-section.tsx";
import type { SettingsAnswer } from "./settings-queries.ts";
import { TurnTakingSection } from "./turn-taking-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

/** What most businesses leave as it is. */
export const AdvancedSection = ({
  form,
  defaults,
}: {
  form: SettingsForm;
  defaults: SettingsAnswer["platformDefaults"];
}) => (
  <Fold title={he.settings.advanced} text={he.settings.advancedText}>
    <TurnTakingSection form={form} />
    <LimitsSection form={form} />
    <ModelsSection form={form} defaults={defaults} />
  </Fold>
);
