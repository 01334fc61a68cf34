import type { InvitationLook, Session } from "../../../../core/auth/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { useAcceptInvitation } from "./door-queries.ts";
import { nameProblem, newPasswordProblem } from "./field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { UsernameForManagers } from "./username-for-managers.tsx";

type Props = {
  secret: string;
  invitation: InvitationLook;
  onAccepted: (session: Session) => void;
  /** The address has an account by now, or the link is over: no password can be chosen here any more. */
  onChanged: () => void;
};

/** For somebody new: a name and a password, and they are in. */
export function AcceptForm({ secret, invitation, onAccepted, onChanged }: Props) {
  const t = he.auth.invitation;
  const form = useForm({
    begin: { name: invitation.name ?? "", newPassword: "" },
    check: (typed) => ({ name: nameProblem(typed.name), newPassword: newPasswordProblem(typed.newPassword) }),
    mutation: useAcceptInvitation(secret),
    onDone: onAccepted,
    // The API calls it by another name than the form.
    refused: ({ details }) =>
      details.some(({ field }) => field === "password") ? { newPassword: he.auth.fieldRefused } : {},
    otherwise: he.auth.fieldRefused,
    onRefused: (error) => (hasCode(error, "conflict") || hasCode(error, "not_found")) && onChanged(),
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <UsernameForManagers email={invitation.email} />
      <TextField
        label={t.name}
        help={t.nameHelp}
        name="name"
        autoComplete="name"
        autoFocus={form.values.name === ""}
        value={form.values.name}
        onChange={(name) => form.change({ name })}
        error={form.problems.name}
      />
      <NewPasswordField
        label={t.choosePassword}
        value={form.values.newPassword}
        onChange={(newPassword) => form.change({ newPassword })}
        error={form.problems.newPassword}
      />
      {hasCode(form.error, "forbidden") ? (
        <Notice tone="warn" urgent>
          {t.suspended}
        </Notice>
      ) : (
        <FormError error={form.error} sentAt={form.sentAt} />
      )}
      <Button type="submit" variant="primary" size="large" isPending={form.isSending}>
        {form.isSending ? t.accepting : t.accept}
      </Button>
    </form>
  );
}
