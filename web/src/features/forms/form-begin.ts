/** What a form says before somebody has written something else; and where it stands. Pure. */
import { FORM_SLUG, type FormFields } from "../../../../core/forms/form.ts";
import { forms as t } from "../../i18n/he/forms.ts";

const SLUG_MAX = 40;

/** The business's own address, or the first one behind it that none of its forms has. */
export function freeSlug(businessSlug: string, taken: readonly string[]): string {
  const first = businessSlug.slice(0, SLUG_MAX - 3);
  for (let nth = 1; ; nth++) {
    const slug = nth === 1 ? first : `${first}-${nth}`;
    if (FORM_SLUG.test(slug) && !taken.includes(slug)) return slug;
    if (!FORM_SLUG.test(`${first}-2`)) return "";
  }
}

export const beginForm = (businessName: string): FormFields => ({
  name: "",
  title: t.form.headingBegin,
  intro: "",
  questions: ["deal", "area", "message"],
  consentText: t.form.consentBegin(businessName),
  marketingText: null,
  thanks: t.form.thanksBegin,
  assignedTo: null,
  isActive: true,
});

/** To be pasted into the page of a site. The title is what a screen reader calls the frame. */
export const embedCode = (link: string, title: string): string =>
  `<iframe src="${link}" title="${escaped(title)}" style="width:100%;height:720px;border:0" loading="lazy"></iframe>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
