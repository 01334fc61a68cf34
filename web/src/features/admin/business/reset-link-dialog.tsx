import type { Person } from "../../../../../core/people/wire.ts";
import { he } from "../../../i18n/he.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { SentLinkDialog } from "../../people/sent-link-dialog.tsx";
import { useResetLink } from "../admin-mutations.ts";

/** A link with which this person chooses a new password; also for people of several businesses, whom no manager may help. */
export function ResetLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const texts = he.people.reset;
  const { mutate, data: sent, isPending, error } = useResetLink();
  if (sent) return <SentLinkDialog sent={sent} email={person.email} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={texts.title(person.name)}
      isOpen
      onClose={onClose}
      confirm={texts.submit}
      confirming={texts.submitting}
      onConfirm={() => mutate(person.userId)}
      isPending={isPending}
      error={error}
    >
      <p>{texts.text}</p>
    </ConfirmDialog>
  );
}
