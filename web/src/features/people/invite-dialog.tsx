import { useState } from "react";
import { ROLES, type Role } from "../../../../core/auth/permissions.ts";
import { personNameSchema } from "../../../../core/auth/wire.ts";
import { hasCode, type ApiError } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { emailProblem, nameProblem } from "../auth/field-problems.ts";
import { useInvite, type InvitationSent } from "./people-queries.ts";
import { SentLinkDialog } from "./sent-link-dialog.tsx";

const t = he.people.inviteDialog;
const ROLE_OPTIONS = ROLES.toReversed().map((value) => ({ value, ...he.people.roleOptions[value] }));

type Typed = { email: string; name: string; role: Role };
const EMPTY: Typed = { email: "", name: "", role: "business" };

const check = ({ email, name }: Typed) => ({
  email: emailProblem(email),
  name: name.trim() === "" || personNameSchema.safeParse(name).success ? undefined : nameProblem(name),
});

const OBSTACLES = Object.keys(t.obstacles) as Array<keyof typeof t.obstacles>;

/** Why this address cannot be invited: the server says which of the reasons it is. */
function refused(error: ApiError): { email?: string } {
  if (!hasCode(error, "conflict")) return {};
  const problem = error.details.find(({ field }) => field === "email")?.problem;
  const known = OBSTACLES.find((obstacle) => obstacle === problem) ?? "invited";
  return { email: t.obstacles[known] };
}

export function InviteDialog({ businessId, onClose }: { businessId: string; onClose: () => void }) {
  const [done, setDone] = useState<InvitationSent | null>(null);
  const { values, problems, change, ...form } = useForm({
    begin: EMPTY,
    check,
    mutation: useInvite(businessId),
    onDone: setDone,
    refused,
    otherwise: he.auth.fieldRefused,
  });
  if (done) return <SentLinkDialog sent={done.sent} email={done.invitation.email} onClose={onClose} />;
  return (
    <FormDialog title={t.title} form={form} submit={t.submit} submitting={t.submitting} onClose={onClose}>
      <p>{t.text}</p>
      <TextField
        label={t.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="off"
        autoFocus
        dir="ltr"
        value={values.email}
        onChange={(email) => change({ email })}
        error={problems.email}
      />
      <TextField
        label={t.name}
        name="name"
        autoComplete="off"
        value={values.name}
        onChange={(name) => change({ name })}
        error={problems.name}
      />
      <RadioCards label={t.role} value={values.role} options={ROLE_OPTIONS} onChange={(role) => change({ role })} />
    </FormDialog>
  );
}
