import { useState } from "react";
import type { Invitation } from "../../../../../core/people/wire.ts";
import { hasCode, type ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { emailProblem } from "../../auth/field-problems.ts";
import type { InvitationSent } from "../../people/people-queries.ts";
import { SentLinkDialog } from "../../people/sent-link-dialog.tsx";
import { useFirstManagerLink } from "../admin-mutations.ts";

const texts = he.admin.business.firstManager;

const isInvited = (error: ApiError) =>
  hasCode(error, "conflict") && error.details.some(({ problem }) => problem === "invited");

type Props = { businessId: string; invitation: Invitation; onClose: () => void };

/** A business that nobody has come into yet: its one way in was lost, has expired, or went to a wrong address. */
export function FirstManagerLinkDialog({ businessId, invitation, onClose }: Props) {
  const [done, setDone] = useState<InvitationSent | null>(null);
  const { values, problems, change, ...form } = useForm({
    begin: { email: invitation.email },
    check: ({ email }) => ({ email: emailProblem(email) }),
    mutation: useFirstManagerLink({ businessId, invitationId: invitation.id }),
    onDone: setDone,
    refused: (error) => (isInvited(error) ? { email: texts.invited } : {}),
    otherwise: he.auth.fieldRefused,
  });
  if (done) return <SentLinkDialog sent={done.sent} email={done.invitation.email} onClose={onClose} />;
  return (
    <FormDialog
      title={texts.title}
      form={form}
      submit={texts.submit}
      submitting={texts.submitting}
      explain={(error) => (hasCode(error, "conflict") ? texts.hasManager : null)}
      onClose={onClose}
    >
      <p>{texts.explained}</p>
      <TextField
        label={texts.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="off"
        dir="ltr"
        value={values.email}
        onChange={(email) => change({ email })}
        error={problems.email}
      />
    </FormDialog>
  );
}
