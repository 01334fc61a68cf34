import { useState } from "react";
import type { SentLink } from "../../../../../core/auth/wire.ts";
import type { Person } from "../../../../../core/people/wire.ts";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { SentLinkDialog } from "../../people/sent-link-dialog.tsx";
import { useResetLink } from "../admin-mutations.ts";
import { ReasonDialog } from "../reason-dialog.tsx";

const texts = he.admin.resetLink;

/** A link with which this person chooses a new password; also for those whom no manager may help. */
export function ResetLinkDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [sent, setSent] = useState<SentLink | null>(null);
  const mutation = useResetLink(person.userId);
  if (sent) return <SentLinkDialog sent={sent} email={person.email} onClose={onClose} />;
  return (
    <ReasonDialog
      title={he.people.reset.title(person.name)}
      texts={texts}
      tone="primary"
      mutation={mutation}
      explain={refusalOf}
      onDone={setSent}
      onClose={onClose}
    >
      <p>{he.people.reset.text}</p>
    </ReasonDialog>
  );
}

const refusalOf = (error: Error): string | null =>
  error instanceof ApiError && error.details.some(({ problem }) => problem === "switched_off")
    ? texts.switchedOff
    : null;
