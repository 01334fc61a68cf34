import type { Person } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useMakeResetLink } from "./people-queries.ts";
import { SentLinkDialog } from "./sent-link-dialog.tsx";

const t = he.people.reset;

/** A link with which a colleague chooses a new password. */
export function ResetLinkDialog({
  businessId,
  person,
  onClose,
}: {
  businessId: string;
  person: Person;
  onClose: () => void;
}) {
  const make = useMakeResetLink(businessId, person.userId);
  if (make.data) return <SentLinkDialog sent={make.data} email={person.email} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={t.title(person.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      onConfirm={() => make.mutate()}
      isPending={make.isPending}
      error={make.error}
    >
      <p>{t.text}</p>
    </ConfirmDialog>
  );
}
