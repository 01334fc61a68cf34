import { useState } from "react";
import { ROLES, type Role } from "../../../../core/auth/permissions.ts";
import { personNameSchema } from "../../../../core/auth/wire.ts";
import { hasCode, type ApiError } from "../../api/api-error.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { emailProblem, nameProblem } from "../auth/field-problems.ts";
import { FormError } from "../auth/form-error.tsx";
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

/** Why this address cannot be invited: the server says which of the reasons it is. */
function refused(error: ApiError): { email?: string } {
  if (!hasCode(error, "conflict")) return {};
  const problem = error.details.find(({ field }) => field === "email")?.problem;
  const known = problem === "member" || problem === "invited" || problem === "too_many" ? problem : "invited";
  return { email: t.obstacles[known] };
}

export function InviteDialog({ businessId, onClose }: { businessId: string; onClose: () => void }) {
  const [done, setDone] = useState<InvitationSent | null>(null);
  const invite = useInvite(businessId);
  const form = useForm({
    begin: EMPTY,
    check,
    mutation: invite,
    onDone: setDone,
    refused,
    otherwise: he.auth.fieldRefused,
  });
  if (done) return <SentLinkDialog sent={done.sent} email={done.invitation.email} onClose={onClose} />;
  return (
    <Dialog title={t.title} isOpen onClose={onClose} isBusy={form.isSending}>
      <form {...form.formProps} className="flex flex-col gap-5 text-ink">
        <p className="text-ink-soft">{t.text}</p>
        <TextField
          label={t.email}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="off"
          autoFocus
          dir="ltr"
          value={form.values.email}
          onChange={(email) => form.change({ email })}
          error={form.problems.email}
        />
        <TextField
          label={t.name}
          name="name"
          autoComplete="off"
          value={form.values.name}
          onChange={(name) => form.change({ name })}
          error={form.problems.name}
        />
        <RadioCards
          label={t.role}
          value={form.values.role}
          options={ROLE_OPTIONS}
          onChange={(role) => form.change({ role })}
        />
        <FormError error={form.error} sentAt={form.sentAt} />
        <DialogActions>
          <Button type="submit" variant="primary" isPending={form.isSending}>
            {form.isSending ? t.submitting : t.submit}
          </Button>
          <Button onPress={onClose} isDisabled={form.isSending}>
            {he.common.cancel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
