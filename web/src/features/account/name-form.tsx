import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { notify } from "../../ui/toast.tsx";
import { useForm } from "../../ui/use-form.ts";
import { nameProblem } from "../auth/field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";
import { useSession } from "../auth/session-context.ts";
import { useSaveName } from "./account-queries.ts";

export function NameForm({ isReadOnly }: { isReadOnly: boolean }) {
  const { user } = useSession();
  const t = he.account;
  const form = useForm({
    begin: { name: user.name },
    check: (typed) => ({ name: nameProblem(typed.name) }),
    mutation: useSaveName(),
    onDone: () => notify({ tone: "fine", title: t.nameSaved }),
    otherwise: he.auth.fieldRefused,
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <TextField
        label={t.name}
        name="name"
        autoComplete="name"
        isReadOnly={isReadOnly}
        value={form.values.name}
        onChange={(name) => form.change({ name })}
        error={form.problems.name}
      />
      <TextField
        label={t.email}
        help={t.emailHelp}
        name="email"
        type="email"
        autoComplete="off"
        dir="ltr"
        isReadOnly
        value={user.email}
      />
      <FormError error={form.error} sentAt={form.sentAt} />
      {!isReadOnly && form.values.name.trim() !== user.name && (
        <div>
          <Button type="submit" variant="primary" isPending={form.isSending}>
            {form.isSending ? t.saving : t.saveName}
          </Button>
        </div>
      )}
    </form>
  );
}
