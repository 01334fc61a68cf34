import { useEffect, useRef, type SyntheticEvent } from "react";
import { settingsWarnings } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { Notice } from "../../../ui/notice.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { HandoffSection } from "./handoff-section.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { ModelsSection } from "./models-section.tsx";
import { PersonaSection } from "./persona-section.tsx";
import { PromptSection } from "./prompt-section.tsx";
import { SaveBar } from "./save-bar.tsx";
import type { SettingsAnswer } from "./settings-queries.ts";
import { TurnTakingSection } from "./turn-taking-section.tsx";
import { useSettingsForm } from "./use-settings-form.ts";

export function SettingsForm({ loaded }: { loaded: SettingsAnswer }) {
  const form = useSettingsForm(loaded);
  const element = useRef<HTMLFormElement>(null);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    form.save();
  };

  // By attempt, not by problems: the focus must not jump while one of two wrong fields is being mended.
  useEffect(() => {
    if (form.refusals > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form.refusals]);

  return (
    <form ref={element} noValidate onSubmit={submit} data-unsaved={form.dirty || undefined}>
      {form.wasRestored && (
        <div className="mb-6">
          <Notice tone="accent">{he.settings.restored}</Notice>
        </div>
      )}
      <ConflictNotice form={form} />
      <PersonaSection form={form} />
      <PromptSection form={form} warnings={form.dirty ? settingsWarnings(form.draft) : loaded.warnings} />
      <TurnTakingSection form={form} />
      <LimitsSection form={form} />
      <HandoffSection form={form} />
      <ModelsSection form={form} defaults={loaded.platformDefaults} />
      <SaveBar
        isDirty={form.dirty}
        hasProblems={Object.keys(form.problems).length > 0}
        isSaving={form.isSaving}
        isBlocked={form.isOutdated}
        onDiscard={form.discard}
      />
      <LeaveGuard isDirty={form.dirty} onLeave={form.forget} />
    </form>
  );
}
