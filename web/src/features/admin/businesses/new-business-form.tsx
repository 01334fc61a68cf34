import { useEffect, useMemo, useState } from "react";
import type { TenantDatabase } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { FormError } from "../../../ui/form-error.tsx";
import { useSession } from "../../auth/session-context.ts";
import { useCreateBusiness, type BusinessCreated } from "../admin-mutations.ts";
import { DatabaseField } from "./database-field.tsx";
import { draftStorage } from "./draft-storage.ts";
import { emptyDraft, problemsOf, problemsOfRefusal, slugOf } from "./new-business-draft.ts";
import { SlugField } from "./slug-field.tsx";
import { proposedDatabase } from "./tenant-choice.ts";

type Props = {
  databases: readonly TenantDatabase[];
  onCreated: (created: BusinessCreated) => void;
  /** Takes an empty form in the place of this one. */ onStartOver: () => void;
};

export function NewBusinessForm({ databases, onCreated, onStartOver }: Props) {
  const texts = he.admin.newBusiness;
  const { user } = useSession();
  const storage = useMemo(() => draftStorage(user.id), [user.id]);
  const [kept] = useState(() => storage.read());
  const [begin] = useState(() => emptyDraft(proposedDatabase(databases)));
  const { values, problems, change, formProps, isSending, error, sentAt } = useForm({
    begin: { ...begin, ...kept },
    check: problemsOf,
    mutation: useCreateBusiness(),
    onDone: (created) => {
      storage.write(null);
      onCreated(created);
    },
    refused: problemsOfRefusal,
    otherwise: texts.invalid.other,
  });

  useEffect(
    () => storage.write(JSON.stringify(values) === JSON.stringify(begin) ? null : values),
    [storage, begin, values],
  );

  const startOver = () => {
    storage.write(null);
    onStartOver();
  };

  return (
    <form {...formProps} className="flex flex-col gap-5">
      {kept && (
        <Notice tone="accent">
          <div className="flex flex-wrap items-center justify-between gap-2">
            {texts.restored}
            <Button size="small" onPress={startOver}>
              {texts.startOver}
            </Button>
          </div>
        </Notice>
      )}
      {begin.tenantDb === "" && <Notice tone="warn">{texts.noDatabase}</Notice>}
      <Section title={texts.aboutBusiness}>
        <div className="flex flex-col gap-5 pt-2">
          <TextField
            label={texts.name}
            name="name"
            autoComplete="off"
            autoFocus
            value={values.name}
            onChange={(name) => change({ name })}
            help={texts.nameHelp}
            error={problems.name}
          />
          <SlugField value={slugOf(values)} onChange={(slug) => change({ slug })} error={problems.slug} />
          <DatabaseField
            databases={databases}
            proposed={begin.tenantDb}
            value={values.tenantDb}
            onChange={(tenantDb) => change({ tenantDb })}
            error={problems.tenantDb}
          />
        </div>
      </Section>
      <Section title={texts.aboutManager}>
        <div className="grid gap-5 pt-2 sm:grid-cols-2">
          <TextField
            label={texts.managerEmail}
            name="managerEmail"
            type="email"
            inputMode="email"
            autoComplete="off"
            dir="ltr"
            value={values.managerEmail}
            onChange={(managerEmail) => change({ managerEmail })}
            help={texts.managerEmailHelp}
            error={problems.managerEmail}
          />
          <TextField
            label={texts.managerName}
            isOptional
            name="managerName"
            autoComplete="off"
            value={values.managerName}
            onChange={(managerName) => change({ managerName })}
            error={problems.managerName}
          />
        </div>
      </Section>
      <FormError error={error} sentAt={sentAt} />
      <Button type="submit" variant="primary" isPending={isSending} className="self-start max-sm:w-full">
        {isSending ? texts.submitting : texts.submit}
      </Button>
    </form>
  );
}
