import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";

type Props = {
  isDirty: boolean;
  hasProblems?: boolean;
  isSaving: boolean;
  /** What has to be decided before it can be saved; the button then leads there. */ question?: string | undefined;
  /** Who saved last, and what. */ lastSave?: string;
  onDiscard: () => void;
};

/** Comes up as soon as there is something to save, and stays in sight. */
export function SaveBar({ isDirty, hasProblems = false, isSaving, question, lastSave, onDiscard }: Props) {
  if (!isDirty) return null;
  const isWarning = hasProblems || question !== undefined;
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 animate-arrive md:bottom-4">
      <div className="flex items-center justify-between gap-3 rounded-xl border border-line-strong bg-surface p-2 ps-4 shadow-lg shadow-black/5">
        <div className="min-w-0 text-sm leading-tight">
          <p role="status" className={isWarning ? "font-medium text-danger" : "text-ink-soft"}>
            {question ?? (hasProblems ? he.settings.hasErrors : he.settings.dirty)}
          </p>
          {lastSave && <p className={"mt-1 truncate text-xs text-ink-faint max-md:hidden"}>{lastSave}</p>}
        </div>
        <div className="flex shrink-0 gap-1.5">
          <Button variant="quiet" onPress={onDiscard} isDisabled={isSaving}>
            {he.common.cancel}
          </Button>
          <Button type="submit" aria-keyshortcuts="Control+S Meta+S" variant="primary" isPending={isSaving}>
            {isSaving ? he.settings.saving : question === undefined ? he.settings.save : he.settings.conflict.show}
          </Button>
        </div>
      </div>
    </div>
  );
}
