import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FORM_QUESTIONS, FORM_SLUG, FORMS_MAX, type FormFields, type LeadForm } from "../../../../core/forms/form.ts";
import { hasCode, type ApiError } from "../../api/api-error.ts";
import { toldName } from "../../format/told-name.ts";
import { forms } from "../../i18n/he/forms.ts";
import { paths } from "../../paths.ts";
import { CheckboxField } from "../../ui/checkbox-field.tsx";
import { FormDialog as Dialog } from "../../ui/form-dialog.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextAreaField, TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { useBusiness } from "../business/business-context.ts";
import { LeaveGuard, LeaveQuestion } from "../business/settings/leave-guard.tsx";
import { colleaguesQuery } from "../people/colleague-queries.ts";
import { beginForm, freeSlug } from "./form-begin.ts";
import { useSaveForm, type SentForm } from "./form-queries.ts";

const t = forms.form;
const NOBODY = "";
const CONSENT_MIN_CHARS = 10;

type Props = {
  /** null: a new one. */ form: LeadForm | null;
  all: readonly LeadForm[];
  onClose: () => void;
  onSaved: (form: LeadForm) => void;
};

const fieldsOf = (form: LeadForm): SentForm => ({
  slug: form.slug,
  name: form.name,
  title: form.title,
  intro: form.intro,
  questions: form.questions,
  consentText: form.consentText,
  marketingText: form.marketingText,
  thanks: form.thanks,
  assignedTo: form.assignedTo,
  isActive: form.isActive,
});

export function FormDialog({ form: opened, all, onClose, onSaved }: Props) {
  // As it was then: it may be changed, or deleted, while somebody writes here.
  const [known] = useState(opened);
  const [isLeaving, setLeaving] = useState(false);
  const { businessId, slug, name } = useBusiness();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const [begin] = useState<SentForm>(() =>
    known
      ? fieldsOf(known)
      : {
          ...beginForm(name),
          slug: freeSlug(
            slug,
            all.map((one) => one.slug),
          ),
        },
  );
  const form = useForm({
    begin,
    check: (values: SentForm) => ({
      name: values.name.trim() === "" ? t.nameMissing : undefined,
      slug: known === null && !FORM_SLUG.test(values.slug) ? t.slugWrong : undefined,
      title: values.title.trim() === "" ? t.headingMissing : undefined,
      consentText: values.consentText.trim().length < CONSENT_MIN_CHARS ? t.consentShort : undefined,
      marketingText:
        (values.marketingText?.trim().length ?? CONSENT_MIN_CHARS) < CONSENT_MIN_CHARS ? t.consentShort : undefined,
      thanks: values.thanks.trim() === "" ? t.thanksMissing : undefined,
    }),
    mutation: useSaveForm(businessId, known),
    onDone: onSaved,
    refused: (error: ApiError) =>
      error.details.some(({ field, problem }) => field === "slug" && problem === "taken") ? { slug: t.slugTaken } : {},
    otherwise: t.otherwise,
  });
  const { values, problems, change } = form;
  const text = (field: keyof FormFields & ("name" | "title" | "intro" | "consentText" | "thanks")) => ({
    value: values[field],
    onChange: (value: string) => change({ [field]: value }),
    error: problems[field],
  });
  const isUnsaved = form.formProps["data-unsaved"] === true;
  const explain = (error: Error): string | null => {
    if (known && hasCode(error, "not_found")) return t.gone;
    if (hasCode(error, "conflict")) return known ? t.meanwhile : forms.full(FORMS_MAX);
    return null;
  };
  return (
    <Dialog
      title={known ? t.editTitle(known.name) : t.newTitle}
      size="large"
      form={form}
      submit={t.submit}
      submitting={t.submitting}
      explain={explain}
      onClose={() => (isUnsaved ? setLeaving(true) : onClose())}
    >
      <LeaveGuard isDirty={isUnsaved} onLeave={onClose} />
      <LeaveQuestion isOpen={isLeaving} onStay={() => setLeaving(false)} onLeave={onClose}>
        {t.leaveText}
      </LeaveQuestion>
      <TextField label={t.name} help={t.nameHelp} maxLength={80} autoFocus {...text("name")} />
      {known === null && (
        <TextField
          label={t.slug}
          help={
            <>
              <Ltr>{addressShown(values.slug)}</Ltr> · {t.slugHelp}
            </>
          }
          dir="ltr"
          autoCapitalize="none"
          value={values.slug}
          onChange={(typed) => change({ slug: typed.toLowerCase().replaceAll(/[\s_]+/g, "-") })}
          error={problems.slug}
          maxLength={40}
        />
      )}
      <TextField label={t.heading} maxLength={120} {...text("title")} />
      <TextAreaField label={t.intro} isOptional rows={2} maxLength={1_000} {...text("intro")} />
      <fieldset>
        <legend className="mb-1 text-sm font-medium text-ink">{t.questions}</legend>
        <p className="mb-1 text-xs text-ink-faint">{t.questionsHelp}</p>
        {FORM_QUESTIONS.map((question) => (
          <CheckboxField
            key={question}
            label={forms.question[question]}
            isSelected={values.questions.includes(question)}
            onChange={(isAsked) =>
              change({
                questions: FORM_QUESTIONS.filter((one) =>
                  one === question ? isAsked : values.questions.includes(one),
                ),
              })
            }
          />
        ))}
      </fieldset>
      <TextAreaField label={t.consent} help={t.consentHelp} rows={3} maxLength={1_000} {...text("consentText")} />
      <CheckboxField
        label={t.marketing}
        help={t.marketingHelp}
        isSelected={values.marketingText !== null}
        onChange={(isAsked) => change({ marketingText: isAsked ? t.marketingBegin(name) : null })}
      />
      {values.marketingText !== null && (
        <TextAreaField
          label={t.marketingText}
          rows={3}
          maxLength={1_000}
          value={values.marketingText}
          onChange={(marketingText) => change({ marketingText })}
          error={problems.marketingText}
        />
      )}
      <TextAreaField label={t.thanks} rows={2} maxLength={500} {...text("thanks")} />
      <SelectField
        label={t.assignee}
        value={values.assignedTo ?? NOBODY}
        options={[
          { value: NOBODY, text: t.nobody },
          ...colleagues.map(({ userId, name: who, email }) => ({ value: userId, text: toldName(who, email) })),
        ]}
        onChange={(userId) => change({ assignedTo: userId === NOBODY ? null : userId })}
        error={problems.assignedTo}
      />
    </Dialog>
  );
}

const addressShown = (slug: string) => `${window.location.host}${paths.publicForm(slug || "…")}`;
