import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

/** Comes up as soon as there is something to save, and stays in sight. */
export function SaveBar({ form: { dirty, problems, isSaving, isOutdated, discard } }: { form: SettingsForm }) {
  if (!dirty) return null;
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 animate-arrive md:bottom-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-line-strong bg-surface p-2.5 ps-4 shadow-lg shadow-black/5">
        <p role="status" className={hasProblems ? "font-medium text-danger" : "text-ink-soft"}>
          {hasProblems ? he.settings.hasErrors : he.settings.dirty}
        </p>
        <div className="ms-auto flex gap-2">
          <Button variant="quiet" onPress={discard} isDisabled={isSaving}>
            {he.settings.discard}
          </Button>
          <Button type="submit" variant="primary" isPending={isSaving} isDisabled={isOutdated}>
            {isSaving ? he.settings.saving : he.settings.save}
          </Button>
        </div>
      </div>
    </div>
  );
}
