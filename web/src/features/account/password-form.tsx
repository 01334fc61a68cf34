import { useState } from "react";
import type { ApiError } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { notify } from "../../ui/toast.tsx";
import { useForm } from "../../ui/use-form.ts";
import { newPasswordProblem } from "../auth/field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";
import { NewPasswordField } from "../auth/new-password-field.tsx";
import { PasswordField } from "../auth/password-field.tsx";
import { useSession } from "../auth/session-context.ts";
import { UsernameForManagers } from "../auth/username-for-managers.tsx";
import { useChangePassword } from "./account-queries.ts";

const t = he.account;

/** Begins anew, empty, once a password was changed. */
export function PasswordForm() {
  const [changes, setChanges] = useState(0);
  return (
    <ChangeForm
      key={changes}
      onChanged={() => {
        setChanges(changes + 1);
        notify({ tone: "fine", title: t.passwordChanged, text: t.passwordChangedText });
      }}
    />
  );
}

function newProblem({ currentPassword, newPassword }: { currentPassword: string; newPassword: string }) {
  if (newPassword !== "" && newPassword === currentPassword) return t.samePassword;
  return newPasswordProblem(newPassword);
}

const refused = ({ details }: ApiError) =>
  details.some(({ field }) => field === "currentPassword") ? { currentPassword: t.currentWrong } : {};

function ChangeForm({ onChanged }: { onChanged: () => void }) {
  const { user } = useSession();
  const form = useForm({
    begin: { currentPassword: "", newPassword: "" },
    check: (typed) => ({
      currentPassword: typed.currentPassword === "" ? t.currentMissing : undefined,
      newPassword: newProblem(typed),
    }),
    mutation: useChangePassword(),
    onDone: onChanged,
    refused,
    otherwise: he.auth.fieldRefused,
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <UsernameForManagers email={user.email} />
      <PasswordField
        label={t.currentPassword}
        name="currentPassword"
        value={form.values.currentPassword}
        onChange={(currentPassword) => form.change({ currentPassword })}
        error={form.problems.currentPassword}
      />
      <NewPasswordField
        value={form.values.newPassword}
        onChange={(newPassword) => form.change({ newPassword })}
        error={form.problems.newPassword}
      />
      <FormError error={form.error} sentAt={form.sentAt} />
      <div>
        <Button type="submit" isPending={form.isSending}>
          {form.isSending ? t.changingPassword : t.changePassword}
        </Button>
      </div>
    </form>
  );
}
