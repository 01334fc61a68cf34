import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";

type Props = {
  isDirty: boolean;
  hasProblems?: boolean;
  isSaving: boolean;
  /** Something has to be decided before it can be saved. */ isBlocked?: boolean;
  onDiscard: () => void;
};

/** Comes up as soon as there is something to save, and stays in sight. */
export function SaveBar({ isDirty, hasProblems = false, isSaving, isBlocked = false, onDiscard }: Props) {
  if (!isDirty) return null;
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 animate-arrive md:bottom-4">
      <div className="flex items-center justify-between gap-3 rounded-xl border border-line-strong bg-surface p-2 ps-4 shadow-lg shadow-black/5">
        <p
          role="status"
          className={
            hasProblems ? "text-sm leading-tight font-medium text-danger" : "text-sm leading-tight text-ink-soft"
          }
        >
          {hasProblems ? he.settings.hasErrors : he.settings.dirty}
        </p>
        <div className="flex shrink-0 gap-1.5">
          <Button variant="quiet" onPress={onDiscard} isDisabled={isSaving}>
            {he.common.cancel}
          </Button>
          <Button
            type="submit"
            aria-keyshortcuts="Control+S Meta+S"
            variant="primary"
            isPending={isSaving}
            isDisabled={isBlocked}
          >
            {isSaving ? he.settings.saving : he.settings.save}
          </Button>
        </div>
      </div>
    </div>
  );
}
