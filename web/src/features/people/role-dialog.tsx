import { useState } from "react";
import { ROLES } from "../../../../core/auth/permissions.ts";
import type { Person } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { notify } from "../../ui/toast.tsx";
import { useChangeRole } from "./people-queries.ts";
import { refusalText } from "./refusal-text.ts";

const t = he.people.changeRole;
const ROLE_OPTIONS = ROLES.toReversed().map((value) => ({ value, ...he.people.roleOptions[value] }));

type Props = { businessId: string; person: Person; isSelf: boolean; onClose: () => void };

export function RoleDialog({ businessId, person, isSelf, onClose }: Props) {
  const [role, setRole] = useState(person.role);
  const change = useChangeRole(businessId, person.userId);
  const confirm = () => {
    if (role === person.role) return onClose();
    change.mutate(
      { role },
      {
        onSuccess: () => {
          notify({ tone: "fine", title: t.done(person.name, he.people.role[role]) });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      title={t.title(person.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      onConfirm={confirm}
      isPending={change.isPending}
      error={change.error && refusalText(change.error)}
    >
      <div className="flex flex-col gap-4">
        <p>{t.text}</p>
        <RadioCards label={he.people.inviteDialog.role} value={role} options={ROLE_OPTIONS} onChange={setRole} />
        {isSelf && role !== "manager" && <Notice tone="warn">{t.self}</Notice>}
      </div>
    </ConfirmDialog>
  );
}
