import type { Invitation } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { notify } from "../../ui/toast.tsx";
import { useWithdrawInvitation } from "./people-queries.ts";

const t = he.people.invitations;

export function WithdrawDialog({
  businessId,
  invitation,
  onClose,
}: {
  businessId: string;
  invitation: Invitation;
  onClose: () => void;
}) {
  const withdraw = useWithdrawInvitation(businessId);
  const withdrawn = () => {
    notify({ tone: "fine", title: t.withdrawn });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t.withdrawTitle(invitation.name ?? invitation.email)}
      isOpen
      onClose={onClose}
      confirm={t.withdrawYes}
      tone="danger"
      onConfirm={() => withdraw.mutate(invitation.id, { onSuccess: withdrawn })}
      isPending={withdraw.isPending}
      error={withdraw.error}
    >
      <p>{t.withdrawText}</p>
    </ConfirmDialog>
  );
}
