import type { LeadForm } from "../../../../core/forms/form.ts";
import { forms } from "../../i18n/he/forms.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { CopyLinkField } from "../../ui/copy-link-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { Notice } from "../../ui/notice.tsx";
import { embedCode, frameHeight } from "./form-begin.ts";

const t = forms.sharing;

/** Where the form is found: to be passed on, or put into a site. */
export function ShareDialog({ form, onClose }: { form: LeadForm; onClose: () => void }) {
  const link = new URL(paths.publicForm(form.slug), window.location.origin).toString();
  return (
    <Dialog
      title={t.title(form.name)}
      isOpen
      onClose={onClose}
      size="large"
      actions={<Button onPress={onClose}>{he.common.close}</Button>}
    >
      <div className="mt-3 flex flex-col gap-5 text-ink">
        {!form.isActive && <Notice tone="warn">{t.isClosed}</Notice>}
        <CopyLinkField label={t.link} link={link} help={t.linkHelp} />
        <CopyLinkField label={t.embed} link={embedCode(link, form)} help={t.embedHelp} />
        <section>
          <h3 className="mb-1.5 text-sm font-medium">{t.preview}</h3>
          {/* A picture of it: nothing in it can be pressed, and the keyboard does not go in. */}
          <div
            role="region"
            aria-label={t.preview}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
            tabIndex={0}
            className="max-h-80 overflow-y-auto rounded-lg border border-line"
          >
            <iframe
              inert
              sandbox=""
              src={paths.publicForm(form.slug)}
              title={t.previewOf(form.name)}
              height={frameHeight(form)}
              className="block w-full"
            />
          </div>
        </section>
        <p className="text-sm text-ink-soft">
          {t.campaign} <Ltr className="whitespace-nowrap text-ink">{`?utm_campaign=${t.campaignName}`}</Ltr>
        </p>
      </div>
    </Dialog>
  );
}
