import { Copy, PauseCircle } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { useCopy } from "../../../ui/use-copy.ts";

const t = he.settings.readOnly;

/** In the place of the save bar while nobody may save. `typed`: what was not saved, as a text; null: nothing. */
export function ReadOnlyBar({ isDirty, typed = null }: { isDirty: boolean; typed?: string | null }) {
  const { copy } = useCopy(typed ?? "", t.copied);
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 mt-4 animate-arrive md:bottom-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-warn-line bg-warn-soft p-3 shadow-lg shadow-black/5">
        <p role="status" className="flex min-w-0 flex-1 basis-64 items-start gap-2.5 text-sm text-ink">
          <PauseCircle aria-hidden className="size-5 shrink-0 text-warn" />
          <span>
            {t.text} {isDirty && t.draft}
          </span>
        </p>
        {isDirty && typed !== null && (
          <Button size="small" onPress={copy}>
            <Copy aria-hidden className="size-4" />
            {t.copy}
          </Button>
        )}
      </div>
    </div>
  );
}
