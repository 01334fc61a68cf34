import { Users } from "lucide-react";
import { useEffect, useRef } from "react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { ClashCard } from "./clash-card.tsx";
import { lastSavedText, settingNames } from "./setting-text.ts";
import type { SettingsAnswer } from "./settings-queries.ts";
import type { SettingsForm } from "./use-settings-form.ts";

const t = he.settings.conflict;
const DAY_CHECK_MS = 60_000;

type Props = { form: SettingsForm; loaded: SettingsAnswer; isReadOnly: boolean };

/** Somebody else saved while this form was being filled in. Nothing typed is lost, here or there, unless a person says so. */
export function ConflictNotice({ form, loaded, isReadOnly }: Props) {
  const now = useNow(DAY_CHECK_MS);
  const { clashes, news } = form.editing;
  const save = `${lastSavedText(loaded, now)}.`;
  return (
    <>
      {clashes.length > 0 && <Clashes form={form} loaded={loaded} save={save} isReadOnly={isReadOnly} />}
      {form.dirty && news.length > 0 && (
        <div className="mb-6" role="status">
          <Notice tone="accent" icon={<Users aria-hidden />} title={clashes.length > 0 ? t.news : t.newsBy(save)}>
            {t.newsText(settingNames(news))}
          </Notice>
        </div>
      )}
    </>
  );
}

function Clashes({ form, loaded, save, isReadOnly }: Props & { save: string }) {
  const place = useRef<HTMLElement>(null);
  const isOpen = form.undecided > 0;

  // Only when a save has to wait for it: what comes in by itself must not take the focus from who is typing.
  useEffect(() => {
    if (form.questions === 0) return;
    place.current?.focus({ preventScroll: true });
    // In braces: newer browsers return a promise here, which React would take for a clean-up.
    void place.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [form.questions]);

  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-labelledby="settings-clashes"
      className="mb-6 scroll-mt-24 rounded-xl border border-warn-line bg-warn-soft p-4 md:p-5"
    >
      <div role="alert">
        <h2 id="settings-clashes" className="flex items-start gap-2.5 font-semibold text-warn">
          <Users aria-hidden className="mt-0.5 size-5 shrink-0" />
          {t.title(form.undecided)}
        </h2>
      </div>
      <p className="mt-1 text-ink">
        {save} {isOpen ? t.text : form.dirty ? t.done : t.nothing}
      </p>
      <div className="mt-4 flex flex-col gap-5">
        {form.editing.clashes.map((clash) => (
          <ClashCard key={clash.path} clash={clash} form={form} loaded={loaded} isReadOnly={isReadOnly} />
        ))}
      </div>
      {!isOpen && !form.dirty && (
        <div className="mt-4">
          <Button size="small" onPress={form.discard}>
            {he.common.close}
          </Button>
        </div>
      )}
    </section>
  );
}
