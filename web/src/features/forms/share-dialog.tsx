import type { LeadForm } from "../../../../core/forms/form.ts";
import { forms } from "../../i18n/he/forms.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { CopyLinkField } from "../../ui/copy-link-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { embedCode } from "./form-begin.ts";

const t = forms.sharing;

/** Where the form is found: to be passed on, or put into a site. */
export function ShareDialog({ form, onClose }: { form: LeadForm; onClose: () => void }) {
  const link = new URL(paths.publicForm(form.slug), window.location.origin).toString();
  return (
    <Dialog
      title={t.title(form.name)}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{he.common.close}</Button>}
    >
      <div className="mt-3 flex flex-col gap-5 text-ink">
        <CopyLinkField label={t.link} link={link} help={t.linkHelp} />
        <CopyLinkField label={t.embed} link={embedCode(link, form.title)} help={t.embedHelp} />
        <p className="text-sm text-ink-soft">
          {t.campaign} <Ltr className="text-ink">{`?utm_campaign=${t.campaignName}`}</Ltr>
        </p>
      </div>
    </Dialog>
  );
}
