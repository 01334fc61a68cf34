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

/** What somebody has changed of it, so that what others change meanwhile stays. */
export function changedOf(form: FormFields, now: FormFields): Partial<FormFields> {
  const names = (Object.keys(now) as (keyof FormFields)[]).filter(
    (name) => JSON.stringify(now[name]) !== JSON.stringify(form[name]),
  );
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

type Shown = Pick<FormFields, "title" | "intro" | "questions" | "consentText" | "marketingText">;

/** On a phone, where lines are the shortest, with room for what is said of a field that is wrong. */
const PX = { around: 240, line: 25, titleLine: 30, field: 92, messageMore: 44 };
const CHARS_A_LINE = { text: 38, title: 26 };

/** So that nobody has to scroll in the frame, in pixels. */
export function frameHeight({ title, intro, questions, consentText, marketingText }: Shown): number {
  const lines = (text: string, chars: number) =>
    text.split("\n").reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / chars)), 0);
  const texts = [intro, consentText, marketingText].filter((text): text is string => Boolean(text));
  return (
    PX.around +
    lines(title, CHARS_A_LINE.title) * PX.titleLine +
    texts.reduce((sum, text) => sum + (lines(text, CHARS_A_LINE.text) + 1) * PX.line, 0) +
    // The name and the phone are always asked for.
    (questions.length + 2) * PX.field +
    (questions.includes("message") ? PX.messageMore : 0)
  );
}

/** To be pasted into the page of a site. The title is what a screen reader calls the frame. */
export const embedCode = (link: string, form: Shown): string =>
  `<iframe src="${link}" title="${escaped(form.title)}" style="width:100%;height:${frameHeight(form)}px;border:0" loading="lazy"></iframe>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
