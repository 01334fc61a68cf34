import { useEffect, useRef, type SyntheticEvent } from "react";
import { settingsWarnings } from "../../../../../core/business/settings.ts";
import { differences, valueAt } from "../../../../../core/business/versions.ts";
import { he } from "../../../i18n/he.ts";
import { openFoldsAround } from "../../../ui/fold.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ReadOnlyFields } from "../../../ui/read-only.ts";
import { useNow } from "../../../ui/use-now.ts";
import { useBusiness } from "../business-context.ts";
import { AdvancedSection } from "./advanced-section.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { HandoffSection } from "./handoff-section.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { PersonaSection } from "./persona-section.tsx";
import { PromptSection } from "./prompt-section.tsx";
import { ReadOnlyBar } from "./read-only-bar.tsx";
import { SaveBar } from "./save-bar.tsx";
import { draftOf } from "./settings-draft.ts";
import type { Editing } from "./settings-editing.ts";
import type { SettingsAnswer } from "./settings-queries.ts";
import { lastSaveText, settingName, settingText } from "./setting-text.ts";
import { useSettingsForm } from "./use-settings-form.ts";
import { VersionsSection } from "./versions/versions-section.tsx";

const DAY_CHECK_MS = 60_000;
/** Of a number, its group is marked too, and cannot be focused. */
const WRONG = ":is(input,textarea,button)[aria-invalid=true]";

export function SettingsForm({ loaded }: { loaded: SettingsAnswer }) {
  const form = useSettingsForm(loaded);
  const isReadOnly = useBusiness().status === "suspended";
  const lastSave = lastSaveText(loaded, useNow(DAY_CHECK_MS));
  const element = useRef<HTMLFormElement>(null);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isReadOnly) form.save();
  };

  // By attempt, not by problems: the focus must not jump while one of two wrong fields is being mended.
  useEffect(() => {
    if (form.refusals === 0) return;
    const wrong = [...(element.current?.querySelectorAll<HTMLElement>(WRONG) ?? [])];
    wrong.forEach(openFoldsAround);
    wrong[0]?.focus();
  }, [form.refusals]);

  return (
    <form ref={element} noValidate onSubmit={submit} data-unsaved={form.dirty || undefined}>
      {form.wasRestored && (
        <div className="mb-6">
          <Notice tone="accent">{he.settings.restored}</Notice>
        </div>
      )}
      <ConflictNotice form={form} loaded={loaded} isReadOnly={isReadOnly} />
      <ReadOnlyFields value={isReadOnly}>
        <PersonaSection form={form} />
        <PromptSection form={form} warnings={form.dirty ? settingsWarnings(form.draft) : loaded.warnings} />
        <HandoffSection form={form} />
        <AdvancedSection form={form} defaults={loaded.platformDefaults} />
      </ReadOnlyFields>
      <VersionsSection form={form} isReadOnly={isReadOnly} />
      <p className="mb-4 text-sm text-ink-faint">{lastSave}.</p>
      {isReadOnly ? (
        <ReadOnlyBar isDirty={form.dirty} typed={typedText(form.editing)} />
      ) : (
        <SaveBar
          isDirty={form.dirty}
          hasProblems={Object.keys(form.problems).length > 0}
          isSaving={form.isSaving}
          question={form.undecided > 0 ? he.settings.conflict.left(form.undecided) : undefined}
          lastSave={lastSave}
          onDiscard={form.discard}
        />
      )}
      <LeaveGuard isDirty={form.dirty} onLeave={form.forget} />
    </form>
  );
}

/** What was typed and not saved, to be kept elsewhere. */
const typedText = ({ base, draft }: Editing): string =>
  differences(draftOf(base), draft)
    .map((path) => `${settingName(path)}:\n${settingText(path, valueAt(draft, path))}`)
    .join("\n\n");
