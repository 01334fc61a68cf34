import { hasCode } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { useForm } from "../../ui/use-form.ts";
import { useResetPassword } from "./door-queries.ts";
import { newPasswordProblem } from "./field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { UsernameForManagers } from "./username-for-managers.tsx";

type Props = {
  secret: string;
  email: string;
  onDone: () => void;
  /** The link ran out meanwhile. */ onGone: () => void;
};

export function ResetForm({ secret, email, onDone, onGone }: Props) {
  const t = he.auth.reset;
  const form = useForm({
    begin: { newPassword: "" },
    check: (typed) => ({ newPassword: newPasswordProblem(typed.newPassword) }),
    mutation: useResetPassword(secret),
    onDone,
    otherwise: he.auth.fieldRefused,
    onRefused: (error) => hasCode(error, "not_found") && onGone(),
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <p className="min-w-0 break-words">
        <span className="text-ink-soft">{t.of}: </span>
        <Ltr className="font-medium">{email}</Ltr>
      </p>
      <UsernameForManagers email={email} />
      <NewPasswordField
        autoFocus
        value={form.values.newPassword}
        onChange={(newPassword) => form.change({ newPassword })}
        error={form.problems.newPassword}
      />
      <p className="text-sm text-ink-soft">{t.endsSessions}</p>
      <FormError error={form.error} sentAt={form.sentAt} />
      <Button type="submit" variant="primary" size="large" isPending={form.isSending}>
        {form.isSending ? t.submitting : t.submit}
      </Button>
    </form>
  );
}
